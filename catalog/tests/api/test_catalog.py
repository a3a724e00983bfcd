"""The open catalogue, as a program reads it."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from catalog.enums import ProductStatus
from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.services import index
from catalog.tests.factories import CategoryFactory, ProductFactory, SkuFactory
from payments.models import ExchangeRate
from suppliers.enums import Standing
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
PRODUCTS = "/api/v1/products/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def dollar_rate() -> None:
    today = timezone.localdate()
    ExchangeRate.objects.create(day=today, currency="USD", cny=Decimal(7), source="test")


def slugs(page: Any) -> list[str]:
    return [product["slug"] for product in page.json()["results"]]


def test_what_buyers_do_not_see_is_not_there(api: APIClient) -> None:
    shown = ProductFactory()
    hidden = ProductFactory(status=ProductStatus.HIDDEN)
    closed = ProductFactory(supplier=SupplierFactory(status=Standing.SUSPENDED))
    assert slugs(api.get(PRODUCTS)) == [shown.slug]
    for product in (hidden, closed):
        assert api.get(f"{PRODUCTS}{product.slug}/").status_code == 404
    assert api.get(f"/api/v1/suppliers/{closed.supplier.slug}/").status_code == 404


def test_a_product_has_its_ladder_and_skus(api: APIClient) -> None:
    product = ProductFactory(tiers=((1, "2.00"), (100, "1.8005")))
    body = api.get(f"{PRODUCTS}{product.slug}/").json()
    assert body["ladder"] == [["1", "2"], ["100", "1.8005"]]
    assert [tier["unit_price"] for tier in body["tiers"]] == ["2.0000", "1.8005"]
    assert body["skus"][0]["available"] == 10_000
    assert body["supplier"]["slug"] == product.supplier.slug


def test_what_the_moq_costs_is_told_where_the_first_tier_is_above_it(api: APIClient) -> None:
    tiers = ((20, "14.50"), (200, "13"))
    whole = ProductFactory(moq=12, tiers=tiers)
    by_sku = ProductFactory(moq=12, quote_type="by_sku_quantity", tiers=(), skus=0)
    sku = SkuFactory(product=by_sku)
    for start, price in tiers:
        by_sku.tiers.create(sku=sku, from_quantity=start, unit_price=Decimal(price))
    index.refresh([by_sku.pk])
    told = [{"from_quantity": 12, "unit_price": "14.5000"}]
    for product in (whole, by_sku):
        body = api.get(f"{PRODUCTS}{product.slug}/").json()
        assert body["ladder"] == [["12", "14.5"], ["200", "13"]]
        assert (body["tiers"] or body["skus"][0]["tiers"])[:1] == told


def test_names_that_one_column_keeps_in_both_languages_are_told_apart(api: APIClient) -> None:
    product = ProductFactory(
        option_names=["颜色::Colour", "Size"],
        attributes={"material": "棉::Cotton", "gsm": "180"},
        skus=0,
    )
    SkuFactory(product=product, options=["红::Red", "XL"])
    body = api.get(f"{PRODUCTS}{product.slug}/").json()
    assert (body["option_names"], body["option_names_en"]) == (["颜色", "Size"], ["Colour", "Size"])
    assert body["attributes"] == {"material": "棉", "gsm": "180"}
    assert body["attributes_en"] == {"material": "Cotton", "gsm": "180"}
    sku = body["skus"][0]
    assert (sku["options"], sku["options_en"]) == (["红", "XL"], ["Red", "XL"])


def test_filters_narrow_the_list(api: APIClient) -> None:
    leaf = CategoryFactory()
    cheap = ProductFactory(category=leaf, moq=5, tiers=((5, "1.00"),), promise_hours=24)
    dear = ProductFactory(moq=50, tiers=((50, "9.00"),), promise_hours=72)
    assert slugs(api.get(PRODUCTS, {"category": leaf.parent.parent.slug})) == [cheap.slug]
    assert slugs(api.get(PRODUCTS, {"category": "no-such"})) == []
    assert slugs(api.get(PRODUCTS, {"price_min": "5"})) == [dear.slug]
    assert slugs(api.get(PRODUCTS, {"moq_max": "10", "promise_max": "48"})) == [cheap.slug]
    assert slugs(api.get(PRODUCTS, {"supplier": dear.supplier.slug})) == [dear.slug]


def test_prices_in_other_currencies_are_compared_in_cny(api: APIClient, dollar_rate: None) -> None:
    dollars = ProductFactory(currency="USD", tiers=((1, "10"),))
    yuan = ProductFactory(tiers=((1, "14"),))
    assert slugs(api.get(PRODUCTS, {"price_max": "15"})) == [yuan.slug]
    assert slugs(api.get(PRODUCTS, {"price_min": "60", "price_max": "80"})) == [dollars.slug]


def test_words_find_products_in_both_languages(api: APIClient) -> None:
    mug = ProductFactory(title="陶瓷马克杯", title_en="Ceramic mugs")
    lamp = ProductFactory(title="铜台灯", title_en="Brass lamp")
    index.refresh([mug.pk, lamp.pk])
    assert slugs(api.get(PRODUCTS, {"q": "马克杯"})) == [mug.slug]
    assert slugs(api.get(PRODUCTS, {"q": "LAMPS"})) == [lamp.slug]
    assert slugs(api.get(PRODUCTS, {"q": "ceram"})) == [mug.slug]
    assert slugs(api.get(PRODUCTS, {"q": "bicycle"})) == []
    assert slugs(api.get(PRODUCTS, {"q": "?!"})) == []
    assert slugs(api.get(PRODUCTS, {"q": "mug", "supplier": lamp.supplier.slug})) == []


@pytest.mark.parametrize("text", ["陶瓷杯", "杯子", "brass", "mug lamp", "盆"])
def test_a_program_finds_what_the_page_finds(api: APIClient, text: str) -> None:
    goods = {"陶瓷马克杯": "Ceramic mugs", "铜台灯": "Brass lamp", "搪瓷杯": "Enamel cup"}
    index.refresh([ProductFactory(title=zh, title_en=en).pk for zh, en in goods.items()])
    shown = {card.slug for card in find(ListingQuery(text=text)).cards}
    assert set(slugs(api.get(PRODUCTS, {"q": text}))) == shown


LISTS = {
    "products": "belt, category, currency, cursor, moq_max, page_size, price_max, price_min,"
    " promise_max, q, supplier.",
    "suppliers": "cursor, page_size.",
    "regions": "cursor, level, page_size, parent.",
    "carriers": "this address takes no parameters.",
}


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_parameter_is_refused_with_those_there_are(api: APIClient, name: str) -> None:
    answer = api.get(f"/api/v1/{name}/", {"colour": "red", "page_size": 2} | {"size": "9"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    refused = {error["field"]: error for error in answer.json()["errors"]}
    assert refused["colour"]["code"] == "unknown_parameter"
    assert refused["colour"]["detail"].endswith(LISTS[name])
    assert {"colour", "size"} <= refused.keys()


def test_a_wrong_filter_is_a_problem_that_names_its_field(api: APIClient) -> None:
    answer = api.get(PRODUCTS, {"price_min": "cheap"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == "price_min"


def test_pages_go_by_cursor_and_are_of_a_limited_size(api: APIClient) -> None:
    products = [ProductFactory() for _ in range(5)]
    first = api.get(PRODUCTS, {"page_size": 2}).json()
    second = api.get(first["next"]).json()
    seen = [row["slug"] for row in first["results"] + second["results"]]
    assert seen == [product.slug for product in reversed(products[1:])]
    assert len(api.get(PRODUCTS, {"page_size": 100}).json()["results"]) == 5


@pytest.mark.parametrize("asked", ["0", "-1", "101", "abc", "", "1e3"])
def test_a_page_has_from_one_to_a_hundred_things(api, asked: str) -> None:
    answer = api.get(PRODUCTS, {"page_size": asked})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["page_size"]


@pytest.mark.parametrize("position", [None, "p=abc", "p=-1", "p=" + "9" * 30, "o=x", "r=x"])
@pytest.mark.parametrize("name", ["products", "suppliers", "regions"])
def test_a_cursor_that_no_list_gave_out_is_refused_by_name(api, name: str, position: str) -> None:
    cursor = b64encode(position.encode()).decode() if position else "~"
    answer = api.get(f"/api/v1/{name}/", {"cursor": cursor})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["cursor"]


def test_lists_ask_the_same_for_one_row_and_for_three(
    api: APIClient, django_assert_num_queries: Any
) -> None:
    ProductFactory()
    with django_assert_num_queries(1):
        api.get(PRODUCTS)
    ProductFactory()
    ProductFactory()
    with django_assert_num_queries(1):
        api.get(PRODUCTS)


def test_the_schema_describes_every_address(api: APIClient) -> None:
    answer = api.get("/api/v1/schema/", {"format": "json"})
    paths = answer.json()["paths"]
    assert {"/api/v1/products/", "/api/v1/checkout/", "/api/v1/shop/orders/"} <= paths.keys()
