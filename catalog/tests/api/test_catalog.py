"""The open catalogue, as a program reads it."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from catalog.enums import ProductStatus
from catalog.tests.factories import CategoryFactory, ProductFactory
from suppliers.enums import Standing
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
PRODUCTS = "/api/v1/products/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


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


def test_filters_narrow_the_list(api: APIClient) -> None:
    leaf = CategoryFactory()
    cheap = ProductFactory(category=leaf, moq=5, tiers=((5, "1.00"),), promise_hours=24)
    dear = ProductFactory(moq=50, tiers=((50, "9.00"),), promise_hours=72)
    assert slugs(api.get(PRODUCTS, {"category": leaf.parent.parent.slug})) == [cheap.slug]
    assert slugs(api.get(PRODUCTS, {"category": "no-such"})) == []
    assert slugs(api.get(PRODUCTS, {"price_min": "5"})) == [dear.slug]
    assert slugs(api.get(PRODUCTS, {"moq_max": "10", "promise_max": "48"})) == [cheap.slug]
    assert slugs(api.get(PRODUCTS, {"supplier": dear.supplier.slug})) == [dear.slug]


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
    assert len(api.get(PRODUCTS, {"page_size": 10_000}).json()["results"]) == 5


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
