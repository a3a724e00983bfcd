"""Stock is locked, summed and checked before it is taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from catalog.models import Sku
from catalog.services import stock
from catalog.tests.factories import SkuFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)


def state(sku: Sku) -> tuple[int, int]:
    sku.refresh_from_db()
    return sku.on_hand, sku.reserved


def test_reserve_then_give_back_then_ship() -> None:
    first, second = SkuFactory(on_hand=10), SkuFactory(on_hand=5)
    stock.reserve(quantities={second.pk: 5, first.pk: 3})
    assert (state(first), state(second)) == ((10, 3), (5, 5))
    stock.give_back(quantities={second.pk: 4})
    stock.ship(quantities={second.pk: 1, first.pk: 3})
    assert (state(first), state(second)) == ((7, 0), (4, 0))


def test_over_stock_names_the_numbers_and_takes_nothing() -> None:
    first, second = SkuFactory(on_hand=10), SkuFactory(on_hand=5)
    with pytest.raises(stock.OverStock) as refused:
        stock.reserve(quantities={first.pk: 3, second.pk: 6})
    assert refused.value.params == {"sku_id": second.pk, "asked": 6, "left": 5}
    assert second.code in str(refused.value)
    assert (state(first), state(second)) == ((10, 0), (5, 0))


def test_inactive_sku_has_nothing_left() -> None:
    sku = SkuFactory(on_hand=10, is_active=False)
    with pytest.raises(stock.OverStock):
        stock.reserve(quantities={sku.pk: 1})
    assert state(sku) == (10, 0)


def test_stock_covers_what_is_promised() -> None:
    sku = SkuFactory(on_hand=10)
    stock.reserve(quantities={sku.pk: 8})
    with pytest.raises(stock.BelowReserved, match="8"):
        stock.set_stock(sku=sku, on_hand=7, actor=None, at=AT)
    assert state(sku) == (10, 8)
    stock.set_stock(sku=sku, on_hand=20, actor=None, at=AT)
    sku.product.refresh_from_db()
    assert (state(sku), sku.product.stock) == ((20, 8), 12)
