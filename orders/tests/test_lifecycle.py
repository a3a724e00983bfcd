"""One order from placing to settlement, and what each step leaves behind."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.tests.factories import ProductFactory
from orders.enums import OrderStatus
from orders.services.complete import confirm
from orders.tests.factories import (
    NOW,
    delivered_order,
    paid_order,
    placed_order,
    shipped_order,
    sku_of,
)
from payments.enums import AccountKind
from payments.selectors.accounts import balance, escrow_held

pytestmark = pytest.mark.django_db


def test_placing_reserves_and_asks_for_the_money():
    product = ProductFactory()
    order = placed_order(product=product, quantity=120)
    sku = sku_of(product)
    assert (sku.on_hand, sku.reserved) == (10_000, 120)
    assert order.status == OrderStatus.AWAITING_PAYMENT
    line = order.lines.get()
    assert (line.unit_price, line.tier_from, line.amount) == (Decimal("1.80"), 100, Decimal(216))
    assert order.total == Decimal("216.00")
    assert order.pay_until == NOW + timedelta(days=5)
    assert order.events.get().target == OrderStatus.AWAITING_PAYMENT


def test_paying_holds_the_money_and_starts_the_promise():
    order = paid_order()
    assert order.status == OrderStatus.AWAITING_SHIPMENT
    assert order.due_at == NOW + timedelta(hours=48)
    assert escrow_held(order.number, "CNY") == Decimal("20.00")


def test_shipping_takes_the_pieces_off_the_shelf():
    order = shipped_order()
    sku = order.lines.get().sku
    assert (sku.on_hand, sku.reserved) == (9_990, 0)
    assert order.status == OrderStatus.SHIPPED
    assert order.complete_at is None, "no carrier has it yet"


def test_completion_settles_less_commission():
    order = delivered_order()
    assert order.status == OrderStatus.DELIVERED
    assert order.complete_at == NOW + timedelta(days=10, hours=2)
    order = confirm(order=order, actor=order.group.placed_by, at=NOW + timedelta(days=4))
    assert order.status == OrderStatus.COMPLETED
    assert escrow_held(order.number, "CNY") == 0
    supplier = order.supplier.company
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", supplier) == Decimal("19.88")
    assert balance(AccountKind.COMMISSION, "CNY") == Decimal("0.12")
