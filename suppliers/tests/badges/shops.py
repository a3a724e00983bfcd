"""Shops that have earned badges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from payments.enums import AccountKind
from payments.selectors.accounts import account
from payments.services.ledger import Posting, post
from suppliers.enums import SupplierKind
from suppliers.enums.visits import VisitStatus
from suppliers.models import SiteVisit, Supplier
from suppliers.tests.factories import ScoreDayFactory, SiteVisitFactory, SupplierFactory

AT = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def pro_shop(amount: Decimal | None = Decimal(16000), **fields: Any) -> Supplier:
    """A trader that meets all of a Verified Pro."""
    fields.setdefault("kind", SupplierKind.TRADER)
    shop = SupplierFactory(**fields)
    ScoreDayFactory(supplier=shop, day=AT.date(), composite=Decimal("4.2"), signed_90d=40)
    visit(shop)
    if amount is not None:
        deposit(shop, amount, "CNY")
    return shop


def visit(shop: Supplier, **fields: Any) -> SiteVisit:
    """A visit that it passed in May, good for a year."""
    return SiteVisitFactory(
        company=shop.company,
        supplier=shop,
        kind=shop.kind,
        status=VisitStatus.PASSED,
        started_at=AT - 20 * DAY,
        finished_at=AT - 20 * DAY,
        valid_until=AT + 345 * DAY,
        **fields,
    )


def deposit(shop: Supplier, amount: Decimal, currency: str) -> None:
    """Paid in from outside."""
    post(
        key=f"test:{uuid4()}",
        kind="deposit",
        at=AT - 30 * DAY,
        entries=[
            Posting(account(AccountKind.GATEWAY_CLEARING, currency), -amount),
            Posting(account(AccountKind.SUPPLIER_DEPOSIT, currency, shop.company), amount),
        ],
    )
