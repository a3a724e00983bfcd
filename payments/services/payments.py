"""What is to be paid, the tries to pay it, and the one way in which one succeeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import Company
from accounts.notices import Phrase, pack
from common import status
from common.bulk import ids_in_batches
from common.errors import DomainError
from common.locking import lock_one, take_due
from common.sweep import in_batches
from payments import gateways
from payments.enums import (
    ATTEMPT_TRANSITIONS,
    PAYMENT_TRANSITIONS,
    AccountKind,
    AttemptStatus,
    GatewayCode,
    PaymentStatus,
    TransactionKind,
)
from payments.models import AttemptEvent, Payment, PaymentAttempt, PaymentEvent, Refund
from payments.numbers import fresh
from payments.selectors.accounts import account
from payments.services import ledger, refunds
from payments.services.ledger import Posting
from payments.services.telling import tell_received, tell_returned
from policies.schemas import PaymentRules
from policies.selectors import in_force

#: An attempt that brought money, whatever became of it.
ENDED = (AttemptStatus.SUCCEEDED, AttemptStatus.RETURNED)


class NotOpen(DomainError):
    """The payment is paid, withdrawn or over its time."""

    code = "payment_not_open"


class WrongSum(DomainError):
    """The gateway speaks of another amount than was asked for."""

    code = "wrong_sum"


class WrongCurrency(DomainError):
    """The gateway speaks of another currency than was asked for."""

    code = "wrong_currency"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The attempt as it ended, and whether that was so before."""

    attempt: PaymentAttempt
    is_repeated: bool


def open_payment(
    *,
    payer: Company,
    purpose: str,
    amount: Decimal,
    currency: str,
    title: Phrase,
    return_url: str,
    at: datetime,
) -> Payment:
    """Ask ``payer`` for ``amount``; open for the minutes that the policy gives.

    ``purpose`` is a key of ``settings.PAYMENT_PURPOSES``, else KeyError; ``return_url`` a path
    of this site.
    """
    settings.PAYMENT_PURPOSES[purpose]
    minutes = in_force(PaymentRules, at).rules.payment_minutes
    return Payment.objects.create(
        number=fresh("P", at),
        payer=payer,
        purpose=purpose,
        amount=amount,
        currency=currency,
        title=title.text,
        title_params=pack(title.params),
        return_url=return_url,
        created_at=at,
        expires_at=at + timedelta(minutes=minutes),
    )


def void_payment(*, payment: Payment, at: datetime, reason: str) -> Payment:
    """Withdraw an open payment; money that still comes by it goes back.

    Raises WrongStatus where it is open no more. Whoever also locks what the payment is for
    calls this first: the payment is locked before what it settles.
    """
    return _move(payment, PaymentStatus.VOIDED, at=at, reason=reason)


def expire_due(*, at: datetime, batch: int) -> int:
    """Close all open payments whose time is over, by the rules that gave them it.

    So many at once, and one by one where that fails; returns how many.
    """
    return in_batches(ids_in_batches(_over(at), batch), lambda ids: _expire(ids, at))


def start_attempt(*, payment: Payment, gateway: str, at: datetime) -> PaymentAttempt:
    """Begin to pay through ``gateway``; a second click finds the attempt of the first.

    The payment stays open for as long as the gateway may take. Raises NotOpen, UnknownGateway.
    """
    with transaction.atomic():
        locked = lock_one(Payment.objects.filter(pk=payment.pk))
        refuse_unless_open(locked, at=at)
        running = locked.attempts.filter(gateway=gateway, status=AttemptStatus.STARTED).first()
        if running is not None:
            return running
        way = gateways.get(gateway)
        open_until = at + way.open_for(in_force(PaymentRules, at).rules)
        if open_until > locked.expires_at:
            Payment.objects.filter(pk=locked.pk).update(expires_at=open_until)
        return PaymentAttempt.objects.create(
            payment=locked,
            gateway=gateway,
            reference=way.new_reference(at),
            amount=locked.amount,
            currency=locked.currency,
            started_at=at,
        )


def refuse_unless_open(payment: Payment, *, at: datetime) -> None:
    """Raises NotOpen where it cannot be paid, or no more."""
    if payment.status != PaymentStatus.OPEN or payment.expires_at <= at:
        raise NotOpen(
            _("Payment %(number)s is not open: %(status)s.")
            % {"number": payment.number, "status": payment.shown_status(at)}
        )


def decline_attempt(*, attempt: PaymentAttempt, reason: str, at: datetime) -> PaymentAttempt:
    """The gateway says no; the payment stays open for another try. Raises WrongStatus if ended."""
    return _end(attempt, AttemptStatus.DECLINED, at=at, reason=reason, received=Decimal(0))


def confirm_attempt(
    *,
    attempt: PaymentAttempt,
    amount: Decimal,
    currency: str,
    gateway_reference: str,
    at: datetime,
) -> Payment:
    """The gateway has the money: the one path by which a payment is settled, whoever calls it.

    Books it, marks the payment paid and calls the function of its purpose, all in one
    transaction; a repeated call changes nothing. Money for a payment that was closed, or paid
    by another attempt, is booked and sent back, and the attempt ends as ``returned``.

    Locks the payment, then the attempt, then what the purpose locks. Raises WrongSum and
    WrongCurrency, with nothing changed, where the gateway speaks of another sum.
    """
    refuse_other_sum(attempt, amount, currency)
    receipt = receive(attempt=attempt, received=amount, gateway_reference=gateway_reference, at=at)
    return receipt.attempt.payment


