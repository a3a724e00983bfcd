from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.enums import QuoteType
from catalog.models import PriceTier
from catalog.pricing import MixRule, Tier
from catalog.selectors import offers
from catalog.tests.factories import ProductFactory, SkuFactory
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_variants_in_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    skus = [ProductFactory().skus.get() for _ in range(count)]
    with django_assert_num_queries(2):
        found = offers.variants([sku.pk for sku in skus])
    assert set(found) == {sku.pk for sku in skus}
    assert found[skus[0].pk].available == 10_000
    assert [tier.unit_price for tier in found[skus[0].pk].offer.tiers] == [
        Decimal("2.00"),
        Decimal("1.80"),
        Decimal("1.50"),
    ]


def test_each_sku_has_its_own_tiers() -> None:
    product = ProductFactory(quote_type=QuoteType.BY_SKU_QUANTITY, tiers=(), skus=2)
    for sku, price in zip(product.skus.all(), ("3", "4"), strict=True):
        PriceTier.objects.create(product=product, sku=sku, from_quantity=1, unit_price=price)
    found = offers.variants_of([product.pk])[product.pk]
    assert [v.tiers for v in found] == [(Tier(1, Decimal(3)),), (Tier(1, Decimal(4)),)]
    assert found[0].offer.tiers == ()


def test_what_is_not_on_sale_has_nothing_available() -> None:
    hidden = ProductFactory(status="hidden").skus.get()
    inactive = SkuFactory(is_active=False)
    found = offers.variants([hidden.pk, inactive.pk])
    assert [found[hidden.pk].available, found[inactive.pk].available] == [0, 0]


def test_mix_rules_of_those_who_have_one() -> None:
    without, with_rule = SupplierFactory(), SupplierFactory(mix_amount="500", mix_pieces=None)
    assert offers.mix_rules([without.pk, with_rule.pk]) == {
        with_rule.pk: MixRule(Decimal("500.00"), None, "CNY")
    }
