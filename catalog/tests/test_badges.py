"""Badges of shops on products: kept with the listing, shown on cards, filtered by."""

from __future__ import annotations

import pytest
from django.test import Client

from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.tests.factories import ProductFactory
from suppliers.enums import Badge, SupplierKind
from suppliers.models import Supplier
from suppliers.services import badges
from suppliers.tests.badges.shops import AT, DAY, pro_shop

pytestmark = pytest.mark.django_db


def test_kept_with_the_listing_counted_and_filtered() -> None:
    shop = pro_shop()
    product, _other = ProductFactory(supplier=shop), ProductFactory()
    badges.evaluate(at=AT)
    assert [(card.pk, card.badges) for card in find(ListingQuery(badge=Badge.PRO)).cards] == [
        (product.pk, Badge.PRO.bit)
    ]
    page = find(ListingQuery())
    assert (page.total, page.facets.badges) == (2, {Badge.PRO.bit: 1})
    assert find(ListingQuery(badge=Badge.BELT)).facets.badges == {Badge.PRO.bit: 1}
    Supplier.objects.filter(pk=shop.pk).update(kind=SupplierKind.SOLE_TRADER)
    badges.evaluate(at=AT + DAY)
    assert find(ListingQuery()).facets.badges == {}


def test_in_the_address_and_on_the_card(client: Client) -> None:
    product, other = ProductFactory(supplier=pro_shop()), ProductFactory()
    badges.evaluate(at=AT)
    said = client.get("/search/?q=保温杯&badge=pro").content.decode()
    assert product.slug in said
    assert other.slug not in said
    assert 'class="badge badge--accent"' in said
    assert other.slug in client.get("/search/?q=保温杯&badge=nonsense").content.decode()
