from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Company
from accounts.tests.factories import StaffFactory
from payments.enums import AccountKind, AttemptStatus, PaymentStatus, RefundStatus
from payments.models import IncomingTransfer, Payment, PaymentAttempt, Refund
from payments.selectors.accounts import balance
from payments.selectors.transfers import candidates, payable
from payments.services import bank_transfers, payments, refunds
from payments.services.bank_transfers import AlreadyMatched, AlreadyRecorded, NotATransfer
from payments.services.payments import WrongCurrency
from payments.tasks import expire_payments
from payments.tests.factories import open_payment, started_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt() -> PaymentAttempt:
    return started_attempt(gateway="bank_transfer")


def came(
    amount: str = "100.00", text: str = "", currency: str = "CNY", reference: str = ""
) -> IncomingTransfer:
    return bank_transfers.record(
        bank_reference=reference or f"B-{IncomingTransfer.objects.count()}",
        amount=Decimal(amount),
        currency=currency,
        text=text,
        payer_name="Test Payer",
        value_day=date(2026, 11, 20),
        actor=StaffFactory(),
        at=timezone.now(),
    )


def match(transfer: IncomingTransfer, attempt: PaymentAttempt) -> PaymentAttempt:
    bank_transfers.match(
        transfer=transfer, attempt=attempt, actor=StaffFactory(), at=timezone.now()
    )
    attempt.refresh_from_db()
    attempt.payment.refresh_from_db()
    return attempt


def deposited(attempt: PaymentAttempt) -> Decimal:
    return balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", attempt.payment.payer)


def test_a_line_is_recorded_once() -> None:
    came(reference="B-7")
    with pytest.raises(AlreadyRecorded):
        came("5.00", reference="B-7")
    assert IncomingTransfer.objects.get().amount == 100


def test_the_very_sum_settles_the_payment(attempt) -> None:
    assert match(came(), attempt).status == AttemptStatus.SUCCEEDED
    assert attempt.payment.status == PaymentStatus.PAID
    assert deposited(attempt) == 100
    assert not Refund.objects.exists()


def test_too_little_waits_for_the_rest(attempt) -> None:
    assert match(came("40.00"), attempt).status == AttemptStatus.STARTED
    assert attempt.payment.status == PaymentStatus.OPEN
    assert match(came("60.00"), attempt).status == AttemptStatus.SUCCEEDED
    assert deposited(attempt) == 100


def test_too_much_goes_back_by_transfer(attempt) -> None:
    assert match(came("125.50"), attempt).status == AttemptStatus.SUCCEEDED
    refund = Refund.objects.get()
    assert (refund.amount, refund.attempt) == (Decimal("25.50"), attempt)
    assert deposited(attempt) == 100
    assert balance(AccountKind.BUYER_FUNDS, "CNY", attempt.payment.payer) == 0


def test_a_refund_by_transfer_waits_for_staff(attempt) -> None:
    match(came("125.50"), attempt)
    refund = refunds.send(refund_id=Refund.objects.get().pk, at=timezone.now())
    assert refund.status == RefundStatus.SENT
    assert refunds.finish(refund=refund, at=timezone.now()).status == RefundStatus.DONE


def test_a_second_transfer_after_payment_goes_back(attempt) -> None:
    match(came(), attempt)
    assert match(came("100.00"), attempt).received == 200
    assert Refund.objects.get().amount == 100
    assert deposited(attempt) == 100


def test_what_comes_after_the_payment_closed_goes_back_whole(attempt) -> None:
    payments.void_payment(payment=attempt.payment, at=timezone.now(), reason="changed")
    assert match(came("40.00"), attempt).status == AttemptStatus.RETURNED
    assert Refund.objects.get().amount == 40
    assert deposited(attempt) == 0


def test_a_part_payment_goes_back_when_time_is_over(attempt) -> None:
    match(came("40.00"), attempt)
    late = attempt.payment.expires_at + timedelta(minutes=1)
    assert bank_transfers.return_part_payments(at=late, batch=10) == []
    payments.expire_due(at=late, batch=10)
    assert bank_transfers.return_part_payments(at=late, batch=10) == [attempt.pk]
    assert bank_transfers.return_part_payments(at=late, batch=10) == []
    assert Refund.objects.get().amount == 40
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.RETURNED


def test_one_part_payment_that_cannot_go_back_keeps_none_of_the_others(monkeypatch) -> None:
    bad, good = (started_attempt(gateway="bank_transfer") for _ in range(2))
    for attempt in (bad, good):
        match(came("40.00"), attempt)
        payments.void_payment(payment=attempt.payment, at=timezone.now(), reason="changed")
    receive = payments.receive

    def fail_one(*, attempt: PaymentAttempt, **given: Any) -> payments.Receipt:
        if attempt.pk == bad.pk:
            raise RuntimeError("no")
        return receive(attempt=attempt, **given)

    monkeypatch.setattr(payments, "receive", fail_one)
    with pytest.raises(ExceptionGroup):
        bank_transfers.return_part_payments(at=timezone.now(), batch=1)
    assert Refund.objects.get().attempt == good
    monkeypatch.undo()
    assert bank_transfers.return_part_payments(at=timezone.now(), batch=10) == [bad.pk]


