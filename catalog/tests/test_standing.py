"""What a supplier's standing switches off is off, and on again; sales reach the listing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from catalog.models import ListingEntry
from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.services.sales import record_sales
from catalog.tests.factories import ProductFactory
from suppliers.enums import Standing
from suppliers.services.standing import move_standing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_suspending_hides_all_products_and_reinstating_shows_them() -> None:
    product, other = ProductFactory(), ProductFactory()
    ProductFactory(supplier=product.supplier)
    move_standing(
        supplier=product.supplier, to=Standing.SUSPENDED, reason="points", actor=None, at=AT
    )
    assert [card.pk for card in find(ListingQuery()).cards] == [other.pk]
    move_standing(
        supplier=product.supplier, to=Standing.RESTRICTED, reason="appeal", actor=None, at=AT
    )
    assert find(ListingQuery()).total == 3
    assert ListingEntry.objects.filter(demoted=True).count() == 2


def test_sales_are_written_where_they_changed() -> None:
    product, other = ProductFactory(), ProductFactory()
    record_sales(sold={product.pk: (70, 900)})
    product.refresh_from_db()
    assert (product.sold_30d, product.sold_total) == (70, 900)
    assert [card.sold for card in find(ListingQuery()).cards] == [70, 0]
    assert [card.pk for card in find(ListingQuery()).cards] == [product.pk, other.pk]
