"""Figures of products and shops: what counts, what is due, and what falls back to nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.tests.factories import ProductFactory
from orders.services import figures
from orders.services.cancel import refund_in_full
from orders.tests.factories import (
    NOW,
    buyer,
    delivered_order,
    paid_order,
    placed_order,
    scan,
    ship_all,
    sku_of,
    want,
)

LATER = NOW + timedelta(days=4)


@pytest.fixture
def product(db):
    return ProductFactory()


def counted(product, at=LATER):
    figures.refresh(at=at)
    product.refresh_from_db()
    product.supplier.refresh_from_db()
    return product


class TestSales:
    def test_pieces_of_paid_orders(self, product):
        delivered_order(want(sku_of(product), 20))
        placed_order(want(sku_of(product), 10))

        counted(product)

        assert (product.sold_30d, product.sold_total) == (20, 20)
        assert product.listing.sold == product.supplier.sold_30d == 20

    def test_refunded_orders_do_not_count(self, product):
        order = paid_order(want(sku_of(product), 10))
        refund_in_full(order=order, actor=None, at=NOW)

        counted(product)

        assert (product.sold_30d, product.sold_total) == (0, 0)

    def test_what_is_too_long_ago_falls_out(self, product):
        delivered_order(want(sku_of(product), 20))
        counted(product)

        counted(product, at=NOW + timedelta(days=31))

        assert (product.sold_30d, product.sold_total) == (0, 20)


class TestPickup:
    def test_quick_late_and_missing(self, product):
        sku = sku_of(product)
        delivered_order(want(sku))
        late = ship_all(paid_order(want(sku)))
        scan(late, "accepted", NOW + timedelta(hours=49))
        paid_order(want(sku))

        supplier = counted(product).supplier

        assert supplier.pickup_48h_rate == Decimal("0.3333")
        assert supplier.pickup_48h_parcels == 3

    def test_an_order_within_its_time_is_not_due(self, product):
        paid_order(want(sku_of(product)))

        supplier = counted(product, at=NOW + timedelta(hours=47)).supplier

        assert (supplier.pickup_48h_rate, supplier.pickup_48h_parcels) == (None, 0)


def test_regular_buyers(product):
    regular, sku = buyer(), sku_of(product)
    for membership in (regular, regular, buyer()):
        paid_order(want(sku), membership=membership)

    assert counted(product).supplier.repeat_rate == Decimal("0.5")
