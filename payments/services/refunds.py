"""Money on its way back: booked at once, sent by a task, confirmed by the gateway."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import status
from common.errors import DomainError, refuse_reused
from common.locking import lock_again, lock_one
from common.outbox import send_after_commit
from payments import gateways
from payments.enums import (
    REFUND_TRANSITIONS,
    AccountKind,
    AttemptStatus,
    GatewayCode,
    RefundStatus,
    TransactionKind,
)
from payments.models import LedgerAccount, Payment, PaymentAttempt, Refund, RefundEvent
from payments.selectors.accounts import account
from payments.services import ledger, outgoing
from payments.services.ledger import Posting
from payments.services.telling import tell_refunded

SEND_TASK = "payments.tasks.send_refund"
#: In characters, as the books keep it.
LONGEST_REASON = 200


class RefundTooLarge(DomainError):
    """More would go back than the payment brought."""

    code = "refund_too_large"


class ReasonTooLong(DomainError):
    """The reason does not fit on a statement."""

    code = "reason_too_long"


def paying_attempt(payment: Payment) -> PaymentAttempt:
    """The attempt that paid it; raises DoesNotExist for a payment that is not paid."""
    return payment.attempts.get(status=AttemptStatus.SUCCEEDED)


def book(
    *,
    attempt: PaymentAttempt,
    source: LedgerAccount,
    amount: Decimal,
    subject: str,
    reason: str,
    key: str,
    at: datetime,
    actor: User | None = None,
) -> Refund:
    """Take ``amount`` from ``source`` and order its return to the payer, once per ``key``.

    Raises KeyReused where ``key`` returned something else, RefundTooLarge, InsufficientFunds, and
    ReasonTooLong.
    """
    _refuse_long(reason)
    with transaction.atomic(savepoint=False):
        lock_one(PaymentAttempt.objects.filter(pk=attempt.pk))
        repeated = Refund.objects.filter(key=key).first()
        if repeated is not None:
            refuse_reused(repeated, attempt_id=attempt.pk, amount=amount)
            return repeated
        refund = Refund.objects.create(
            payment_id=attempt.payment_id,
            attempt=attempt,
            key=key,
            subject=subject,
            amount=amount,
            currency=attempt.currency,
            reason=reason,
            requested_at=at,
        )
        _refuse_too_large(attempt)
        clearing = account(AccountKind.GATEWAY_CLEARING, attempt.currency)
        ledger.post(
            key=key,
            kind=TransactionKind.REFUND,
            at=at,
            entries=[Posting(source, -amount, subject), Posting(clearing, amount, subject)],
            memo=reason,
            actor=actor,
        )
        send_after_commit(SEND_TASK, refund.pk)
    return refund


def _refuse_long(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong(
            _("A reason has at most %(most)d characters, not %(have)d.")
            % {"most": LONGEST_REASON, "have": len(reason)},
            field="reason",
            most=LONGEST_REASON,
        )


def _refuse_too_large(attempt: PaymentAttempt) -> None:
    refunded = attempt.refunds.total()
    if refunded > attempt.received:
        raise RefundTooLarge(
            _("%(refunded)s %(currency)s would go back of the %(received)s that came in.")
            % {
                "refunded": refunded,
                "currency": attempt.currency,
                "received": attempt.received,
            },
            refunded=str(refunded),
            received=str(attempt.received),
        )


def send(*, refund_id: int, at: datetime) -> Refund:
    """Hand the refund to its gateway; repeating it is safe, as gateways know each try by its name.

    What the gateway refuses is left for staff as failed. Raises Unavailable where the gateway
    does not answer: try again later.
    """
    return outgoing.hand_over(
        Refund.objects.filter(pk=refund_id).select_related("attempt"),
        move=_move,
        ask=_ask_gateway,
        fail=lambda refund, reason: _fail_try(refund, reason, at),
        at=at,
    )


def _ask_gateway(refund: Refund) -> None:
    assert refund.attempt is not None
    gateways.get(refund.attempt.gateway).refund(refund)


def _fail_try(asked: Refund, reason: str, at: datetime) -> None:
    """What was ``asked`` for, as it was then, is refused; a later try is another, and goes on.

    Two tasks may ask for one try, and the slower hear of it when staff have sent the next.
    """
    with transaction.atomic():
        now = lock_one(Refund.objects.filter(pk=asked.pk))
        if now.name == asked.name:
            fail(refund=asked, reason=reason, at=at)


def left_behind(*, at: datetime, limit: int) -> list[int]:
    """Ids of those whose task was lost, or that their gateway never answered.

    Bank transfers are not among the latter: staff make them.
    """
    rows = Refund.objects.all()
    answered = rows.exclude(attempt__gateway=GatewayCode.BANK_TRANSFER)
    return outgoing.left_behind(rows, answered=answered, at=at, limit=limit)


def finish(*, refund: Refund, at: datetime, actor: User | None = None) -> Refund:
    """The money has arrived. Raises WrongStatus where it had not been sent."""
    with transaction.atomic():
        _move(refund, RefundStatus.DONE, at=at, actor=actor, done_at=at)
        tell_refunded(refund=refund, at=at)
    return refund


def fail(*, refund: Refund, reason: str, at: datetime, actor: User | None = None) -> Refund:
    """The gateway could not return it; the money stays booked as owed until staff retry.

    Without an ``actor`` the gateway said so itself: that try is over, also where staff had taken
    it for failed before. Raises WrongStatus.
    """
    with transaction.atomic():
        lock_again(refund, "status", "failed_tries")
        tries = refund.failed_tries + (actor is None)
        if actor is None and refund.status == RefundStatus.FAILED:
            return _count(refund, tries)
        return _move(
            refund, RefundStatus.FAILED, at=at, actor=actor, reason=reason, failed_tries=tries
        )


def _count(refund: Refund, tries: int) -> Refund:
    """It has failed already; the next try goes by a new name."""
    refund.failed_tries = tries
    refund.save(update_fields=["failed_tries"])
    return refund


def retry(*, refund: Refund, actor: User, at: datetime) -> Refund:
    """Send a failed refund once more, by a new name where the gateway has ended the last try.

    Raises WrongStatus where it has not failed.
    """
    with transaction.atomic():
        _move(refund, RefundStatus.REQUESTED, at=at, actor=actor)
        send_after_commit(SEND_TASK, refund.pk)
    return refund


def _move(refund: Refund, to: str, *, at: datetime, **given: Any) -> Refund:
    return status.move(refund, to, table=REFUND_TRANSITIONS, events=RefundEvent, at=at, **given)
