"""What staff decide about money, and what they cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    StaffFactory,
    UserFactory,
)
from common.queues import waiting_for
from payments.enums import (
    AccountKind,
    AttemptStatus,
    NoticeOutcome,
    PayoutStatus,
    RefundStatus,
    TrialStatus,
)
from payments.models import (
    BankAccount,
    Entry,
    GatewayNotice,
    IncomingTransfer,
    LedgerAccount,
    Payment,
    PaymentAttempt,
    Payout,
    Refund,
    Transaction,
    TrialTransfer,
)
from payments.selectors import books
from payments.selectors.accounts import balance
from payments.services import payouts, refunds, trials
from payments.tests.factories import (
    bank_account_of,
    open_payment,
    ordered_payout,
    pay,
    refund_of,
    started_attempt,
)

pytestmark = pytest.mark.django_db
READ_ONLY = [
    LedgerAccount,
    Transaction,
    Entry,
    Payment,
    PaymentAttempt,
    GatewayNotice,
    Refund,
    Payout,
    BankAccount,
    TrialTransfer,
]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(StaffFactory())
    return client


def address(model, page: str, *args: object) -> str:
    return reverse(f"admin:payments_{model._meta.model_name}_{page}", args=args)


def act(desk: Client, thing, action: str, **more: str):
    given = {"action": action, "_selected_action": [thing.pk]} | more
    return desk.post(address(type(thing), "changelist"), given)


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_nothing_of_money_is_added_edited_or_deleted(rf, model) -> None:
    request = rf.get("/")
    request.user = StaffFactory()
    desk = admin.site._registry[model]
    assert desk.has_view_permission(request)
    assert not desk.has_add_permission(request)
    assert not desk.has_change_permission(request)
    assert not desk.has_delete_permission(request)


def test_what_is_sent_all_the_same_is_refused(desk) -> None:
    payout = ordered_payout()
    page = desk.get(address(Payout, "change", payout.pk))
    assert 'name="_save"' not in page.text
    assert desk.post(address(Payout, "change", payout.pk), {"amount": "1"}).status_code == 403
    assert desk.post(address(Payout, "delete", payout.pk), {"post": "yes"}).status_code == 403
    payout.refresh_from_db()
    assert payout.amount == 60


@pytest.mark.parametrize("model", [Transaction, LedgerAccount, Entry, Payment, PaymentAttempt])
def test_the_books_are_read_at_the_desk(desk, model) -> None:
    refund_of(pay(open_payment()))
    assert desk.get(address(model, "changelist")).status_code == 200
    assert desk.get(address(model, "change", model.objects.first().pk)).status_code == 200


def test_a_bank_accounts_number_is_shown_to_nobody(desk) -> None:
    account = ordered_payout().bank_account
    page = desk.get(address(BankAccount, "change", account.pk)).text
    assert "6222" not in page


def test_a_payout_is_confirmed(desk) -> None:
    payout = ordered_payout(sent=True)
    act(desk, payout, "arrived")
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.DONE
    assert payout.events.last().actor is not None


def test_failing_a_payout_asks_for_a_reason(desk) -> None:
    payout = ordered_payout(sent=True)
    page = act(desk, payout, "refused")
    assert 'name="reason"' in page.text
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.SENT
    assert act(desk, payout, "refused", reason=" ").status_code == 200
    act(desk, payout, "refused", reason="Account closed")
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.FAILED
    assert payout.events.last().reason == "Account closed"
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == 100


def test_a_trial_transfer_is_sent_by_hand(desk, settings) -> None:
    settings.PAYOUT_GATEWAY = "bank_transfer"
    made = [
        trials.order_trial(
            bank_account=bank_account_of(CompanyFactory()), most=99, actor=None, at=timezone.now()
        )
        for _ in range(2)
    ]
    for trial in made:
        trials.send(trial_id=trial.pk, at=timezone.now())
    act(desk, made[0], "arrived")
    act(desk, made[1], "refused", reason="account closed")
    assert [trial.status for trial in TrialTransfer.objects.order_by("pk")] == [
        TrialStatus.ARRIVED,
        TrialStatus.FAILED,
    ]
    assert balance(AccountKind.COMMISSION, "CNY") == -made[0].amount


def test_a_decision_that_cannot_be_is_said(desk) -> None:
    payout = ordered_payout()
    page = desk.post(
        address(Payout, "changelist"),
        {"action": "arrived", "_selected_action": [payout.pk]},
        follow=True,
    )
    assert "cannot become" in page.text
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.REQUESTED


def test_a_failed_refund_is_sent_again(desk) -> None:
    refund = refund_of(pay(open_payment()))
    refund = refunds.send(refund_id=refund.pk, at=timezone.now())
    act(desk, refund, "could_not_be_sent", reason="Card closed")
    refund.refresh_from_db()
    assert refund.status == RefundStatus.FAILED
    act(desk, refund, "send_again")
    refund.refresh_from_db()
    assert refund.status == RefundStatus.REQUESTED


def test_staff_without_the_right_decide_nothing(client) -> None:
    payout = ordered_payout(sent=True)
    client.force_login(UserFactory(is_staff=True))
    assert act(client, payout, "arrived").status_code == 403
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.SENT


# --- Bank transfers ---------------------------------------------------------------------------

LINE = {
    "bank_reference": "B-1",
    "amount": "100.00",
    "currency": "CNY",
    "text": "",
    "payer_name": "Test Payer",
    "value_day": "2026-11-20",
}


def record(desk: Client, **changes: str) -> IncomingTransfer:
    desk.post(address(IncomingTransfer, "add"), LINE | changes)
    return IncomingTransfer.objects.get(bank_reference=changes.get("bank_reference", "B-1"))


def test_a_line_is_recorded_matched_and_settles(desk) -> None:
    attempt = started_attempt(gateway="bank_transfer")
    transfer = record(desk, text=f"pay {attempt.reference}")
    assert transfer.recorded_by is not None
    page = desk.get(address(IncomingTransfer, "change", transfer.pk)).text
    assert attempt.reference in page
    assert "names its reference" in page
    url = reverse("admin:payments_incomingtransfer_match", args=[transfer.pk])
    page = desk.post(url, {"reference": attempt.reference}, follow=True).text
    assert f"{attempt.payment.number} is paid" in page
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.SUCCEEDED


def test_a_line_is_recorded_once(desk) -> None:
    record(desk)
    page = desk.post(address(IncomingTransfer, "add"), LINE)
    assert "already exists" in page.text
    assert IncomingTransfer.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "said"),
    [("40.00", "waits for 60.00 more"), ("120.00", "20.00 CNY too much go back")],
)
def test_another_sum_is_said_with_its_numbers(desk, amount, said) -> None:
    attempt = started_attempt(gateway="bank_transfer")
    transfer = record(desk, amount=amount)
    url = reverse("admin:payments_incomingtransfer_match", args=[transfer.pk])
    assert said in desk.post(url, {"reference": attempt.reference}, follow=True).text


def test_an_unknown_reference_is_said(desk) -> None:
    transfer = record(desk)
    url = reverse("admin:payments_incomingtransfer_match", args=[transfer.pk])
    page = desk.post(url, {"reference": "WT-0000-0000"}, follow=True).text
    assert "No bank transfer is awaited with that reference" in page
    transfer.refresh_from_db()
    assert transfer.attempt is None


def test_only_staff_with_the_right_match(client) -> None:
    transfer_url = reverse("admin:payments_incomingtransfer_match", args=[1])
    client.force_login(UserFactory(is_staff=True))
    assert client.post(transfer_url, {"reference": "x"}).status_code == 403
    client.force_login(UserFactory())
    assert client.post(transfer_url, {"reference": "x"}).status_code == 302


def contradicted() -> tuple[Payout, GatewayNotice]:
    """A payout that staff took for refused, and the bank's word that it was paid."""
    payout = ordered_payout("60.00", sent=True)
    payouts.fail(payout=payout, reason="refused", at=timezone.now(), actor=StaffFactory())
    notice = GatewayNotice.objects.create(
        gateway="sandbox",
        notice_id="p-9",
        payload={"reference": payout.number},
        outcome=NoticeOutcome.CONTRADICTS,
        received_at=timezone.now(),
    )
    return payout, notice


