"""A removed supplier's money: held until all has ended, then its own (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.tests.factories import StaffFactory, UserFactory
from payments.enums import AccountKind, TransactionKind
from payments.models import Transaction
from payments.selectors.accounts import account, balance
from payments.services import ledger
from payments.services.ledger import Posting
from suppliers.enums import HoldCause, Standing
from suppliers.models import Hold, Settlement
from suppliers.services import appeals, holds, settlements
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def removed() -> Hold:
    supplier = SupplierFactory()
    for currency in ("CNY", "USD"):
        ledger.post(
            key=f"deposit-{currency}",
            kind=TransactionKind.DEPOSIT,
            at=AT,
            entries=[
                Posting(account(AccountKind.GATEWAY_CLEARING, currency), Decimal(-500)),
                Posting(
                    account(AccountKind.SUPPLIER_DEPOSIT, currency, supplier.company), Decimal(500)
                ),
            ],
        )
    return holds.remove(
        supplier=supplier, cause=HoldCause.POINTS, key="points", reason="60 points", at=AT
    )


def money(hold: Hold, currency: str = "CNY") -> tuple[Decimal, Decimal]:
    company = hold.supplier.company
    kinds = (AccountKind.SUPPLIER_DEPOSIT, AccountKind.SUPPLIER_BALANCE)
    deposit, free = (balance(kind, currency, company) for kind in kinds)
    return deposit, free


def test_settled_when_the_time_for_an_appeal_is_over(removed: Hold) -> None:
    assert settlements.settle_due(at=AT + 7 * DAY - timedelta(seconds=1), limit=9) == []
    assert len(settlements.settle_due(at=AT + 7 * DAY, limit=9)) == 1
    assert money(removed) == money(removed, "USD") == (0, 500)
    assert Settlement.objects.get().settled_at == AT + 7 * DAY
    assert settlements.settle_due(at=AT + 90 * DAY, limit=9) == []
    assert Transaction.objects.filter(kind=TransactionKind.DEPOSIT_RETURN).count() == 2


def test_not_while_an_appeal_is_open(removed: Hold) -> None:
    appeal = appeals.appeal(against=removed, text="It was not us", actor=UserFactory(), at=AT)
    settlements.settle_due(at=AT + 7 * DAY, limit=9)
    assert money(removed) == (500, 0)
    appeals.refuse(appeal=appeal, answer="Yes", actor=StaffFactory(), at=AT + 7 * DAY)
    assert settlements.settle_due(at=AT + 7 * DAY, limit=9) == []
    settlements.settle_due(at=AT + 8 * DAY, limit=9)
    assert money(removed) == (0, 500)


def test_called_off_where_the_appeal_was_granted(removed: Hold) -> None:
    appeal = appeals.appeal(against=removed, text="It was not us", actor=UserFactory(), at=AT)
    appeals.grant(appeal=appeal, answer="Right", actor=StaffFactory(), at=AT + DAY)
    assert settlements.settle_due(at=AT + 90 * DAY, limit=9) == []
    assert money(removed) == (500, 0)
    assert removed.supplier.events.last().target == Standing.ACTIVE


def test_without_a_deposit_there_is_nothing_to_return() -> None:
    holds.remove(
        supplier=SupplierFactory(), cause=HoldCause.POINTS, key="points", reason="60", at=AT
    )
    settlements.settle_due(at=AT + 7 * DAY, limit=9)
    assert not Transaction.objects.exists()
    assert Settlement.objects.get().settled_at
