from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.enums import QuoteType
from catalog.models import PriceTier
from catalog.pricing import MixRule, Tier
from catalog.selectors.offers import variants_of
from catalog.selectors.wares import wares
from catalog.tests.factories import ProductFactory, SkuFactory
from suppliers.tests.factories import FreightTemplateFactory, SupplierFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_they_take_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    skus = [ProductFactory().skus.get() for _ in range(count)]
    with django_assert_num_queries(1):
        found = wares([sku.pk for sku in skus])
    assert set(found) == {sku.pk for sku in skus}


def test_a_ware_has_the_terms_of_its_product() -> None:
    product = ProductFactory(
        sample_price=Decimal("5.00"), title_en="Mug", lead_days=3, promise_hours=None
    )
    ware = wares([product.skus.get().pk])[product.skus.get().pk]
    (variant,) = variants_of([product.pk])[product.pk]
    assert ware.variant == variant
    assert ware.variant.offer.tiers == (
        Tier(1, Decimal("2.00")),
        Tier(100, Decimal("1.80")),
        Tier(1000, Decimal("1.50")),
    )
    assert (ware.title_en, ware.lead_days, ware.promise_hours) == ("Mug", 3, None)
    assert (ware.slug, ware.unit, ware.weight_g) == (product.slug, product.unit, product.weight_g)


def test_each_sku_has_its_own_tiers() -> None:
    product = ProductFactory(quote_type=QuoteType.BY_SKU_QUANTITY, tiers=(), skus=2)
    for sku, price in zip(product.skus.all(), ("3", "4"), strict=True):
        PriceTier.objects.create(product=product, sku=sku, from_quantity=1, unit_price=price)
    found = wares([sku.pk for sku in product.skus.all()])
    assert [found[sku.pk].variant.tiers for sku in product.skus.all()] == [
        (Tier(1, Decimal(3)),),
        (Tier(1, Decimal(4)),),
    ]
    assert all(ware.variant.offer.tiers == () for ware in found.values())


def test_what_is_not_on_sale_has_nothing_available() -> None:
    hidden = ProductFactory(status="hidden").skus.get()
    inactive = SkuFactory(is_active=False)
    found = wares([hidden.pk, inactive.pk])
    assert [found[pk].buyable for pk in (hidden.pk, inactive.pk)] == [False, False]
    assert [found[pk].variant.available for pk in (hidden.pk, inactive.pk)] == [0, 0]


def test_the_supplier_s_mix_rule_and_default_freight_come_along() -> None:
    supplier = SupplierFactory(mix_amount="500", mix_pieces=None)
    default = FreightTemplateFactory(supplier=supplier, is_default=True)
    own = FreightTemplateFactory(supplier=supplier)
    named = ProductFactory(supplier=supplier, freight_template=own).skus.get()
    unnamed = ProductFactory(supplier=supplier).skus.get()
    without = ProductFactory(supplier=SupplierFactory(mix_pieces=None)).skus.get()
    found = wares([named.pk, unnamed.pk, without.pk])
    assert [found[sku.pk].freight_template_id for sku in (named, unnamed, without)] == [
        own.pk,
        default.pk,
        None,
    ]
    assert found[named.pk].mix_rule == MixRule(Decimal("500.00"), None, "CNY")
    assert found[without.pk].mix_rule is None