def receive(
    *, attempt: PaymentAttempt, received: Decimal, gateway_reference: str, at: datetime
) -> Receipt:
    """Book ``received``, which is at least the attempt's amount; what is over goes back."""
    with transaction.atomic():
        payment = lock_one(Payment.objects.filter(pk=attempt.payment_id).select_related("payer"))
        attempt = lock_one(PaymentAttempt.objects.filter(pk=attempt.pk))
        attempt.payment = payment
        if attempt.status in ENDED:
            return Receipt(attempt, is_repeated=True)
        in_time = payment.status == PaymentStatus.OPEN
        _book(attempt, received, at, key=f"payment:{attempt.reference}")
        _end(
            attempt,
            AttemptStatus.SUCCEEDED if in_time else AttemptStatus.RETURNED,
            at=at,
            gateway_reference=gateway_reference,
            received=received,
        )
        if in_time:
            _settle(payment, at)
            if attempt.gateway == GatewayCode.BANK_TRANSFER:
                tell_received(attempt=attempt, at=at)
        rest = received - payment.amount if in_time else received
        if rest > 0:
            _send_back(attempt, rest, at, key=f"return:{attempt.reference}")
    return Receipt(attempt, is_repeated=False)


def return_extra(*, attempt: PaymentAttempt, amount: Decimal, key: str, at: datetime) -> Refund:
    """Book money that came for an attempt after its end, and send it back.

    ``key`` names what came; the caller sees to it that each is told of once.
    """
    with transaction.atomic():
        lock_one(PaymentAttempt.objects.filter(pk=attempt.pk))
        PaymentAttempt.objects.filter(pk=attempt.pk).update(received=F("received") + amount)
        attempt.refresh_from_db()
        _book(attempt, amount, at, key=f"payment:{key}")
        return _send_back(attempt, amount, at, key=f"return:{key}")


def refuse_other_sum(attempt: PaymentAttempt, amount: Decimal, currency: str) -> None:
    """Raises WrongCurrency, WrongSum."""
    if currency != attempt.currency:
        raise WrongCurrency(
            _("%(reference)s is to be paid in %(wanted)s, not %(currency)s.")
            % {"reference": attempt.reference, "wanted": attempt.currency, "currency": currency}
        )
    if amount != attempt.amount:
        raise WrongSum(
            _("%(reference)s is over %(wanted)s %(currency)s, not %(amount)s.")
            % {
                "reference": attempt.reference,
                "wanted": attempt.amount,
                "currency": currency,
                "amount": amount,
            }
        )


def _book(attempt: PaymentAttempt, received: Decimal, at: datetime, *, key: str) -> None:
    payment = attempt.payment
    clearing = account(AccountKind.GATEWAY_CLEARING, attempt.currency)
    ledger.post(
        key=key,
        kind=TransactionKind.PAYMENT,
        at=at,
        entries=[
            Posting(clearing, -received, payment.number),
            Posting(_funds(attempt), received, payment.number),
        ],
    )


def _settle(payment: Payment, at: datetime) -> None:
    _move(payment, PaymentStatus.PAID, at=at, paid_at=at)
    import_string(settings.PAYMENT_PURPOSES[payment.purpose])(payment=payment, at=at)


def _send_back(attempt: PaymentAttempt, amount: Decimal, at: datetime, *, key: str) -> Refund:
    """Return what was not asked for; it lies with the payer's funds."""
    tell_returned(attempt=attempt, amount=amount, key=key, at=at)
    return refunds.book(
        attempt=attempt,
        source=_funds(attempt),
        amount=amount,
        subject=attempt.payment.number,
        reason=_("More than was asked for, or after the payment was closed"),
        key=key,
        at=at,
    )


def _funds(attempt: PaymentAttempt) -> ledger.LedgerAccount:
    return account(AccountKind.BUYER_FUNDS, attempt.currency, attempt.payment.payer)


#: When a payment was given its time: as it was opened, and anew whenever a try began.
_TIMED = Coalesce(
    Subquery(
        PaymentAttempt.objects.filter(payment=OuterRef("pk"))
        .order_by("-started_at")
        .values("started_at")[:1]
    ),
    F("created_at"),
)


def _over(at: datetime) -> QuerySet[Payment]:
    return Payment.objects.filter(status=PaymentStatus.OPEN, expires_at__lte=at)


@transaction.atomic
def _expire(ids: list[int], at: datetime) -> list[Payment]:
    """One that somebody is busy with is left for the next time."""
    over = _over(at).filter(pk__in=ids).annotate(timed_at=_TIMED)
    taken: list[Any] = take_due(over, len(ids))
    for payment in taken:
        version = in_force(PaymentRules, payment.timed_at).version
        _move(payment, PaymentStatus.EXPIRED, at=at, policy_version=version)
    return taken


def _move(payment: Payment, to: str, *, at: datetime, **given: Any) -> Payment:
    return status.move(payment, to, table=PAYMENT_TRANSITIONS, events=PaymentEvent, at=at, **given)


def _end(attempt: PaymentAttempt, to: str, *, at: datetime, **given: Any) -> PaymentAttempt:
    return status.move(
        attempt,
        to,
        table=ATTEMPT_TRANSITIONS,
        events=AttemptEvent,
        at=at,
        ended_at=at,
        **given,
    )
