"""What the database itself refuses, whoever asks it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from payments.enums import AccountKind
from payments.models import Entry, Transaction
from payments.selectors.accounts import account
from payments.tests.factories import held

pytestmark = pytest.mark.django_db


def booked(entries: Sequence[tuple[str, str, str]], key: str = "by-hand") -> None:
    """Write a transaction by SQL with (kind of account, its currency, amount)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_transaction (kind, key, at, memo)"
            " VALUES ('funding', %s, %s, '') RETURNING id",
            [key, timezone.now()],
        )
        booked_id = cursor.fetchone()[0]
        for kind, currency, amount in entries:
            cursor.execute(
                "INSERT INTO payments_entry (transaction_id, account_id, amount, currency, subject)"
                " VALUES (%s, %s, %s, %s, '')",
                [booked_id, account(kind, currency).pk, amount, currency],
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


CLEARING, FUND = AccountKind.GATEWAY_CLEARING, AccountKind.SUBSIDY_FUND


def test_a_balanced_transaction_is_taken() -> None:
    booked(
        [(CLEARING, "CNY", "-5"), (FUND, "CNY", "5"), (CLEARING, "USD", "1"), (FUND, "USD", "-1")]
    )
    assert Entry.objects.count() == 4


@pytest.mark.parametrize(
    ("entries", "constraint"),
    [
        ([], "has_entries|has 0 entries"),
        ([(CLEARING, "CNY", "5")], "has 1 entries"),
        ([(CLEARING, "CNY", "-5"), (FUND, "CNY", "4.99")], "off by -0.01 CNY"),
        ([(CLEARING, "CNY", "-5"), (FUND, "USD", "5")], "off by"),
    ],
)
def test_what_does_not_balance_is_refused(entries, constraint) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        booked(entries)
    assert not Transaction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_added_later_is_not_committed() -> None:
    """Within a transaction entries may come one by one; the commit is what is refused."""
    booked([(CLEARING, "CNY", "-5"), (FUND, "CNY", "5")])
    fund = account(FUND, "CNY")
    with pytest.raises(IntegrityError, match="off by 3"), transaction.atomic():
        Transaction.objects.get().entries.create(account=fund, amount=3, currency="CNY")
    assert Entry.objects.count() == 2
    assert Entry.objects.count() == 2


def test_an_entry_has_the_currency_of_its_account() -> None:
    yuan, dollars = account(FUND, "CNY"), account(CLEARING, "USD")
    first = Transaction.objects.create(kind="funding", key="k", at=timezone.now())
    first.entries.create(account=dollars, amount=-3, currency="USD")
    with pytest.raises(IntegrityError, match="ledger_entry_currency_of_account"):
        first.entries.create(account=yuan, amount=3, currency="USD")


@pytest.mark.parametrize("table", ["payments_entry", "payments_transaction"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "DELETE FROM {} WHERE false"],
)
def test_rows_are_never_changed_or_deleted(table, statement) -> None:
    held("O-1")
    before = list(Entry.objects.order_by("pk").values())
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert list(Entry.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("table", ["payments_entry", "payments_entry, payments_transaction"])
def test_tables_are_emptied_only_by_a_session_that_said_so(table) -> None:
    held("O-1")
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ledger.truncate = ''")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")
        assert Entry.objects.exists()
        cursor.execute("SET LOCAL ledger.truncate = 'allowed'")
        cursor.execute(f"TRUNCATE {table}")
    assert not Entry.objects.exists()


def test_an_account_of_a_company_never_falls_below_zero() -> None:
    buyer = held("O-1")
    funds = account(AccountKind.BUYER_FUNDS, "CNY", buyer)
    with pytest.raises(IntegrityError, match="ledger_balance_not_negative"), transaction.atomic():
        type(funds).objects.filter(pk=funds.pk).update(balance=-1)
