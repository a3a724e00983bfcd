from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.enums import QuoteType
from catalog.models import PriceTier
from catalog.pricing import Tier
from catalog.selectors import offers
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def test_each_sku_has_its_own_tiers() -> None:
    product = ProductFactory(quote_type=QuoteType.BY_SKU_QUANTITY, tiers=(), skus=2)
    for sku, price in zip(product.skus.all(), ("3", "4"), strict=True):
        PriceTier.objects.create(product=product, sku=sku, from_quantity=1, unit_price=price)
    found = offers.variants_of([product.pk])[product.pk]
    assert [v.tiers for v in found] == [(Tier(1, Decimal(3)),), (Tier(1, Decimal(4)),)]
    assert found[0].offer.tiers == ()