def test_a_gateway_that_says_otherwise_stands_on_the_start_page_until_settled(desk) -> None:
    payout, notice = contradicted()
    title = "Gateways that say otherwise than is booked"
    (line,) = (it for it in waiting_for(StaffFactory(), timezone.now()) if it.title == title)
    assert line.waiting.count == 1
    assert payout.number in desk.get(line.url).content.decode()
    assert title in desk.get(reverse("admin:index")).content.decode()
    act(desk, notice, "settled", reason="The bank called it back")
    notice.refresh_from_db()
    assert notice.answer == "The bank called it back"
    assert notice.answered_by is not None
    (line,) = (it for it in waiting_for(StaffFactory(), timezone.now()) if it.title == title)
    assert line.waiting.count == 0
    assert "waits for no answer" in (
        act(desk, notice, "settled", reason="Once more").client.get(line.url).content.decode()
    )


def test_a_failed_payout_that_was_paid_all_the_same_is_taken_off_the_balance(desk) -> None:
    payout, _notice = contradicted()
    act(desk, payout, "arrived")
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.FAILED, "not without being booked"
    act(desk, payout, "arrived_after_all", reason="On the bank's statement")
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.DONE
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == 40
    assert list(books.unbooked_payouts()) == []


def test_what_is_spent_is_not_taken_twice(desk) -> None:
    payout, _notice = contradicted()
    for key in ("a", "b"):
        payouts.request_payout(
            company=payout.company,
            bank_account=payout.bank_account,
            amount=Decimal(50),
            key=key,
            actor=payout.requested_by,
            at=timezone.now(),
        )
    act(desk, payout, "arrived_after_all", reason="On the bank's statement")
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.FAILED
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", payout.company) == 0


