"""Incoming bank transfers: staff record what the bank's statement says, and match it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from common.bulk import ids_in_batches
from common.errors import DomainError
from common.locking import lock_one
from common.sweep import each_alone, sweep
from payments.enums import AttemptStatus, GatewayCode, PaymentStatus
from payments.models import IncomingTransfer, Payment, PaymentAttempt
from payments.selectors.transfers import matched_total
from payments.services import payments
from payments.services.payments import WrongCurrency


class AlreadyRecorded(DomainError):
    """That line of the statement was recorded before."""

    code = "transfer_recorded"


class AlreadyMatched(DomainError):
    """The transfer is matched; somebody was faster."""

    code = "transfer_matched"


class NotATransfer(DomainError):
    """The attempt is paid another way."""

    code = "not_a_bank_transfer"


def record(
    *,
    bank_reference: str,
    amount: Decimal,
    currency: str,
    text: str,
    payer_name: str,
    value_day: date,
    actor: User,
    at: datetime,
) -> IncomingTransfer:
    """Write down a line of the bank's statement, once. Raises AlreadyRecorded."""
    transfer, is_new = IncomingTransfer.objects.get_or_create(
        bank_reference=bank_reference,
        defaults={
            "amount": amount,
            "currency": currency,
            "text": text,
            "payer_name": payer_name,
            "value_day": value_day,
            "recorded_by": actor,
            "recorded_at": at,
        },
    )
    if not is_new:
        raise AlreadyRecorded(
            _("The bank's reference %(reference)s was recorded before.")
            % {"reference": bank_reference},
            field="bank_reference",
        )
    return transfer


def match(
    *, transfer: IncomingTransfer, attempt: PaymentAttempt, actor: User, at: datetime
) -> IncomingTransfer:
    """Say what a transfer pays.

    Too little waits for the rest, the sum or more settles the payment and what is over goes
    back; so does all of it where the payment is closed or paid. Raises AlreadyMatched,
    NotATransfer, WrongCurrency.
    """
    if attempt.gateway != GatewayCode.BANK_TRANSFER:
        raise NotATransfer(_("%(attempt)s is no bank transfer.") % {"attempt": attempt})
    if attempt.currency != transfer.currency:
        raise WrongCurrency(
            _("%(attempt)s is to be paid in %(wanted)s, and %(currency)s came.")
            % {"attempt": attempt, "wanted": attempt.currency, "currency": transfer.currency}
        )
    with transaction.atomic():
        payment = lock_one(Payment.objects.filter(pk=attempt.payment_id))
        attempt = lock_one(PaymentAttempt.objects.filter(pk=attempt.pk))
        _assign(transfer, attempt, actor, at)
        _receive(transfer, attempt, payment, at)
    transfer.refresh_from_db()
    return transfer


def _assign(transfer: IncomingTransfer, attempt: PaymentAttempt, actor: User, at: datetime) -> None:
    assigned = IncomingTransfer.objects.filter(pk=transfer.pk, attempt=None).update(
        attempt=attempt, matched_by=actor, matched_at=at
    )
    if not assigned:
        raise AlreadyMatched(_("%(transfer)s is matched already.") % {"transfer": transfer})


def _receive(
    transfer: IncomingTransfer, attempt: PaymentAttempt, payment: Payment, at: datetime
) -> None:
    if attempt.status in payments.ENDED:
        payments.return_extra(
            attempt=attempt, amount=transfer.amount, key=f"transfer:{transfer.pk}", at=at
        )
        return
    total = matched_total(attempt)
    if total >= attempt.amount or payment.status != PaymentStatus.OPEN:
        payments.receive(
            attempt=attempt, received=total, gateway_reference=transfer.bank_reference, at=at
        )


def return_part_payments(*, at: datetime, batch: int) -> list[int]:
    """Send back what came in for payments that closed before the rest came.

    So many are looked for at once, until all had their turn; returns the ids of the attempts.
    """

    def lock_payment(pk: int) -> None:
        lock_one(Payment.objects.filter(attempts=pk))

    came = IncomingTransfer.objects.filter(attempt=OuterRef("pk"))
    left = PaymentAttempt.objects.filter(
        Exists(came), gateway=GatewayCode.BANK_TRANSFER, status=AttemptStatus.STARTED
    ).exclude(payment__status=PaymentStatus.OPEN)

    def return_some(ids: list[int]) -> list[int]:
        some = left.filter(pk__in=ids)
        return sweep(some, lambda it: _return(it, at), limit=len(ids), lock_first=lock_payment)

    done = each_alone(partial(return_some, ids) for ids in ids_in_batches(left, batch))
    return [pk for pks in done for pk in pks]


def _return(attempt: PaymentAttempt, at: datetime) -> None:
    payments.receive(
        attempt=attempt,
        received=matched_total(attempt),
        gateway_reference=attempt.reference,
        at=at,
    )
