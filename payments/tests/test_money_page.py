from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Company, Membership
from accounts.tests.factories import MembershipFactory, colleague_of
from payments.enums import AccountKind
from payments.models import BankAccount, Payment, Payout
from payments.selectors.accounts import balance
from payments.services import escrow
from payments.tests.factories import bank_account_of, give_funds, held, open_payment, pay

pytestmark = pytest.mark.django_db
PAGES = ["money", "statement_csv", "payouts", "payout", "deposit"]
ORDERING = ["payout", "deposit"]


@pytest.fixture(autouse=True)
def _all_may_pledge(settings) -> None:
    """Who may is said by an app above, and tested there."""
    settings.DEPOSIT_GUARDS = []


@pytest.fixture
def owner(client: Client) -> Membership:
    membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def url(page: str, *args: object) -> str:
    return reverse(f"payments:{page}", args=args)


def settled(company: Company, number: str, amount: str, at: datetime | None = None) -> None:
    held(number, amount)
    escrow.settle(
        order_number=number,
        supplier_company=company,
        amount=Decimal(amount),
        commission=Decimal(1),
        currency="CNY",
        at=at or timezone.now(),
        policy_version=None,
    )


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_and_finance_may(client, owner, page) -> None:
    assert client.get(url(page)).status_code == 200
    client.force_login(colleague_of(owner, Role.FINANCE).user)
    assert client.get(url(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.SALES, Role.WAREHOUSE, Role.PURCHASER])
def test_colleagues_of_other_roles_may_not(client, owner, page, role) -> None:
    client.force_login(colleague_of(owner, role).user)
    assert client.get(url(page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, page) -> None:
    assert "login" in client.get(url(page))["Location"]


def test_another_companys_money_is_not_shown(client, owner) -> None:
    other = MembershipFactory().company
    settled(other, "O-77", "55.00")
    bank_account_of(other, "6222 9999")
    page = client.get(url("money")).text
    assert "O-77" not in page
    assert "9999" not in page
    assert "O-77" not in read(client)


def read(client, **filters: str) -> str:
    return b"".join(client.get(url("statement_csv"), filters).streaming_content).decode()


# --- Figures ----------------------------------------------------------------------------------


def test_every_figure_is_summed_from_the_ledger(client, owner) -> None:
    settled(owner.company, "O-1", "55.00")
    pay(open_payment(owner.company, "20.00"))
    page = client.get(url("money")).text
    assert "¥54.00" in page
    assert "¥20.00" in page


def rows(client, **filters: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read(client, **filters).removeprefix("\ufeff"))))


def test_the_statement_runs_on(client, owner) -> None:
    for number, amount in (("O-1", "11.00"), ("O-2", "21.00"), ("O-3", "31.00")):
        settled(owner.company, number, amount)
    booked = [(row["About"], row["Amount"], row["Balance"]) for row in rows(client)]
    assert booked == [
        ("O-1", "10.00", "10.00"),
        ("O-2", "20.00", "30.00"),
        ("O-3", "30.00", "60.00"),
    ]
    page = client.get(url("money")).text
    assert page.index("¥60.00") < page.index("¥30.00")


def test_the_statement_goes_by_the_moment_not_by_when_it_was_written(client, owner) -> None:
    settled(owner.company, "O-late", "11.00", at=timezone.now() + timedelta(hours=1))
    give_funds(owner.company, "5.00", kind=AccountKind.SUPPLIER_BALANCE)
    assert [row["Balance"] for row in rows(client)] == ["5.00", "15.00"]
    assert rows(client)[1]["About"] == "O-late"
    page = client.get(url("money"))
    assert [line.balance for line in page.context["lines"]] == [15, 5]


def test_filters_leave_the_balance_after_each_booking_true(client, owner) -> None:
    settled(owner.company, "O-1", "11.00")
    give_funds(owner.company, "5.00", kind=AccountKind.SUPPLIER_BALANCE)
    settled(owner.company, "O-2", "21.00")
    [first, second] = rows(client, kind="settlement")
    assert (first["Balance"], second["Balance"]) == ("10.00", "35.00")
    page = client.get(url("money"), {"kind": "settlement"}).text
    assert "¥35.00" in page
    assert "Funding" not in page.split("<tbody>")[1]


def test_days_of_the_statement_are_the_readers(client, owner) -> None:
    settled(owner.company, "O-1", "11.00")
    today = timezone.localdate()
    assert len(rows(client, since=today.isoformat(), until=today.isoformat())) == 1
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert rows(client, since=tomorrow) == []


def test_each_account_and_currency_has_its_statement(client, owner) -> None:
    settled(owner.company, "O-1", "11.00")
    pay(open_payment(owner.company, "20.00"))
    give_funds(owner.company, "7.00", "USD", kind=AccountKind.SUPPLIER_BALANCE)
    assert [row["Amount"] for row in rows(client, account="supplier_deposit")] == ["20.00"]
    assert [row["Amount"] for row in rows(client, currency="USD")] == ["7.00"]


@pytest.mark.parametrize(
    "filters",
    [
        {"since": "yesterday"},
        {"account": "escrow"},
        {"currency": "XXX"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"page": "x"},
        {"until": "9999-12-31"},
        {"since": "9999-12-31"},
        {"since": "0001-01-01"},
    ],
)
def test_filters_that_make_no_sense_break_nothing(client, owner, filters) -> None:
    assert client.get(url("money"), filters).status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_at_an_end_of_the_calendar_is_named_a_fault(client, owner, day) -> None:
    assert "Ensure this value is" in client.get(url("money"), {"until": day}).text
    assert client.get(url("statement_csv"), {"until": day}).status_code == 302