def test_a_deposit_goes_back_the_way_it_came_once(desk) -> None:
    payment = pay(open_payment(purpose="deposit"))
    act(desk, payment, "give_deposit_back", reason="No shop")
    act(desk, payment, "give_deposit_back", reason="No shop")
    refund = Refund.objects.get(payment=payment)
    assert (refund.amount, refund.reason) == (Decimal(100), "No shop")
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", payment.payer) == 0
    assert Transaction.objects.get(key=refund.key).actor is not None
    assert list(books.unbooked_refunds()) == []


def test_also_once_where_less_lies_there_by_then(desk) -> None:
    payment = pay(open_payment(purpose="deposit"))
    pay(open_payment(payment.payer, amount="60.00", purpose="deposit"))
    act(desk, payment, "give_deposit_back", reason="No shop")
    act(desk, payment, "give_deposit_back", reason="No shop")
    assert Refund.objects.get().amount == 100
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", payment.payer) == 60


def test_what_is_no_deposit_is_not_sent_back_as_one(desk) -> None:
    payment = open_payment(purpose="deposit")
    page = act(desk, payment, "give_deposit_back", reason="No shop").client.get(
        address(Payment, "changelist")
    )
    assert "lies on a deposit" in page.text
    assert not Refund.objects.exists()


def test_bookings_are_listed_with_what_they_moved(desk) -> None:
    url = address(Transaction, "changelist")
    pay(open_payment(amount="1234.50"))
    assert "¥1,234.50" in desk.get(url).text
    one = _queries_of(desk, url)
    pay(open_payment(amount="80.00", currency="USD"))
    assert "80.00" in desk.get(url).text
    assert _queries_of(desk, url) == one


def test_what_a_payment_is_for_and_how_it_came_is_said_in_words(desk) -> None:
    attempt = started_attempt(gateway="sandbox")
    payment = attempt.payment
    payment.purpose, payment.title = "orders", "Order %(number)s"
    payment.title_params = {"number": "0815"}
    payment.save()
    chinese = {"Accept-Language": "zh-hans"}
    page = desk.get(address(Payment, "change", payment.pk), headers=chinese).text
    assert "订单 0815" in page
    assert "%(number)s" not in page
    assert "沙盒支付" in page
    assert '"field-purpose">订单<' in desk.get(address(Payment, "changelist"), headers=chinese).text
    tries = desk.get(address(PaymentAttempt, "changelist"), headers=chinese).text
    assert '"field-gateway">沙盒支付<' in tries


def _queries_of(desk: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        desk.get(url)
    return len(asked)


# --- A company of one's own ------------------------------------------------------------------


def test_staff_do_not_tick_off_money_of_a_company_of_their_own(admin_user, admin_client) -> None:
    refund, payout = refund_of(pay(open_payment())), ordered_payout(sent=True)
    pages = {
        reverse("admin:payments_refund_change", args=[refund.pk]): refund.payment.payer,
        reverse("admin:payments_payment_change", args=[refund.payment.pk]): refund.payment.payer,
        reverse("admin:payments_payout_change", args=[payout.pk]): payout.company,
    }
    assert {admin_client.get(page).status_code for page in pages} == {200}
    for company in set(pages.values()):
        MembershipFactory(user=admin_user, company=company)
    assert {admin_client.get(page).status_code for page in pages} == {302}
    chosen = {"action": "arrived", "_selected_action": [payout.pk]}
    admin_client.post(reverse("admin:payments_payout_changelist"), chosen)
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.SENT


def test_staff_match_no_transfer_to_what_their_own_company_pays(admin_user, admin_client) -> None:
    attempt = started_attempt(gateway="bank_transfer")
    line = IncomingTransfer.objects.create(
        bank_reference="B-own",
        recorded_by=admin_user,
        amount=attempt.amount,
        currency=attempt.currency,
        text=attempt.reference,
        payer_name="",
        value_day=timezone.localdate(),
        recorded_at=timezone.now(),
    )
    MembershipFactory(user=admin_user, company=attempt.payment.payer)
    page = admin_client.get(reverse("admin:payments_incomingtransfer_change", args=[line.pk]))
    assert not page.context["proposed"]
    match = reverse("admin:payments_incomingtransfer_match", args=[line.pk])
    admin_client.post(match, {"reference": attempt.reference})
    line.refresh_from_db()
    assert line.attempt is None
