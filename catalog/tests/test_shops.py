"""Suppliers found by name, belt and trade: above the products of a search, and in a list."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from catalog.models import ShopEntry
from catalog.selectors import shops as selectors
from catalog.selectors.listing import find
from catalog.selectors.listing_statement import SHOPS_SHOWN, ListingQuery
from catalog.selectors.shops import find_shops
from catalog.services.shop_index import refresh_all_shops, refresh_shop
from catalog.tests.factories import ProductFactory
from suppliers.enums import Standing
from suppliers.models import Supplier
from suppliers.tests.factories import BeltFactory, SupplierFactory

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}


@pytest.fixture
def sunrise() -> Supplier:
    belt = BeltFactory(
        name="景德镇陶瓷", name_en="Jingdezhen ceramics", trade="陶瓷", trade_en="Ceramics"
    )
    shop = SupplierFactory(
        name="旭日瓷坊", name_en="Sunrise Pottery", belt=belt, pickup_48h_rate=Decimal("0.98")
    )
    SupplierFactory(name="永康五金厂", name_en="Yongkang Hardware")
    refresh_all_shops()
    return shop


def slugs(text: str) -> list[str]:
    return [tile.slug for tile in find_shops(text).tiles]


@pytest.mark.parametrize(
    "text", ["旭日", "旭日瓷坊", "sunrise", "POTTERY", "景德镇", "Jingdezhen", "陶瓷", "ceramic"]
)
def test_found_by_name_belt_and_trade(sunrise: Supplier, text: str) -> None:
    assert slugs(text) == [sunrise.slug]
    assert [tile.slug for tile in find(ListingQuery(text=text)).shops.tiles] == [sunrise.slug]


def test_found_by_less(sunrise: Supplier) -> None:
    assert slugs("sunris") == slugs("瓷子") == [sunrise.slug]
    assert find_shops("xyzzy") == selectors.FoundShops()


def test_a_search_says_that_no_supplier_fits(client: Client, sunrise: Supplier) -> None:
    ProductFactory(supplier=sunrise, title="陶瓷碗", title_en="Pottery bowl")
    said = "Nobody fits all the words"
    assert said not in client.get(reverse("catalog:search"), {"q": "Sunrise Pottery"}).text
    near = client.get(reverse("catalog:search"), {"q": "Cedar Pottery"}).text
    assert "Sunrise Pottery" in near
    assert said in near


def test_a_new_name_is_found_at_once(sunrise: Supplier) -> None:
    Supplier.objects.filter(pk=sunrise.pk).update(name="落霞瓷坊")
    refresh_shop(sunrise.pk)
    assert (slugs("落霞"), slugs("旭日")) == ([sunrise.slug], [])
    refresh_all_shops()
    assert ShopEntry.objects.count() == 2


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REMOVED])
def test_who_is_not_shown_is_not_found(
    client: Client, sunrise: Supplier, standing: Standing
) -> None:
    Supplier.objects.filter(pk=sunrise.pk).update(status=standing)
    assert sunrise.slug not in slugs("")
    assert "Sunrise" not in client.get(reverse("catalog:shops")).text
    assert "Sunrise" not in client.get(reverse("catalog:search"), {"q": "旭日"}).text


def test_restricted_ones_come_last_and_best_selling_first() -> None:
    for name, sold in (("restricted", 900), ("little", 5), ("much", 90)):
        SupplierFactory(slug=name, sold_30d=sold)
    Supplier.objects.filter(slug="restricted").update(status=Standing.RESTRICTED)
    refresh_all_shops()
    assert slugs("") == ["much", "little", "restricted"]


def test_the_list_has_pages() -> None:
    for number in range(3):
        SupplierFactory(slug=f"s{number}", sold_30d=9 - number)
    refresh_all_shops()
    second = find_shops("", page=2, per_page=2)
    assert ([tile.slug for tile in second.tiles], second.total) == (["s2"], 3)
    beyond = find_shops("", page=9, per_page=2)
    assert (beyond.page, [tile.slug for tile in beyond.tiles]) == (1, ["s0", "s1"])


@pytest.mark.parametrize("count", [1, 5])
def test_one_statement_for_the_list_and_none_more_for_a_search(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        ProductFactory(supplier=SupplierFactory(name=f"保温杯厂{number}"))
    refresh_all_shops()
    client.get(reverse("catalog:search"), {"q": "保温杯"})
    with django_assert_num_queries(1):
        text = client.get(reverse("catalog:shops"), {"q": "保温杯"}).text
    assert text.count('class="link-tile"') == count
    with django_assert_num_queries(2):
        text = client.get(reverse("catalog:search"), {"q": "保温杯"}).text
    assert text.count('class="link-tile"') == min(count, SHOPS_SHOWN)
    assert f"{reverse('catalog:shops')}?q=%E4%BF%9D%E6%B8%A9%E6%9D%AF" in text


def test_pages_speak_the_readers_language(client: Client, sunrise: Supplier) -> None:
    for path in (reverse("catalog:shops"), reverse("catalog:search")):
        english = client.get(path, {"q": "旭日"}).text
        assert "Sunrise Pottery" in english
        assert "48 h pickup 98" in english
        assert "旭日瓷坊" in client.get(path, {"q": "sunrise"}, **CHINESE).text


@pytest.mark.parametrize("query", [{"q": "nobody"}, {"page": "x"}, {"q": "a & (b"}])
def test_whatever_is_typed(client: Client, sunrise: Supplier, query: dict[str, str]) -> None:
    assert client.get(reverse("catalog:shops"), query).status_code == 200


def test_an_empty_market(client: Client) -> None:
    assert "No supplier has opened a shop yet." in client.get(reverse("catalog:shops")).text