def test_a_payment_that_cannot_be_closed_keeps_neither_others_nor_part_payments(
    attempt, monkeypatch, time_machine
) -> None:
    match(came("40.00"), attempt)
    bad, good = open_payment(), open_payment()
    move = payments._move

    def fail_one(payment: Payment, *given: Any, **named: Any) -> Payment:
        if payment.pk == bad.pk:
            raise RuntimeError("no")
        return move(payment, *given, **named)

    monkeypatch.setattr(payments, "_move", fail_one)
    time_machine.move_to(attempt.payment.expires_at + timedelta(days=9))
    with pytest.raises(ExceptionGroup):
        expire_payments()
    for payment in (bad, good, attempt.payment):
        payment.refresh_from_db()
    assert (bad.status, good.status) == (PaymentStatus.OPEN, PaymentStatus.EXPIRED)
    assert Refund.objects.get().attempt == attempt


def test_a_transfer_is_matched_once(attempt) -> None:
    transfer = came()
    match(transfer, attempt)
    other = started_attempt(gateway="bank_transfer")
    with pytest.raises(AlreadyMatched):
        bank_transfers.match(
            transfer=transfer, attempt=other, actor=StaffFactory(), at=timezone.now()
        )
    other.refresh_from_db()
    assert other.status == AttemptStatus.STARTED


def test_another_currency_is_refused(attempt) -> None:
    transfer = came(currency="USD")
    with pytest.raises(WrongCurrency):
        match(transfer, attempt)
    transfer.refresh_from_db()
    assert transfer.attempt is None
    assert deposited(attempt) == 0


def test_an_attempt_by_another_gateway_is_refused() -> None:
    attempt = started_attempt()
    with pytest.raises(NotATransfer):
        match(came(), attempt)
    assert deposited(attempt) == 0


def proposed(transfer: IncomingTransfer) -> list[tuple[PaymentAttempt, list[str]]]:
    return [
        (one.attempt, list(one.hints)) for one in candidates(transfer, PaymentAttempt.objects.all())
    ]


def test_the_reference_is_found_however_the_bank_writes_it(attempt) -> None:
    other = started_attempt(open_payment(amount="99.00"), "bank_transfer")
    mangled = f"inv 12 / {other.reference.replace('-', ' ').replace('0', 'o').lower()} thanks"
    assert proposed(came("77.00", mangled)) == [(other, ["names its reference"])]


def test_a_reference_with_a_slip_is_found_and_said_to_differ(attempt) -> None:
    PaymentAttempt.objects.filter(pk=attempt.pk).update(reference="WT-7KQ2-M9XA")
    slip = ["1 character of its reference differs"]
    assert proposed(came("77.00", "for WT-7KQ2-M8XA")) == [(attempt, slip)]
    assert proposed(came("77.00", "wt7kq2m9x")) == [(attempt, slip)]
    assert proposed(came("77.00", "WT-7K22-M888")) == []


def test_without_a_reference_the_same_sums_are_proposed(attempt) -> None:
    started_attempt(open_payment(amount="99.00"), "bank_transfer")
    started_attempt(open_payment(amount="100.00", currency="USD"), "bank_transfer")
    assert proposed(came("100.00", "thank you")) == [(attempt, ["the same sum"])]


def test_what_has_most_to_say_for_it_stands_first(attempt) -> None:
    payer, named = started_attempt(gateway="bank_transfer"), started_attempt(None, "bank_transfer")
    Company.objects.filter(pk=payer.payment.payer_id).update(name="Test Payer")
    found = proposed(came("100.00", named.reference))
    assert found == [
        (named, ["names its reference", "the same sum"]),
        (payer, ["the same sum", "the same payer"]),
        (attempt, ["the same sum"]),
    ]


def test_a_second_part_is_proposed_by_what_is_missing(attempt) -> None:
    match(came("30.00"), attempt)
    (found,) = candidates(came("70.00"), PaymentAttempt.objects.all())
    assert (found.attempt, found.missing, list(found.hints)) == (
        attempt,
        Decimal(70),
        ["the sum that is missing"],
    )


def test_candidates_cost_one_query(attempt, django_assert_num_queries) -> None:
    transfer = came("100.00", "thank you")
    for _ in range(3):
        started_attempt(gateway="bank_transfer")
    with django_assert_num_queries(1):
        assert len(candidates(transfer, PaymentAttempt.objects.all())) == 4


def test_staff_find_an_attempt_by_its_reference(attempt) -> None:
    assert payable(f" {attempt.reference.lower()} ", PaymentAttempt.objects.all()) == attempt
    assert payable(started_attempt().reference, PaymentAttempt.objects.all()) is None
