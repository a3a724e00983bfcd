"""A company's list of what it paid and what came back: days, sums and the file agree."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, colleague_of
from payments.enums import AccountKind, RefundStatus, TransactionKind
from payments.models import Entry
from payments.selectors.history import Wanted, sums
from payments.services import payments as services
from payments.tests.factories import open_payment, pay, refund_of, started_attempt

pytestmark = pytest.mark.django_db
PAGES = ["history", "history_csv"]


@pytest.fixture
def owner(client: Client) -> Membership:
    membership: Membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def url(page: str = "history") -> str:
    return reverse(f"payments:{page}")


def rows(client: Client, **filters: str) -> list[dict[str, str]]:
    sent: Any = client.get(url("history_csv"), filters)
    text = b"".join(sent.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def paid(owner: Membership, amount: str, *, ago: int = 0, currency: str = "CNY") -> Any:
    """A payment of so many days ago."""
    return pay(open_payment(owner.company, amount, currency, at=days_ago(ago)))


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def day(ago: int) -> str:
    return timezone.localdate(days_ago(ago)).isoformat()


def shown(client: Client, **filters: str) -> Any:
    return client.get(url(), filters).context


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_who_pays_or_sees_money_may(client: Client, owner: Membership, page: str) -> None:
    for role in (Role.PURCHASER, Role.FINANCE):
        client.force_login(colleague_of(owner, role).user)
        assert client.get(url(page)).status_code == 200
    for role in (Role.SALES, Role.WAREHOUSE):
        client.force_login(colleague_of(owner, role).user)
        assert client.get(url(page)).status_code == 403
    assert "login" in Client().get(url(page))["Location"]


def test_another_company_s_are_in_neither(client: Client, owner: Membership) -> None:
    other = pay(open_payment())
    refund_of(other)
    assert other.number not in client.get(url()).text
    assert rows(client) == []
    assert shown(client)["sums"] == []


# --- Figures ----------------------------------------------------------------------------------


def test_the_sums_are_those_of_the_rows_and_of_the_ledger(
    client: Client, owner: Membership
) -> None:
    refund_of(paid(owner, "100.00"), "30.00")
    paid(owner, "20.00", currency="USD")
    open_payment(owner.company, "7.00")
    attempt = started_attempt(open_payment(owner.company, "50.00"), "bank_transfer")
    services.receive(
        attempt=attempt, received=Decimal("60.00"), gateway_reference="T", at=timezone.now()
    )
    found = {one.currency: (one.paid, one.back, one.stays) for one in shown(client)["sums"]}
    assert found == {"CNY": (160, 40, 120), "USD": (20, 0, 20)}
    for currency, (came, _back, stays) in found.items():
        of_rows = [Decimal(row["Paid"]) for row in rows(client) if row["Currency"] == currency]
        assert sum(of_rows) == stays
        booked = Entry.objects.of(AccountKind.BUYER_FUNDS, owner.company).filter(
            currency=currency, transaction__kind=TransactionKind.PAYMENT
        )
        assert sum(booked.values_list("amount", flat=True)) == came


def test_each_row_says_when_what_and_how_much(client: Client, owner: Membership) -> None:
    payment = paid(owner, "100.00", ago=2)
    refund_of(payment, "30.00", "R-9")
    first, last = rows(client)
    assert (first["What happened"], first["Payment"], first["Asked for"], first["Paid"]) == (
        "Payment",
        payment.number,
        "100.00",
        "100.00",
    )
    assert first["Time"].startswith(day(2))
    assert (last["What happened"], last["Asked for"], last["Paid"]) == ("Refund", "", "-30.00")
    assert last["For"].startswith("R-9")
    newest, oldest = shown(client)["moves"]
    assert (newest.kind, oldest.kind) == ("refund", "payment")
    page = client.get(url()).text
    assert "¥100.00" in page
    assert "¥70.00" in page


def test_days_are_the_reader_s_and_both_count(client: Client, owner: Membership) -> None:
    old, new = paid(owner, "10.00", ago=9), paid(owner, "20.00", ago=3)
    period = {"since": day(3), "until": day(3)}
    assert [row["Payment"] for row in rows(client, **period)] == [new.number]
    assert [one.paid for one in shown(client, **period)["sums"]] == [20]
    assert [row["Payment"] for row in rows(client, until=day(4))] == [old.number]
    assert [move.row for move in shown(client, since=day(9), until=day(9))["moves"]] == [old]


def test_a_day_begins_at_the_reader_s_midnight(owner: Membership) -> None:
    late = datetime.fromisoformat("2026-03-01T17:00:00+00:00")
    pay(open_payment(owner.company, at=late))
    with timezone.override("Asia/Shanghai"):
        day = datetime.fromisoformat("2026-03-02").date()
        assert sums(owner.company, Wanted(since=day, until=day))
    with timezone.override("UTC"):
        assert not sums(owner.company, Wanted(since=day, until=day))


def test_what_is_listed_can_be_of_one_kind_or_currency(client: Client, owner: Membership) -> None:
    refund_of(paid(owner, "100.00"), "30.00")
    paid(owner, "20.00", currency="USD")
    assert [row["Paid"] for row in rows(client, kind="refund")] == ["-30.00"]
    assert [row["Paid"] for row in rows(client, currency="USD")] == ["20.00"]
    (of_refunds,) = shown(client, kind="refund")["sums"]
    assert (of_refunds.paid, of_refunds.back) == (0, 30)


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"since": "yesterday"}, "since"),
        ({"until": "9999-12-31"}, "until"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"kind": "gift"}, "kind"),
        ({"currency": "XXX"}, "currency"),
    ],
)
def test_filters_that_make_no_sense_are_named(
    client: Client, owner: Membership, filters: dict[str, str], field: str
) -> None:
    payment = paid(owner, "10.00")
    page = client.get(url(), filters)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert payment.number in page.text
    assert client.get(url("history_csv"), filters)["Location"] == url()


def test_what_the_filters_leave_out_is_not_said_to_be_nothing(
    client: Client, owner: Membership
) -> None:
    paid(owner, "10.00")
    page = client.get(url(), {"until": day(30)}).text
    assert "Show everything" in page
    assert "Nothing has been paid yet" not in page


def test_the_file_is_what_the_page_shows(client: Client, owner: Membership) -> None:
    page = client.get(url(), {"since": day(5), "page": "1"}).text
    assert f'href="{url("history_csv")}?since={day(5)}"' in page


def test_the_fragment_equals_the_part_of_a_fresh_page(client: Client, owner: Membership) -> None:
    paid(owner, "10.00")
    fragment = client.get(url(), headers={"HX-Request": "true"}).text.strip()
    assert fragment.startswith('<section class="panel panel--flush" id="statement">')
    assert fragment in client.get(url()).text


def test_pages_go_on_where_the_last_one_ended(client: Client, owner: Membership) -> None:
    made = [open_payment(owner.company, at=days_ago(ago)) for ago in range(25)]
    listed = [move.row for number in ("1", "2") for move in shown(client, page=number)["moves"]]
    assert listed == made


def test_queries_do_not_grow_with_payments(
    client: Client, owner: Membership, django_assert_num_queries: Any
) -> None:
    for order_number in ("R-1", "R-2", "R-3"):
        refund_of(paid(owner, "10.00"), order_number=order_number)
        client.get(url())
        with django_assert_num_queries(10):
            client.get(url())


def test_a_refund_that_failed_did_not_come_back(client: Client, owner: Membership) -> None:
    failed = refund_of(paid(owner, "100.00"), "30.00")
    type(failed).objects.filter(pk=failed.pk).update(status=RefundStatus.FAILED)
    (found,) = sums(owner.company, Wanted())
    assert (found.paid, found.back, found.stays) == (100, 0, 100)
    assert [move.moved for move in shown(client)["moves"]] == [0, 100]


def test_the_file_tells_times_in_the_readers_zone(client: Client, owner: Membership) -> None:
    """It is sent when the request, and with it the reader's zone, is over."""
    type(owner.user).objects.filter(pk=owner.user.pk).update(time_zone="Asia/Tokyo")
    paid(owner, "10.00")
    (row,) = rows(client)
    assert next(iter(row.values())).endswith("+09:00")
    assert timezone.get_current_timezone_name() != "Asia/Tokyo"
