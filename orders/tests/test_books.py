"""What the audit of the ledger says of orders."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accounts.tests.factories import CompanyFactory
from orders.models import Order
from orders.selectors.books import wrong_escrow
from orders.services import cancel, complete
from orders.tests.factories import NOW, delivered_order, paid_order, placed_order
from payments import audit
from payments.services import escrow
from payments.tests.factories import held

pytestmark = pytest.mark.django_db


def settle(order: Order, amount: Decimal) -> None:
    """Behind the order's back."""
    escrow.settle(
        order_number=order.number,
        supplier_company=CompanyFactory(),
        amount=amount,
        commission=Decimal(0),
        currency=order.currency,
        at=NOW,
        policy_version=None,
    )


def test_orders_in_every_state_fit() -> None:
    placed_order()
    paid_order()
    complete.confirm(order=delivered_order(), actor=None, at=NOW)
    cancel.close_unpaid(at=NOW, limit=1)
    assert list(audit.run()) == []


def test_too_little_held_is_named() -> None:
    order = paid_order()
    settle(order, Decimal(1))
    assert list(wrong_escrow()) == [
        f"{order.number}: {order.total - 1} {order.currency} held, {order.total} due"
    ]


def test_what_is_held_for_no_order_is_named() -> None:
    held("nobody", "5.00")
    assert list(wrong_escrow()) == ["nobody: 5.00 CNY held, 0 due"]


def test_it_is_part_of_the_audit() -> None:
    settle(paid_order(), Decimal(1))
    [found] = audit.run()
    assert found.check == "escrow holds what the paid stages of orders brought"
