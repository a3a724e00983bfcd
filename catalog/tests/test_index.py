"""What buyers see follows from product, SKUs, pictures, and the supplier's standing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.enums import ProductStatus, QuoteType
from catalog.models import ListingEntry, Product
from catalog.models.listing import Extra
from catalog.services import index
from catalog.tests.factories import PictureFactory, ProductFactory, SkuFactory
from payments.models import ExchangeRate
from suppliers.enums import Standing
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db


def test_columns_repeat_the_rows() -> None:
    product = ProductFactory(sample_price="3")
    PictureFactory(product=product, stem="products/second", position=2)
    PictureFactory(product=product, stem="products/first", position=1)
    index.refresh([product.pk])
    product.refresh_from_db()
    leaf = product.category
    assert product.category_path == [leaf.parent.parent_id, leaf.parent_id, leaf.pk]
    assert product.ladder == [["1", "2"], ["100", "1.8"], ["1000", "1.5"]]
    assert (product.picture, product.stock) == ("products/first", 10_000)
    entry = ListingEntry.objects.get()
    assert (entry.leaf, entry.price_cny, entry.price_band) == (leaf.pk, Decimal("2.0000"), 1)
    assert (entry.moq_band, entry.extras) == (0, Extra.SAMPLE)


@pytest.mark.parametrize(("moq", "band"), [(1, 0), (2, 1), (10, 1), (11, 2), (500, 4), (501, 5)])
def test_bands_of_moq(moq: int, band: int) -> None:
    ProductFactory(moq=moq)
    assert ListingEntry.objects.get().moq_band == band


def test_a_ladder_over_skus_spans_their_prices() -> None:
    product = ProductFactory(quote_type=QuoteType.BY_SKU, tiers=(), skus=0, moq=5)
    SkuFactory(product=product, options=["红"], price="2.50")
    SkuFactory(product=product, options=["蓝"], price="4")
    product.refresh_from_db()
    assert (product.ladder, product.price_from) == ([["5", "2.5", "4"]], Decimal("2.5"))


@pytest.mark.parametrize("status", [s for s in ProductStatus if s != ProductStatus.LISTED])
def test_only_listed_products_are_shown(status: ProductStatus) -> None:
    assert not ProductFactory(status=status).on_sale
    assert not ListingEntry.objects.exists()


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (Standing.ACTIVE, True),
        (Standing.RESTRICTED, True),
        (Standing.SUSPENDED, False),
        (Standing.REMOVED, False),
    ],
)
def test_standing_decides_what_is_shown(standing: Standing, shown: bool) -> None:
    product = ProductFactory(supplier=SupplierFactory(status=standing))
    assert product.on_sale is shown
    assert ListingEntry.objects.filter(demoted=standing == Standing.RESTRICTED).exists() is shown


def test_without_a_price_or_sku_nothing_is_on_sale() -> None:
    assert not ProductFactory(tiers=()).on_sale
    assert not ProductFactory(skus=0).on_sale


def test_foreign_prices_are_compared_in_cny() -> None:
    ExchangeRate.objects.create(currency="GBP", day="2026-01-01", cny="9")
    ExchangeRate.objects.create(currency="GBP", day="2026-02-01", cny="9.5")
    assert ProductFactory(currency="GBP").price_from_cny == Decimal("19.0000")
    assert ProductFactory(currency="USD").price_from_cny is None


@pytest.mark.parametrize("count", [1, 3])
def test_refreshed_in_bulk(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    products = [ProductFactory() for _ in range(count)]
    ListingEntry.objects.all().delete()
    with django_assert_num_queries(10):
        index.refresh([product.pk for product in products])
    assert Product.objects.on_sale().count() == ListingEntry.objects.count() == count
