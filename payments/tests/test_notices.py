"""What gateways tell us, believed or not: each case recorded, and nothing half-done."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice as NoticeRow
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, StaffFactory
from marketplace.testing.races import raced
from payments import audit
from payments.enums import (
    AccountKind,
    AttemptStatus,
    GatewayCode,
    NoticeOutcome,
    PaymentStatus,
    PayoutStatus,
    RefundStatus,
)
from payments.gateways.signing import signed_headers
from payments.models import Entry, GatewayNotice, PaymentAttempt, Refund
from payments.selectors.accounts import balance
from payments.services import notices, payments
from payments.tests.factories import (
    open_payment,
    ordered_payout,
    pay,
    refund_of,
    started_attempt,
)

pytestmark = pytest.mark.django_db


def message(attempt: PaymentAttempt, **changes: Any) -> dict[str, Any]:
    return {
        "id": "n-1",
        "kind": "payment",
        "reference": attempt.reference,
        "status": "succeeded",
        "amount": str(attempt.amount),
        "currency": attempt.currency,
        "gateway_reference": "SBX-1",
        "reason": "",
    } | changes


def post(
    client: Client,
    payload: dict[str, Any] | bytes,
    *,
    sent: timedelta = timedelta(),
    secret: str = settings.SANDBOX_SECRET,
    gateway: str = "sandbox",
) -> int:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = signed_headers(secret, body, timezone.now() + sent)
    return client.post(
        reverse("payments:notice", args=[gateway]),
        body,
        content_type="application/json",
        headers=headers,
    ).status_code


def assert_nothing_moved(attempt: PaymentAttempt) -> None:
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.STARTED
    assert attempt.payment.status == PaymentStatus.OPEN
    assert not attempt.events.exists()
    assert not Entry.objects.exists()
    assert not Refund.objects.exists()


def outcome() -> str:
    return GatewayNotice.objects.get().outcome


def test_a_good_notice_settles_the_payment(client) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt)) == 200
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.SUCCEEDED
    assert attempt.payment.status == PaymentStatus.PAID
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", attempt.payment.payer) == 100
    assert outcome() == NoticeOutcome.ACCEPTED


def test_a_repeated_notice_changes_nothing_more(client) -> None:
    attempt = started_attempt()
    for _ in range(3):
        assert post(client, message(attempt)) == 200
    assert GatewayNotice.objects.get().times == 3
    assert outcome() == NoticeOutcome.ACCEPTED
    assert Entry.objects.count() == 4


def test_a_second_notice_of_the_same_payment_changes_nothing_more(client) -> None:
    attempt = started_attempt()
    post(client, message(attempt))
    assert post(client, message(attempt, id="n-2")) == 200
    assert GatewayNotice.objects.get(notice_id="n-2").outcome == NoticeOutcome.REPEATED
    assert Entry.objects.count() == 4


READABLE = {
    "id": "n-1",
    "kind": "payment",
    "reference": "A-1",
    "status": "succeeded",
    "amount": "1.00",
    "currency": "CNY",
    "gateway_reference": "",
    "reason": "",
}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff\x00", b'{"id": "x"}'])
def test_what_is_no_notice_is_refused(client, body) -> None:
    attempt = started_attempt()
    assert post(client, body) == 403
    assert outcome() == NoticeOutcome.BAD_SIGNATURE
    assert_nothing_moved(attempt)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "NaN"},
        {"amount": "-1.00"},
        {"amount": "ten"},
        {"amount": None},
        {"amount": 1},
        {"id": 1},
        {"id": "x" * 81},
        {"reference": {}},
        {"kind": "gift"},
        {"status": ""},
        {"currency": "yuan"},
        {"reason": "\x00"},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused(client, change) -> None:
    attempt = started_attempt()
    assert post(client, READABLE | change) == 403
    assert outcome() == NoticeOutcome.BAD_SIGNATURE
    assert_nothing_moved(attempt)


def test_a_wrong_signature_is_refused(client) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt), secret="another") == 403
    assert outcome() == NoticeOutcome.BAD_SIGNATURE
    assert_nothing_moved(attempt)


def test_no_signature_is_refused(client) -> None:
    attempt = started_attempt()
    url = reverse("payments:notice", args=["sandbox"])
    assert client.post(url, message(attempt), content_type="application/json").status_code == 403
    assert_nothing_moved(attempt)


def test_refused_messages_fill_no_table(client) -> None:
    attempt = started_attempt()
    for _ in range(3):
        post(client, message(attempt), secret="another")
    assert GatewayNotice.objects.get().times == 3


def test_a_changed_message_is_refused(client) -> None:
    attempt = started_attempt()
    body = json.dumps(message(attempt)).encode()
    headers = signed_headers(settings.SANDBOX_SECRET, body, timezone.now())
    response = client.post(
        reverse("payments:notice", args=["sandbox"]),
        body.replace(b"100.00", b"900.00"),
        content_type="application/json",
        headers=headers,
    )
    assert response.status_code == 403
    assert_nothing_moved(attempt)


def test_refused_messages_do_not_take_an_id(client) -> None:
    attempt = started_attempt()
    for _ in range(2):
        post(client, message(attempt), secret="another")
    assert post(client, message(attempt)) == 200
    assert GatewayNotice.objects.signed().get().outcome == NoticeOutcome.ACCEPTED


@pytest.mark.parametrize("sent", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_a_notice_outside_the_window_is_refused(client, sent) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt), sent=sent) == 403
    assert outcome() == NoticeOutcome.TOO_OLD
    assert_nothing_moved(attempt)


def test_a_notice_sent_anew_in_time_counts(client) -> None:
    attempt = started_attempt()
    post(client, message(attempt), sent=timedelta(minutes=-6))
    assert post(client, message(attempt)) == 200
    assert outcome() == NoticeOutcome.ACCEPTED


def test_an_old_copy_of_an_accepted_notice_leaves_its_record(client) -> None:
    attempt = started_attempt()
    post(client, message(attempt))
    assert post(client, message(attempt), sent=timedelta(minutes=-6)) == 200
    assert outcome() == NoticeOutcome.ACCEPTED


def test_a_wrong_sum_is_refused(client) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt, amount="99.99")) == 422
    assert outcome() == NoticeOutcome.WRONG_SUM
    assert_nothing_moved(attempt)


def test_a_wrong_currency_is_refused(client) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt, currency="USD")) == 422
    assert outcome() == NoticeOutcome.WRONG_CURRENCY
    assert_nothing_moved(attempt)


@pytest.mark.parametrize("kind", ["payment", "refund", "payout"])
def test_an_unknown_reference_is_refused(client, kind) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt, kind=kind, reference="nobody")) == 404
    assert outcome() == NoticeOutcome.UNKNOWN
    assert_nothing_moved(attempt)


def test_another_gateways_attempt_is_unknown(client) -> None:
    attempt = started_attempt(gateway="bank_transfer")
    assert post(client, message(attempt)) == 404
    assert_nothing_moved(attempt)


def test_a_gateway_that_sends_no_notices_is_not_believed(client) -> None:
    attempt = started_attempt(gateway="bank_transfer")
    assert post(client, message(attempt), gateway="bank_transfer") == 403
    assert_nothing_moved(attempt)


def test_an_unknown_gateway_is_not_found(client) -> None:
    assert post(client, {}, gateway="nobody") == 404
    assert not GatewayNotice.objects.exists()


def test_a_huge_message_is_refused_unread(client) -> None:
    assert post(client, b"x" * (65 * 1024)) == 413
    assert not GatewayNotice.objects.exists()


def test_a_decline_leaves_the_payment_open_for_another_try(client) -> None:
    attempt = started_attempt()
    assert post(client, message(attempt, status="failed", reason="card_declined")) == 200
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.DECLINED
    assert attempt.events.get().reason == "card_declined"
    assert attempt.payment.status == PaymentStatus.OPEN
    assert started_attempt(attempt.payment) != attempt


def test_a_decline_after_the_payment_changes_nothing(client) -> None:
    attempt = started_attempt()
    post(client, message(attempt))
    assert post(client, message(attempt, id="n-2", status="failed", reason="x")) == 200
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.SUCCEEDED


def test_money_for_a_withdrawn_payment_goes_back(client) -> None:
    attempt = started_attempt()
    payments.void_payment(payment=attempt.payment, at=timezone.now(), reason="price changed")
    assert post(client, message(attempt)) == 200
    assert outcome() == NoticeOutcome.LATE
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.RETURNED
    assert attempt.payment.status == PaymentStatus.VOIDED
    refund = Refund.objects.get()
    assert (refund.amount, refund.attempt) == (attempt.amount, attempt)
    assert balance(AccountKind.BUYER_FUNDS, "CNY", attempt.payment.payer) == 0
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", attempt.payment.payer) == 0
    assert balance(AccountKind.GATEWAY_CLEARING, "CNY") == 0


def test_money_that_comes_twice_by_two_ways_goes_back_once(client) -> None:
    payment = open_payment()
    attempt = started_attempt(payment)
    pay(payment, gateway="bank_transfer")
    assert post(client, message(attempt)) == 200
    assert outcome() == NoticeOutcome.LATE
    assert Refund.objects.get().amount == payment.amount
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", payment.payer) == payment.amount


def refund_message(refund: Refund, **changes: Any) -> dict[str, Any]:
    return {
        "id": "r-1",
        "kind": "refund",
        "reference": changes.get("reference") or refund.name,
        "status": "succeeded",
        "amount": str(refund.amount),
        "currency": refund.currency,
        "gateway_reference": "SBX-2",
        "reason": "",
    } | changes


def sent_refund() -> Refund:
    refund = refund_of(pay(open_payment()))
    return payments.refunds.send(refund_id=refund.pk, at=timezone.now())


def test_a_refund_is_done_when_the_gateway_says_so(client) -> None:
    refund = sent_refund()
    assert post(client, refund_message(refund)) == 200
    assert post(client, refund_message(refund, id="r-2")) == 200
    refund.refresh_from_db()
    assert refund.status == RefundStatus.DONE
    assert refund.done_at is not None
    assert outcome_of("r-2") == NoticeOutcome.REPEATED


def outcome_of(notice_id: str) -> str:
    return GatewayNotice.objects.get(notice_id=notice_id).outcome


def test_a_refund_that_fails_waits_for_staff(client) -> None:
    refund = sent_refund()
    assert post(client, refund_message(refund, status="failed", reason="card_closed")) == 200
    refund.refresh_from_db()
    assert refund.status == RefundStatus.FAILED
    assert refund.events.last().reason == "card_closed"


def test_a_failure_that_is_told_again_does_not_end_what_staff_sent_once_more(client) -> None:
    refund = sent_refund()
    told = refund_message(refund, status="failed")
    post(client, told)
    payments.refunds.retry(refund=refund, actor=StaffFactory(), at=timezone.now())
    payments.refunds.send(refund_id=refund.pk, at=timezone.now())
    assert post(client, told) == 200
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SENT
    assert GatewayNotice.objects.get().times == 2
    post(client, refund_message(refund, id="r-2"))
    refund.refresh_from_db()
    assert refund.status == RefundStatus.DONE


def failed_and_sent_again(client) -> tuple[Refund, dict[str, Any]]:
    """A refund whose first try failed and whose second is sent, and the notice of the first."""
    refund = sent_refund()
    told = refund_message(refund, status="failed", reason="card_closed")
    post(client, told)
    refund.refresh_from_db()
    payments.refunds.retry(refund=refund, actor=StaffFactory(), at=timezone.now())
    return payments.refunds.send(refund_id=refund.pk, at=timezone.now()), told


@pytest.mark.parametrize("notice_id", ["r-2", "r-1"], ids=["its own notice", "the same id"])
def test_a_second_try_that_fails_too_waits_for_staff_again(client, notice_id) -> None:
    refund, told = failed_and_sent_again(client)
    assert refund.name != told["reference"], "the gateway tells the tries apart"
    post(client, refund_message(refund, status="failed", id=notice_id))
    refund.refresh_from_db()
    assert (refund.status, refund.failed_tries) == (RefundStatus.FAILED, 2)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("failed", NoticeOutcome.REPEATED), ("succeeded", NoticeOutcome.CONTRADICTS)],
)
def test_what_is_told_of_a_try_that_failed_does_not_end_the_next(client, status, expected) -> None:
    refund, told = failed_and_sent_again(client)
    assert post(client, told | {"id": "r-2", "status": status}) == 200
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SENT
    assert outcome_of("r-2") == expected


def test_a_try_that_was_never_sent_is_unknown(client) -> None:
    refund = sent_refund()
    post(client, refund_message(refund, reference=f"{refund.key}.2"))
    assert outcome() == NoticeOutcome.UNKNOWN


def test_what_staff_alone_took_for_failed_is_the_same_try_when_sent_again(client) -> None:
    """The gateway may still be at it: by another name it would pay twice."""
    refund = sent_refund()
    payments.refunds.fail(refund=refund, reason="?", actor=StaffFactory(), at=timezone.now())
    payments.refunds.retry(refund=refund, actor=StaffFactory(), at=timezone.now())
    refund = payments.refunds.send(refund_id=refund.pk, at=timezone.now())
    assert refund.name == refund.key
    post(client, refund_message(refund))
    refund.refresh_from_db()
    assert refund.status == RefundStatus.DONE


def test_what_the_gateway_fails_after_staff_did_is_sent_again_by_a_new_name(client) -> None:
    """By the old one it would be answered as it was: the gateway has ended it."""
    refund = sent_refund()
    payments.refunds.fail(refund=refund, reason="?", actor=StaffFactory(), at=timezone.now())
    for notice_id in ("r-1", "r-2"):
        post(client, refund_message(refund, reference=refund.key, status="failed", id=notice_id))
    payments.refunds.retry(refund=refund, actor=StaffFactory(), at=timezone.now())
    refund = payments.refunds.send(refund_id=refund.pk, at=timezone.now())
    assert (refund.status, refund.name) == (RefundStatus.SENT, f"{refund.key}.2")
    assert [outcome_of("r-1"), outcome_of("r-2")] == [
        NoticeOutcome.ACCEPTED,
        NoticeOutcome.REPEATED,
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"amount": "9.99"}, NoticeOutcome.WRONG_SUM),
        ({"currency": "USD"}, NoticeOutcome.WRONG_CURRENCY),
    ],
)
def test_a_refund_of_another_sum_is_refused(client, change, expected) -> None:
    refund = sent_refund()
    assert post(client, refund_message(refund, **change)) == 422
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SENT
    assert outcome() == expected


def payout_message(payout, **changes: Any) -> dict[str, Any]:
    return refund_message(payout, kind="payout", reference=payout.number, id="p-1") | changes


def test_a_payout_is_done_when_the_gateway_says_so(client) -> None:
    payout = ordered_payout("60.00", sent=True)
    assert post(client, payout_message(payout)) == 200
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.DONE
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == 40


def test_a_payout_that_fails_is_back_on_the_balance_once(client) -> None:
    payout = ordered_payout("60.00", sent=True)
    for notice_id in ("p-1", "p-2"):
        assert post(client, payout_message(payout, status="failed", id=notice_id)) == 200
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.FAILED
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == 100
    assert outcome_of("p-2") == NoticeOutcome.REPEATED


def test_a_payout_that_fails_without_a_reason_is_not_told_as_arrived(client) -> None:
    payout = ordered_payout("60.00", sent=True)
    MembershipFactory(company=payout.company)
    post(client, payout_message(payout, status="failed", reason=""))
    told = NoticeRow.objects.get()
    assert told.kind == "payout_failed"
    assert "The bank said: no reason was given." in said(told).body


@pytest.mark.parametrize("first", ["failed", "succeeded"])
def test_a_notice_that_says_otherwise_than_is_booked_waits_for_staff(client, first) -> None:
    payout = ordered_payout("60.00", sent=True)
    second = "succeeded" if first == "failed" else "failed"
    post(client, payout_message(payout, status=first))
    lies = balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company)
    assert post(client, payout_message(payout, status=second, id="p-2")) == 200
    assert outcome_of("p-2") == NoticeOutcome.CONTRADICTS
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == lies
    assert [it.text for it in audit.run()] == [
        f"sandbox p-2 says otherwise of {payout.number} than is booked"
    ]
    post(client, payout_message(payout, status=second, id="p-2"))
    assert outcome_of("p-2") == NoticeOutcome.CONTRADICTS
    notices.answer(
        notice=GatewayNotice.objects.get(notice_id="p-2"),
        text="asked the bank",
        actor=StaffFactory(),
        at=timezone.now(),
    )
    assert list(audit.run()) == []


def test_a_refund_that_ended_otherwise_is_told_apart_too(client) -> None:
    refund = sent_refund()
    post(client, refund_message(refund))
    post(client, refund_message(refund, status="failed", id="r-2"))
    assert outcome_of("r-2") == NoticeOutcome.CONTRADICTS


def test_a_contradiction_under_the_id_of_what_was_accepted_waits_for_staff(client) -> None:
    refund, told = failed_and_sent_again(client)
    post(client, refund_message(refund, id="r-2"))
    post(client, refund_message(refund, status="failed"))
    (waiting,) = GatewayNotice.objects.unanswered()
    assert (waiting.notice_id, waiting.about) == (told["id"], f"{refund.key}.2")
    first = GatewayNotice.objects.get(notice_id="r-1", outcome=NoticeOutcome.ACCEPTED)
    assert (first.about, first.times) == (refund.key, 1)


def test_so_does_the_opposite_of_what_was_accepted_under_its_id(client) -> None:
    refund = sent_refund()
    for _ in range(2):
        post(client, refund_message(refund))
        post(client, refund_message(refund, status="failed"))
    (waiting,) = GatewayNotice.objects.unanswered()
    assert (waiting.payload["status"], waiting.times) == ("failed", 2)
    assert GatewayNotice.objects.get(outcome=NoticeOutcome.ACCEPTED).times == 2


# --- Two at once ----------------------------------------------------------------------------


def receive(attempt: PaymentAttempt, notice_id: str) -> str:
    body = json.dumps(message(attempt, id=notice_id)).encode()
    now = timezone.now()
    return notices.receive(
        gateway=GatewayCode.SANDBOX,
        headers=signed_headers(settings.SANDBOX_SECRET, body, now),
        body=body,
        at=now,
    ).outcome


@pytest.mark.django_db(transaction=True)
def test_two_notices_at_once_settle_once() -> None:
    attempt = started_attempt()
    ids = iter(["n-1", "n-2"])
    outcomes = raced(lambda: receive(attempt, next(ids)))
    assert sorted(outcomes) == [NoticeOutcome.ACCEPTED, NoticeOutcome.REPEATED]
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", attempt.payment.payer) == 100
    assert Entry.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_the_same_notice_twice_at_once_is_one_record() -> None:
    attempt = started_attempt()
    outcomes = raced(lambda: receive(attempt, "n-1"))
    assert outcomes == [NoticeOutcome.ACCEPTED] * 2
    assert GatewayNotice.objects.get().times == 2
    assert Entry.objects.count() == 4


def both_paid() -> tuple[PaymentAttempt, PaymentAttempt]:
    """One payment, paid by the payer through two attempts."""
    payment = open_payment()
    first = started_attempt(payment)
    payments.decline_attempt(attempt=first, reason="slow", at=timezone.now())
    return first, started_attempt(payment)


@pytest.mark.django_db(transaction=True)
def test_two_attempts_paid_at_once_settle_once_and_the_other_sum_goes_back() -> None:
    first, second = both_paid()
    attempts = iter([first, second])
    outcomes = raced(lambda: receive(attempt := next(attempts), attempt.reference))
    assert sorted(outcomes) == [NoticeOutcome.ACCEPTED, NoticeOutcome.LATE]
    assert Refund.objects.get().amount == 100
    assert balance(AccountKind.GATEWAY_CLEARING, "CNY") == -100


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_other_sum_is_lost(monkeypatch) -> None:
    """Both find the payment open, and the second sum is neither booked nor sent back."""
    first, second = both_paid()
    both_have_read = threading.Barrier(2, timeout=10)

    def read_unlocked(queryset):
        row = queryset.get()
        if isinstance(row, PaymentAttempt):
            both_have_read.wait()
        return row

    monkeypatch.setattr(payments, "lock_one", read_unlocked)
    attempts = iter([first, second])
    raced(lambda: receive(attempt := next(attempts), attempt.reference))
    assert not Refund.objects.exists()
    assert PaymentAttempt.objects.filter(status=AttemptStatus.SUCCEEDED).count() == 1
    assert balance(AccountKind.GATEWAY_CLEARING, "CNY") == -100
