"""Accounts of the ledger and what lies on them. Every figure comes from its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum

from accounts.models import Company
from common.rows import columns, read
from payments.enums import AccountKind
from payments.models import Entry, LedgerAccount

#: The platform's accounts as this process knows them; none is ever deleted.
_platform: dict[tuple[str, str], LedgerAccount] = {}


def account(kind: str, currency: str, company: Company | None = None) -> LedgerAccount:
    """The account of that kind and currency, opened where there was none.

    ``company`` is the owner of an owned kind and absent for the platform's own.
    """
    if company is None:
        return _platform_account(kind, currency)
    return _found_or_opened(kind, currency, company)


def _platform_account(kind: str, currency: str) -> LedgerAccount:
    """Remembered once it is sure to stay: after the commit of what may have opened it."""
    known = _platform.get((kind, currency))
    if known is not None:
        return known
    found = _found_or_opened(kind, currency, None)
    transaction.on_commit(lambda: _platform.update({(kind, currency): found}))
    return found


def _found_or_opened(kind: str, currency: str, company: Company | None) -> LedgerAccount:
    """One query where the account is there, as it nearly always is; two may open it at once."""
    wanted = [kind, currency, company.pk if company else None]
    found = read(LedgerAccount, _ACCOUNT, wanted)
    if not found:
        new = LedgerAccount(kind=kind, currency=currency, company=company)
        LedgerAccount.objects.bulk_create([new], ignore_conflicts=True)
        found = read(LedgerAccount, _ACCOUNT, wanted)
    return found[0]


_ACCOUNT = f"""
    SELECT {columns(LedgerAccount, "a")} FROM payments_ledgeraccount a
    WHERE a.kind = %s AND a.currency = %s AND a.company_id IS NOT DISTINCT FROM %s
"""  # noqa: S608 — columns of a model


def forget_platform_accounts() -> None:
    """For tests, which empty the tables behind the back of this process."""
    _platform.clear()


def balance(kind: str, currency: str, company: Company | None = None) -> Decimal:
    """What lies on an account, in ``currency``, summed over its entries; 0 where there is none."""
    return Entry.objects.of(kind, company).filter(currency=currency).total()


def balances(kind: str, company: Company | None = None) -> dict[str, Decimal]:
    """The same for each currency in which the account ever moved."""
    rows = Entry.objects.of(kind, company).values_list("currency").annotate(total=Sum("amount"))
    return dict(rows.order_by("currency"))


def balances_of_many(kind: str, company_ids: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """``balances`` by company, of those whose account ever moved; one query."""
    rows = (
        Entry.objects.filter(account__kind=kind, account__company__in=set(company_ids))
        .order_by()
        .values_list("account__company", "currency")
        .annotate(total=Sum("amount"))
    )
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for company_id, currency, total in rows:
        found[company_id][currency] = total
    return found


def escrow_held(subject: str, currency: str) -> Decimal:
    """What is held in escrow for ``subject``, the number of an order, in ``currency``."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [AccountKind.ESCROW.value, subject, currency])
        return Decimal(cursor.fetchone()[0])


_HELD = """
    SELECT coalesce(sum(e.amount), 0) FROM payments_entry e
    JOIN payments_ledgeraccount a ON a.id = e.account_id
    WHERE a.kind = %s AND e.subject = %s AND e.currency = %s
"""
