"""Badges of shops on products: kept with the listing, shown on cards, filtered by."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.selectors.shops import find_shops
from catalog.services.shop_index import refresh_all_shops
from catalog.tests.factories import ProductFactory
from catalog.web.badges import badge_marks, marks_of_bits
from suppliers.enums import Badge, SupplierKind
from suppliers.models import Supplier
from suppliers.services import badges
from suppliers.tests.badges.shops import AT, DAY, pro_shop
from suppliers.tests.factories import SupplierFactory

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


def test_shops_say_their_badges_and_score_and_are_narrowed_by_badge(client: Client) -> None:
    shop, other = pro_shop(name_en="Good Shop"), SupplierFactory(name_en="Other Shop")
    badges.evaluate(at=AT)
    refresh_all_shops()
    every = client.get("/shops/").content.decode()
    assert "Other Shop" in every
    assert every.count('class="badge badge--accent"') == 1
    assert every.count("4.2 of 5 stars") == 1
    some = client.get("/shops/?badge=pro").content.decode()
    assert "Good Shop" in some
    assert "Other Shop" not in some
    assert [tile.slug for tile in find_shops("Shop", badge=Badge.PRO).tiles] == [shop.slug]
    assert "No supplier with this badge" in client.get("/shops/?badge=belt").content.decode()
    assert other.name_en in client.get("/shops/?badge=nonsense").content.decode()


@pytest.mark.parametrize("path", ["/api/v1/suppliers/", "/api/v1/products/"])
def test_programs_read_badges_and_narrow_by_them(client: Client, path: str) -> None:
    ProductFactory(supplier=pro_shop())
    ProductFactory()
    badges.evaluate(at=AT)
    held = [row["badges"] for row in client.get(path).json()["results"]]
    assert sorted(held) == [[], ["pro"]]
    found = client.get(path, {"badge": "pro"}).json()["results"]
    assert [row["badges"] for row in found] == [["pro"]]
    assert client.get(path, {"badge": "belt"}).json()["results"] == []
    assert client.get(path, {"badge": "gold"}).status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/suppliers/", "/api/v1/products/"])
def test_badges_cost_as_many_queries_for_three_as_for_one(client: Client, path: str) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            ProductFactory(supplier=pro_shop())
        badges.evaluate(at=AT)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_in_the_address_and_on_the_card(client: Client) -> None:
    product, other = ProductFactory(supplier=pro_shop()), ProductFactory()
    badges.evaluate(at=AT)
    said = client.get("/search/?q=保温杯&badge=pro").content.decode()
    assert product.slug in said
    assert other.slug not in said
    assert 'class="badge badge--accent"' in said
    assert other.slug in client.get("/search/?q=保温杯&badge=nonsense").content.decode()


def test_each_badge_is_told_from_the_others_by_its_icon_and_place_by_its_colour() -> None:
    bits = sum(badge.bit for badge in Badge)
    marks = marks_of_bits(bits)
    assert marks == badge_marks([badge.value for badge in Badge])
    assert len({mark.icon for mark in marks}) == len(Badge)
    assert [mark.tone for mark in marks] == ["accent", "accent", "info"]
