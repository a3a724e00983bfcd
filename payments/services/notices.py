"""What gateways tell us: each notice is recorded with what became of it, and acted on once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import DomainError
from common.locking import lock, lock_one
from common.status import WrongStatus
from payments import gateways
from payments.enums import AttemptStatus, NoticeOutcome
from payments.gateways.base import BadSignature, Notice, TooOld
from payments.models import GatewayNotice, PaymentAttempt, Payout, Refund, TrialTransfer
from payments.services import payments, payouts, refunds, trials
from payments.services.payments import WrongCurrency, WrongSum
from policies.schemas import PaymentRules
from policies.selectors import in_force

#: Outcomes after which a notice has had its effect; others are judged anew when it is repeated.
FINAL = frozenset(
    {
        NoticeOutcome.ACCEPTED,
        NoticeOutcome.REPEATED,
        NoticeOutcome.LATE,
        NoticeOutcome.CONTRADICTS,
    }
)
#: Those of them by which something was done: not a second time.
ACTED_ON = frozenset({NoticeOutcome.ACCEPTED, NoticeOutcome.LATE})
#: How all that a gateway is asked to send ends that did not arrive.
FAILED = "failed"
#: How much of an unsigned message is kept.
KEPT_CHARACTERS = 2000
#: Unsigned messages within this time share a row, so that nobody can fill the table with them.
UNSIGNED_TOGETHER = timedelta(minutes=1)
#: What a gateway is asked to send.
Sent: TypeAlias = Refund | Payout | TrialTransfer


def receive(
    *, gateway: str, headers: Mapping[str, str], body: bytes, at: datetime
) -> GatewayNotice:
    """Act on a notice and record it, in one transaction; a repeated one changes nothing.

    Never raises for what the notice says: its outcome tells. Raises UnknownGateway.
    """
    way = gateways.get(gateway)
    window = timedelta(minutes=in_force(PaymentRules, at).rules.notice_window_minutes)
    try:
        notice = way.read_notice(headers, body, at, window)
    except BadSignature:
        return _record_unsigned(gateway, body, at)
    except TooOld as error:
        return _record(gateway, error.notice, NoticeOutcome.TOO_OLD, None, at)
    with transaction.atomic():
        acted_on = _acted_on(gateway, notice)
        if acted_on is not None:
            return acted_on
        attempt = _attempt(gateway, notice)
        outcome = _act(gateway, notice, attempt, at)
        return _record(gateway, notice, outcome, attempt, at)


@transaction.atomic
def answer(*, notice: GatewayNotice, text: str, actor: User, at: datetime) -> GatewayNotice:
    """Staff say what they did about a notice that says otherwise than is booked.

    Raises DomainError where it waits for no answer.
    """
    found = lock_one(GatewayNotice.objects.filter(pk=notice.pk))
    if found.outcome != NoticeOutcome.CONTRADICTS or found.answered_at is not None:
        raise DomainError(_("This notice waits for no answer."))
    found.answered_at, found.answered_by, found.answer = at, actor, text
    found.save(update_fields=["answered_at", "answered_by", "answer"])
    return found


def _acted_on(gateway: str, notice: Notice) -> GatewayNotice | None:
    """The record of the same notice, counted once more, where it was acted on.

    One that tells of something else under the same id is another.
    """
    rows = GatewayNotice.objects.filter(**_same(gateway, notice), outcome__in=ACTED_ON)
    counted = rows.update(times=F("times") + 1)
    return rows.get() if counted else None


def _same(gateway: str, notice: Notice) -> dict[str, Any]:
    """What a notice has in common with each repetition of it, as ``gateway_notice_once_told``."""
    told = {name: notice.payload[name] for name in ("reference", "status")}
    about = {f"payload__{name}": value for name, value in told.items()}
    return {"gateway": gateway, "notice_id": notice.id, **about}


def _attempt(gateway: str, notice: Notice) -> PaymentAttempt | None:
    if notice.kind != "payment":
        return None
    return PaymentAttempt.objects.filter(gateway=gateway, reference=notice.reference).first()


def _act(
    gateway: str, notice: Notice, attempt: PaymentAttempt | None, at: datetime
) -> NoticeOutcome:
    if attempt is not None:
        return _on_payment(notice, attempt, at)
    asked = _asked(gateway, notice)
    return NoticeOutcome.UNKNOWN if asked is None else _on_sent(notice, asked, at)


def _on_payment(notice: Notice, attempt: PaymentAttempt, at: datetime) -> NoticeOutcome:
    try:
        if not notice.succeeded:
            payments.decline_attempt(attempt=attempt, reason=notice.reason, at=at)
            return NoticeOutcome.ACCEPTED
        return _confirm(notice, attempt, at)
    except WrongStatus:
        return NoticeOutcome.REPEATED
    except WrongSum:
        return NoticeOutcome.WRONG_SUM
    except WrongCurrency:
        return NoticeOutcome.WRONG_CURRENCY


def _confirm(notice: Notice, attempt: PaymentAttempt, at: datetime) -> NoticeOutcome:
    payments.refuse_other_sum(attempt, notice.amount, notice.currency)
    receipt = payments.receive(
        attempt=attempt,
        received=notice.amount,
        gateway_reference=notice.gateway_reference,
        at=at,
    )
    if receipt.is_repeated:
        return NoticeOutcome.REPEATED
    late = receipt.attempt.status == AttemptStatus.RETURNED
    return NoticeOutcome.LATE if late else NoticeOutcome.ACCEPTED


def _asked(gateway: str, notice: Notice) -> Sent | None:
    """What the gateway was asked to send; it knows payouts and trial transfers by their number."""
    if notice.kind == "refund":
        asked = Refund.objects.sent_as(notice.reference).filter(attempt__gateway=gateway)
        return next((one for one in lock(asked) if notice.reference in one.names), None)
    if notice.kind != "payout":
        return None
    payout = Payout.objects.filter(number=notice.reference).first()
    return payout or TrialTransfer.objects.filter(number=notice.reference).first()


def _on_sent(notice: Notice, asked: Sent, at: datetime) -> NoticeOutcome:
    wrong = _wrong(notice, asked)
    if wrong is not None:
        return wrong
    if isinstance(asked, Refund) and notice.reference != asked.name:
        return _of_failed_try(notice)
    try:
        _end(notice, asked, at)
    except WrongStatus:
        return _once_more(notice, asked)
    return NoticeOutcome.ACCEPTED


def _end(notice: Notice, asked: Sent, at: datetime) -> None:
    """Raises WrongStatus where it has ended."""
    service, name = _SERVICES[type(asked)]
    subject: dict[str, Any] = {name: asked}
    if notice.succeeded:
        service.finish(**subject, at=at)
    else:
        service.fail(**subject, reason=notice.reason, at=at)


#: Whose functions ``finish`` and ``fail`` end what was sent, and what they call it.
_SERVICES: dict[type[Sent], tuple[Any, str]] = {
    Refund: (refunds, "refund"),
    Payout: (payouts, "payout"),
    TrialTransfer: (trials, "trial"),
}


def _once_more(notice: Notice, asked: Sent) -> NoticeOutcome:
    """It ended before: as the notice says, or otherwise, which only staff can find out about."""
    asked.refresh_from_db(fields=["status"])
    has_failed = asked.status == FAILED
    return NoticeOutcome.CONTRADICTS if notice.succeeded == has_failed else NoticeOutcome.REPEATED


def _of_failed_try(notice: Notice) -> NoticeOutcome:
    """The try had failed before: it cannot end the one that staff have sent since."""
    return NoticeOutcome.CONTRADICTS if notice.succeeded else NoticeOutcome.REPEATED


def _wrong(notice: Notice, asked: Sent) -> NoticeOutcome | None:
    if notice.currency != asked.currency:
        return NoticeOutcome.WRONG_CURRENCY
    return NoticeOutcome.WRONG_SUM if notice.amount != asked.amount else None


def _record(
    gateway: str,
    notice: Notice,
    outcome: NoticeOutcome,
    attempt: PaymentAttempt | None,
    at: datetime,
) -> GatewayNotice:
    """One row a thing told; what had its effect keeps its outcome, however often it comes."""
    row, is_new = GatewayNotice.objects.signed().get_or_create(
        **_same(gateway, notice),
        defaults={
            "payload": notice.payload,
            "outcome": outcome,
            "attempt": attempt,
            "received_at": at,
        },
    )
    if not is_new:
        changes: dict[str, Any] = {"times": F("times") + 1}
        if row.outcome not in FINAL:
            changes |= {"outcome": outcome, "payload": notice.payload, "attempt": attempt}
        GatewayNotice.objects.filter(pk=row.pk).update(**changes)
        row.refresh_from_db()
    return row


def _record_unsigned(gateway: str, body: bytes, at: datetime) -> GatewayNotice:
    """Nothing in it can be believed, not even its id; many at once become one row."""
    same = GatewayNotice.objects.filter(
        gateway=gateway,
        outcome=NoticeOutcome.BAD_SIGNATURE,
        received_at__range=(at - UNSIGNED_TOGETHER, at),
    )
    row = same.order_by("-received_at").first()
    if row is not None:
        GatewayNotice.objects.filter(pk=row.pk).update(times=F("times") + 1)
        return row
    text = body[:KEPT_CHARACTERS].decode(errors="replace").replace("\x00", "")
    return GatewayNotice.objects.create(
        gateway=gateway,
        notice_id="",
        payload={"unsigned": text},
        outcome=NoticeOutcome.BAD_SIGNATURE,
        received_at=at,
    )
