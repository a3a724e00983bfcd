"""What products and shops sold: what counts, and what falls back to nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from catalog.tests.factories import ProductFactory
from orders.services import figures
from orders.services.cancel import refund_in_full
from orders.tests.factories import (
    NOW,
    delivered_order,
    paid_order,
    placed_order,
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
