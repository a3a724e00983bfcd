"""Listing and search: what is found, counted and sorted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.tests.factories import RegionFactory
from catalog.enums import ProductStatus, Sort
from catalog.models import Product
from catalog.selectors import categories
from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.services import index
from catalog.services.shop_index import refresh_shop
from catalog.tests.factories import CategoryFactory, ProductFactory
from suppliers.enums import SalesScope, Standing
from suppliers.freight import Destination
from suppliers.tests.factories import JOINED, BeltFactory, SupplierFactory

pytestmark = pytest.mark.django_db


def found(**asked: Any) -> list[int]:
    return [card.pk for card in find(ListingQuery(**asked)).cards]


def sold(product: Product, pieces: int) -> Product:
    Product.objects.filter(pk=product.pk).update(sold_30d=pieces)
    index.refresh([product.pk])
    return product


@pytest.mark.parametrize("count", [1, 3])
def test_two_statements_whatever_is_found(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ProductFactory()
    categories.tree()
    with django_assert_num_queries(2):
        page = find(ListingQuery(text="保温杯"))
    assert (page.total, len(page.cards)) == (count, count)


def test_a_category_holds_what_lies_below_it() -> None:
    product, _other = ProductFactory(), ProductFactory()
    for node in categories.tree().path(categories.tree().nodes[product.category_id]):
        page = find(ListingQuery(category=node))
        assert [card.pk for card in page.cards] == [product.pk]
    assert find(ListingQuery()).total == 2


@pytest.mark.parametrize(
    "text", ["杯", "保温杯", "不锈钢 保温杯", "VACUUM", "flasks", "vacuum flask", "T恤", "恤"]
)
def test_search_in_both_languages(text: str) -> None:
    product = ProductFactory(title="不锈钢保温杯 送T恤", title_en="Steel vacuum flask")
    ProductFactory(title="玻璃碗", title_en="Glass bowl")
    assert found(text=text) == [product.pk]


@pytest.mark.parametrize("text", ["玩具", "toys", "玩具 小熊"])
def test_goods_are_found_by_their_category_after_those_that_say_it(text: str) -> None:
    toys = CategoryFactory(name="玩具", name_en="Toys", level=1, parent=None)
    leaf = CategoryFactory(parent=CategoryFactory(parent=toys, level=2))
    plain = sold(ProductFactory(title="毛绒小熊", title_en="Plush bear", category=leaf), 900)
    named = ProductFactory(title="小熊玩具", title_en="Bear toys", category=leaf)
    ProductFactory(title="玻璃碗", title_en="Glass bowl")
    assert found(text=text) == [named.pk, plain.pk]


def test_few_hits_are_ranked_by_match() -> None:
    weak = sold(ProductFactory(title="杯垫 可配保温瓶和杯", title_en=""), 900)
    strong = ProductFactory(title="保温杯 保温杯", title_en="")
    assert found(text="杯")[0] == weak.pk or found(text="保温杯") == [strong.pk]
    assert found(text="保温杯") == [strong.pk]


@pytest.mark.parametrize(
    ("wanted", "changes"),
    [
        ({"price_max": Decimal(10)}, {"tiers": ((1, "10"),)}),
        ({"price_band": 1}, {"tiers": ((1, "1"),)}),
        ({"moq_max": 10}, {"moq": 10}),
        ({"promise_max": 24}, {"promise_hours": 24}),
        ({"sample": True}, {"sample_price": "30"}),
        ({"consign": True}, {"consign_price": "30"}),
    ],
)
def test_filters(wanted: dict[str, Any], changes: dict[str, Any]) -> None:
    product = ProductFactory(**{"tiers": ((1, "20"),), "moq": 11} | changes)
    ProductFactory(tiers=((1, "20"),), moq=11)
    assert found(**wanted) == [product.pk]


def test_a_facet_counts_under_all_filters_but_its_own() -> None:
    belts = [BeltFactory(), BeltFactory()]
    for belt, moq in ((belts[0], 1), (belts[0], 50), (belts[1], 1)):
        ProductFactory(supplier=SupplierFactory(belt=belt), moq=moq)
    page = find(ListingQuery(belt_id=belts[0].pk, moq_max=1))
    assert page.total == 1
    assert page.facets.belts == {belts[0].pk: 1, belts[1].pk: 1}
    assert page.facets.moqs == {1: 1, 10: 1, 50: 2, 100: 2, 500: 2}
    assert page.facets.promises == {48: 1}
    assert sum(page.facets.categories.values()) == 1


def test_ships_to() -> None:
    zhejiang = RegionFactory(code="330000")
    here = SupplierFactory(sales_scope=SalesScope.ONLY)
    elsewhere = SupplierFactory(sales_scope=SalesScope.EXCEPT)
    for supplier in (here, elsewhere):
        supplier.sales_regions.add(zhejiang)
    product = ProductFactory(supplier=here)
    other = ProductFactory(supplier=elsewhere)
    assert found(ships_to=Destination("CN", "330782")) == [product.pk]
    assert found(ships_to=Destination("CN", "110000")) == [other.pk]


def test_orders() -> None:
    cheap = sold(ProductFactory(tiers=((1, "1"),)), 5)
    dear = sold(ProductFactory(tiers=((1, "9"),), listed_at=JOINED + timedelta(days=1)), 9)
    assert found(sort=Sort.PRICE) == [cheap.pk, dear.pk]
    assert found(sort=Sort.PRICE_DOWN) == [dear.pk, cheap.pk]
    assert found(sort=Sort.SOLD) == [dear.pk, cheap.pk]
    assert found(sort=Sort.NEW) == [dear.pk, cheap.pk]


def test_restricted_suppliers_come_last() -> None:
    restricted = SupplierFactory(status=Standing.RESTRICTED)
    last = sold(ProductFactory(supplier=restricted), 900)
    first = ProductFactory()
    assert found() == [first.pk, last.pk]


def test_pages_and_beyond_the_last() -> None:
    made = sorted((ProductFactory().pk for _ in range(3)), reverse=True)
    assert found(per_page=2) == made[:2]
    assert found(per_page=2, page=2) == made[2:]
    beyond = find(ListingQuery(per_page=2, page=9))
    assert (beyond.page, [card.pk for card in beyond.cards]) == (2, made[2:])


@pytest.mark.parametrize("status", [s for s in ProductStatus if s != ProductStatus.LISTED])
def test_what_is_not_listed_is_nowhere(status: ProductStatus) -> None:
    ProductFactory(status=status)
    assert find(ListingQuery()).total == find(ListingQuery(text="保温杯")).total == 0


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REMOVED])
def test_nor_is_what_a_suspended_shop_sells(standing: Standing) -> None:
    ProductFactory(supplier=SupplierFactory(status=standing))
    assert find(ListingQuery(text="保温杯")).total == 0


def test_a_card_shows_the_ladder_of_the_engine() -> None:
    tiers = ((2, "2.5"), (10, "2.25"), (50, "2"), (100, "1.0050"))
    product = ProductFactory(moq=2, tiers=tiers)
    (card,) = find(ListingQuery(text=product.title)).cards
    assert card.steps == [(2, "2.5"), (10, "2.25"), (100, "1.005")]


@pytest.mark.parametrize(
    ("text", "close"), [("保温杯", True), ("杯子", True), ("flas", True), ("保温瓶", False)]
)
def test_what_comes_near_is_found_where_nothing_fits(text: str, close: bool) -> None:
    product = ProductFactory(title="不锈钢保温杯", title_en="Steel flask")
    page = find(ListingQuery(text=text))
    assert ([card.pk for card in page.cards], page.total) == ([product.pk], 1)
    assert page.is_loose is not close
    assert sum(page.facets.categories.values()) == 1


def test_what_a_filter_takes_away_is_not_replaced_by_something_near() -> None:
    product = ProductFactory(title="不锈钢保温杯", title_en="")
    other = CategoryFactory()
    ProductFactory(title="马克杯", title_en="", category=other)
    node = categories.tree().nodes[other.pk]
    page = find(ListingQuery(text="保温杯", category=node))
    assert (page.total, page.is_loose) == (0, False)
    assert found(text="保温杯") == [product.pk]


def test_small_words_are_not_looked_for_where_nothing_has_all() -> None:
    teapot = ProductFactory(title="紫砂壶", title_en="Teapot")
    for_hair = sold(ProductFactory(title="发圈", title_en="Scrunchies for the hair"), 9000)
    page = find(ListingQuery(text="the teapot for gongfu"))
    assert [card.pk for card in page.cards] == [teapot.pk]
    assert page.is_loose
    assert not find(ListingQuery(text="teapots with")).is_loose
    assert found(text="for the") == [for_hair.pk]


def test_a_whole_word_is_no_beginning_of_another() -> None:
    cup = ProductFactory(title="杯", title_en="Enamel cup")
    steel = ProductFactory(title="架", title_en="Steel rack with a cupboard")
    assert set(found(text="steel cup")) == {cup.pk, steel.pk}
    assert found(text="steel cupb") == [steel.pk]
    assert found(text="sunny racks") == [steel.pk]
    assert found(text="sunny work") == []
    ProductFactory(title="钳", title_en="Workshop pliers")
    assert found(text="sunny works") == []


def test_the_rarer_words_and_more_of_them_come_first() -> None:
    steel = [sold(ProductFactory(title="钢", title_en=f"Steel thing {n}"), 1000) for n in range(4)]
    cup = ProductFactory(title="杯", title_en="Enamel cup")
    both = ProductFactory(title="壶", title_en="Kettle of enamel and steel")
    assert found(text="steel enamel cups, blue") == [
        cup.pk,
        both.pk,
        *(product.pk for product in reversed(steel)),
    ]
    assert found(text="steel enamel cups, blue", sort=Sort.SOLD)[:4] == [
        product.pk for product in reversed(steel)
    ]
    assert found(text="steel enamel cups, blue", page=2, per_page=2) == [steel[3].pk, steel[2].pk]


def test_what_comes_near_takes_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ProductFactory(title_en="Enamel cup")
    categories.tree()
    with django_assert_max_num_queries(5):
        assert find(ListingQuery(text="blue enamel teapot")).total == 1


def test_goods_are_not_any_of_the_words_that_a_shop_is_called_by() -> None:
    refresh_shop(SupplierFactory(name="晴朗", name_en="Sunny Works").pk)
    ProductFactory(title="灯", title_en="Sunny lamp")
    page = find(ListingQuery(text="Sunny Works"))
    assert ([tile.name_en for tile in page.shops.tiles], page.total) == (["Sunny Works"], 0)


def test_nothing_is_like_these_words() -> None:
    ProductFactory()
    page = find(ListingQuery(text="xyzzy"))
    assert (page.total, page.cards, page.is_loose) == (0, [], False)