def test_queries_do_not_grow_with_bookings(client, owner, django_assert_num_queries) -> None:
    settled(owner.company, "O-1", "11.00")
    client.get(url("money"))
    for number in ("O-2", "O-3", "O-4"):
        with django_assert_num_queries(12):
            assert client.get(url("money")).status_code == 200
        settled(owner.company, number, "11.00")
        bank_account_of(owner.company)


def test_the_fragment_equals_the_part_of_a_fresh_page(client, owner) -> None:
    settled(owner.company, "O-1", "11.00")
    fragment = client.get(url("money"), headers={"HX-Request": "true"}).text.strip()
    assert fragment.startswith('<section class="panel panel--flush" id="statement">')
    assert fragment in client.get(url("money")).text


# --- Payouts ----------------------------------------------------------------------------------


@pytest.fixture
def rich(owner) -> Company:
    give_funds(owner.company, kind=AccountKind.SUPPLIER_BALANCE)
    return owner.company


def ask(client, account: BankAccount, amount: str = "60.00", **more: str):
    given = {"bank_account": account.pk, "amount": amount, "key": "k-1"} | more
    return client.post(url("payout"), given)


def test_a_payout_is_confirmed_with_its_amounts_named(client, rich) -> None:
    account = bank_account_of(rich)
    page = ask(client, account)
    assert page.status_code == 200
    assert "¥60.00" in page.text
    assert "¥40.00 stay" in page.text
    assert str(account) in page.text
    assert not Payout.objects.exists()


def test_a_double_click_pays_out_once(client, rich) -> None:
    account = bank_account_of(rich)
    for _ in range(2):
        assert ask(client, account, confirmed="1")["Location"] == url("money")
    assert Payout.objects.get().amount == 60
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", rich) == 40


def test_a_refused_payout_keeps_what_was_typed(client, rich) -> None:
    page = ask(client, bank_account_of(rich), "0.50", confirmed="1")
    assert page.status_code == 409
    assert "The smallest payout is ¥1.00" in page.text
    assert 'value="0.50"' in page.text
    assert not Payout.objects.exists()


@pytest.mark.parametrize("amount", ["", "-1", "0", "1.234", "ten", "1e9999"])
def test_an_amount_that_is_none_is_refused(client, rich, amount) -> None:
    assert ask(client, bank_account_of(rich), amount, confirmed="1").status_code == 422
    assert not Payout.objects.exists()


def test_there_is_no_half_a_yen(client, owner) -> None:
    give_funds(owner.company, "100", "JPY", kind=AccountKind.SUPPLIER_BALANCE)
    page = ask(client, bank_account_of(owner.company, currency="JPY"), "50.50")
    assert page.status_code == 422
    assert "has 0 decimals" in page.text


def test_another_companys_account_cannot_be_chosen(client, rich) -> None:
    other = bank_account_of(MembershipFactory().company)
    assert ask(client, other, confirmed="1").status_code == 422
    assert not Payout.objects.exists()


@pytest.mark.parametrize("page", ORDERING)
def test_sales_orders_nothing(client, owner, page) -> None:
    client.force_login(colleague_of(owner, Role.SALES).user)
    assert client.post(url(page), {"amount": "5", "currency": "CNY"}).status_code == 403
    assert not Payout.objects.exists()
    assert not Payment.objects.exists()
    assert not BankAccount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_more_than_there_is_is_refused(client) -> None:
    membership = MembershipFactory()
    client.force_login(membership.user)
    give_funds(membership.company, kind=AccountKind.SUPPLIER_BALANCE)
    page = ask(client, bank_account_of(membership.company), "100.01")
    assert page.status_code == 409
    assert "There is less on the account" in page.text
    assert not Payout.objects.exists()


# --- Accounts and deposit ---------------------------------------------------------------------


def test_a_bank_account_is_shown_masked(client, owner) -> None:
    bank_account_of(owner.company, "6222 0202 1234")
    page = client.get(url("money")).text
    assert "•••• 1234" in page
    assert "62220202" not in page


def test_an_account_that_is_not_confirmed_is_neither_shown_nor_paid_to(client, rich) -> None:
    account = bank_account_of(rich, "6222 0202 9999")
    BankAccount.objects.filter(pk=account.pk).update(confirmed_at=None)
    assert "•••• 9999" not in client.get(url("money")).text
    assert "No bank account is confirmed yet" in client.get(url("payout")).text
    assert ask(client, account, confirmed="1").status_code == 422
    assert not Payout.objects.exists()


def test_a_deposit_is_paid_as_anything_else(client, owner) -> None:
    response = client.post(url("deposit"), {"amount": "16000", "currency": "CNY"})
    payment = Payment.objects.get()
    assert response["Location"] == url("pay", payment.number)
    pay(payment)
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", owner.company) == 16000


def test_a_deposit_that_no_one_pays_is_refused_with_the_maximum(client, owner) -> None:
    page = client.post(url("deposit"), {"amount": "10000000.01", "currency": "CNY"})
    assert page.status_code == 422
    assert page.context["form"].errors["amount"] == [
        "At most ¥10,000,000.00 can be paid into the deposit at once."
    ]
    page = client.post(url("deposit"), {"amount": "9" * 13, "currency": "CNY"})
    assert page.context["form"].errors["amount"] == ["An amount is below 1,000,000,000,000."]
    assert not Payment.objects.exists()
    client.post(url("deposit"), {"amount": "10000000", "currency": "CNY"})
    assert Payment.objects.exists()
