"""Statements: what moved on an account of a company, and what lay on it after each booking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import F, QuerySet, Sum, Window

from accounts.models import Company
from common.money import ZERO
from payments.enums import AccountKind
from payments.models import Entry, LedgerAccount
from payments.selectors.periods import Period

#: The accounts that a supplier is shown a statement of.
SHOWN = (AccountKind.SUPPLIER_BALANCE, AccountKind.SUPPLIER_DEPOSIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Period):
    """What a statement is to show."""

    account: str = AccountKind.SUPPLIER_BALANCE
    currency: str = "CNY"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    entry: Entry
    balance: Decimal


def supplier_accounts(company: Company) -> list[LedgerAccount]:
    """The supplier's accounts in each currency in which one was opened."""
    return list(
        LedgerAccount.objects.filter(company=company, kind__in=SHOWN).order_by("currency", "kind")
    )


def statement(company: Company, asked: Asked) -> QuerySet[Entry]:
    """Entries that fit, the latest moment first; bookings of one moment as they were booked."""
    return _filtered(_entries(company, asked), asked).order_by("-transaction__at", "-pk")


def with_balances(company: Company, asked: Asked, entries: Iterable[Entry]) -> list[Line]:
    """Entries of a statement with what lay on the account after each; one query for all."""
    shown = list(entries)
    after = _balances_after(_entries(company, asked), [entry.pk for entry in shown])
    return [Line(entry, after[entry.pk]) for entry in shown]


def _balances_after(entries: QuerySet[Entry], pks: list[int]) -> dict[int, Decimal]:
    """The account's balance after these of its entries, in the order of a statement."""
    running = Window(Sum("amount"), order_by=[F("transaction__at"), F("pk")])
    query = entries.order_by().annotate(running=running).values("pk", "running")
    sql, params = query.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({sql}) AS all_of_them (pk, running) WHERE pk = ANY(%s)",  # noqa: S608
            [*params, pks],
        )
        return dict(cursor.fetchall())


def statement_lines(company: Company, asked: Asked) -> Iterator[Line]:
    """The same from the first moment on, as a stream in one query: for an export of any length."""
    fitting = set(_filtered(_entries(company, asked), asked).values_list("pk", flat=True))
    balance = ZERO
    for entry in (
        _entries(company, asked).order_by("transaction__at", "pk").iterator(chunk_size=2000)
    ):
        balance += entry.amount
        if entry.pk in fitting:
            yield Line(entry, balance)


def escrow_held_for(company: Company) -> dict[str, Decimal]:
    """What is held for the orders of a supplier, by currency."""
    supplier = getattr(company, "supplier", None)
    if supplier is None:
        return {}
    held = Entry.objects.of(AccountKind.ESCROW).filter(subject__in=supplier.orders.values("number"))
    sums = held.values_list("currency").annotate(total=Sum("amount")).order_by("currency")
    return {currency: total for currency, total in sums if total}


def _entries(company: Company, asked: Asked) -> QuerySet[Entry]:
    return (
        Entry.objects.of(asked.account, company)
        .filter(currency=asked.currency)
        .select_related("transaction")
    )


def _filtered(entries: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    if asked.kind:
        entries = entries.filter(transaction__kind=asked.kind)
    return entries.filter(asked.within("transaction__at"))
