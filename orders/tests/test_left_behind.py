"""Refunds that nobody carries on: lost before they were sent, or sent and never answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.tests.factories import StaffFactory
from orders.services.cancel import refund_in_full
from orders.tests.factories import NOW as PAID_AT
from orders.tests.factories import paid_order
from payments.enums import RefundStatus
from payments.models import Refund
from payments.services import outgoing, refunds

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 26, 13, 0, tzinfo=UTC)


@pytest.fixture
def refund() -> Refund:
    """Ordered at NOW; its task was lost."""
    order = paid_order(at=PAID_AT)
    refund_in_full(order=order, actor=None, at=NOW)
    return Refund.objects.get()


@pytest.mark.parametrize(
    ("status", "waited", "is_taken"),
    [
        (RefundStatus.REQUESTED, outgoing.LOST_AFTER / 2, False),
        (RefundStatus.REQUESTED, outgoing.LOST_AFTER, True),
        (RefundStatus.SENT, outgoing.LOST_AFTER, False),
        (RefundStatus.SENT, outgoing.UNANSWERED_AFTER, True),
        (RefundStatus.FAILED, outgoing.UNANSWERED_AFTER, False),
    ],
)
def test_what_waits_too_long_is_carried_on(
    refund: Refund, status: str, waited: timedelta, is_taken: bool
) -> None:
    Refund.objects.update(status=status)
    taken = refunds.left_behind(at=NOW + waited, limit=10)
    assert taken == ([refund.pk] if is_taken else [])


def test_what_staff_send_by_bank_is_not_asked_for_again(refund: Refund) -> None:
    Refund.objects.update(status=RefundStatus.SENT)
    refund.attempt.__class__.objects.update(gateway="bank_transfer")
    assert refunds.left_behind(at=NOW + outgoing.UNANSWERED_AFTER, limit=10) == []


def test_what_staff_send_again_long_afterwards_waits_as_what_is_new(refund: Refund) -> None:
    """Else it is asked for at each sweep from the first on."""
    refunds.fail(refund=refund, reason="closed", at=NOW)
    again = NOW + timedelta(days=30)
    refunds.retry(refund=refund, actor=StaffFactory(), at=again)
    assert _taken(again + outgoing.LOST_AFTER / 2) == []
    sent = again + outgoing.LOST_AFTER
    assert _taken(sent) == [refund.pk]
    refunds.send(refund_id=refund.pk, at=sent)
    assert _taken(sent + outgoing.UNANSWERED_AFTER / 2) == []
    assert _taken(sent + outgoing.UNANSWERED_AFTER) == [refund.pk]


def _taken(at: datetime) -> list[int]:
    return refunds.left_behind(at=at, limit=10)
