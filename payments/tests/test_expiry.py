"""A payment that nobody made in time is closed, by the rules that gave it its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from payments.enums import PaymentStatus
from payments.models import Payment, PaymentEvent
from payments.services import payments
from payments.services.payments import expire_due
from payments.tests.factories import open_payment, started_attempt
from policies.schemas import PaymentRules
from policies.selectors import in_force
from policies.tests.factories import rules_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def expired(payment: Payment, at: datetime) -> PaymentEvent:
    """What is written when its time is found to be over at ``at``."""
    assert expire_due(at=at, batch=10) == 1
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.EXPIRED
    return PaymentEvent.objects.get(subject=payment)


def test_its_end_names_the_rules_that_it_was_opened_by() -> None:
    older = in_force(PaymentRules, NOW).version
    payment = open_payment(at=NOW)
    rules_from(PaymentRules, NOW + timedelta(minutes=1), payment_minutes=5)
    assert expired(payment, payment.expires_at).policy_version == older


def test_or_those_of_the_last_try_which_gave_it_more_time() -> None:
    payment = open_payment(at=NOW)
    newer = rules_from(PaymentRules, NOW + timedelta(minutes=1), bank_transfer_days=9)
    started_attempt(payment, "bank_transfer", NOW + timedelta(minutes=2))
    payment.refresh_from_db()
    assert expired(payment, payment.expires_at).policy_version == newer


def test_many_are_closed_by_as_many_reads_as_one(django_assert_num_queries) -> None:
    for count in (1, 3):
        payments = [open_payment(at=NOW) for _ in range(count)]
        in_force(PaymentRules, NOW)
        with django_assert_num_queries(5 + count):
            expire_due(at=payments[0].expires_at, batch=10)


def test_one_that_cannot_be_closed_keeps_none_of_the_batches_after_it(monkeypatch, caplog) -> None:
    opened = [open_payment(at=NOW) for _ in range(5)]
    move, tried = payments._move, []

    def fail_first(payment: Payment, *given: Any, **named: Any) -> Payment:
        tried.append(payment.pk)
        if payment.pk == opened[0].pk:
            raise RuntimeError("no")
        return move(payment, *given, **named)

    monkeypatch.setattr(payments, "_move", fail_first)
    with pytest.raises(ExceptionGroup):
        expire_due(at=opened[0].expires_at, batch=2)
    assert list(Payment.objects.filter(status=PaymentStatus.OPEN)) == [opened[0]]
    assert tried.count(opened[0].pk) == 2, "with its batch, and alone"
    assert len(caplog.records) == 1
