"""The API's schema holds together and says of each operation what it is; its page runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from rest_framework.settings import api_settings

from marketplace.testing.browser import PageAt
from orders.services.first_carriers import CARRIERS

CHINESE = re.compile("[\u4e00-\u9fff]")


def generated() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return generated()


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_schema_is_valid_and_complete(schema: dict[str, Any]) -> None:
    validate_schema(schema)
    assert not GENERATOR_STATS, "the generator warned"


def test_every_operation_has_a_summary_of_its_own_and_says_who_may(schema: dict[str, Any]) -> None:
    summaries = [operation["summary"] for _name, operation in operations(schema)]
    assert len(set(summaries)) == len(summaries)
    for name, operation in operations(schema):
        about, who = operation["description"].rsplit("\n\n", 1)
        assert about.endswith("."), name
        assert re.match("Open to everybody|For everybody who is|For members with one of", who), name
        assert "application/problem+json" in operation["responses"]["default"]["content"], name


def test_who_may_is_read_from_the_view(schema: dict[str, Any]) -> None:
    said = {name: operation["description"] for name, operation in operations(schema)}
    assert said["POST /api/v1/checkout/"].endswith("one of these rights: `buy`.")
    assert said["GET /api/v1/shop/orders/"].endswith("`ship`, `sell`, `see_money`.")
    assert said["GET /api/v1/products/"].endswith("Open to everybody, without a token.")


def test_the_introduction_says_the_limits_that_hold(schema: dict[str, Any]) -> None:
    said = schema["info"]["description"]
    for rate in api_settings.DEFAULT_THROTTLE_RATES.values():
        assert str(rate).removesuffix("/min") in said
    assert "| `warehouse` | see_orders, ship |" in said


def test_it_is_all_said_in_chinese_too() -> None:
    with override("zh-hans"):
        schema = generated()
    assert all(map(CHINESE.search, schema["info"]["description"].split("\n\n## ")))
    for name, operation in operations(schema):
        assert CHINESE.search(operation["summary"]), name
        assert all(map(CHINESE.search, operation["description"].split("\n\n"))), name


def test_examples_are_what_their_operations_take(schema: dict[str, Any]) -> None:
    shown = 0
    for _name, operation in operations(schema):
        for body in operation.get("requestBody", {}).get("content", {}).values():
            for example in body.get("examples", {}).values():
                shape = body["schema"] | {"components": schema["components"]}
                jsonschema.validate(example["value"], shape)
                shown += 1
    assert shown == 9


def test_the_example_of_a_parcel_names_a_waybill_of_its_carrier(schema: dict[str, Any]) -> None:
    shipping = schema["paths"]["/api/v1/shop/orders/{number}/shipments/"]["post"]
    content = shipping["requestBody"]["content"]["application/json"]
    parcel = content["examples"]["InPart"]["value"]
    patterns = {first.code: first.waybill_pattern for first in CARRIERS}
    assert re.fullmatch(patterns[parcel["carrier"]], parcel["waybill"])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_api_opens(page_at: PageAt) -> None:
    page = page_at(1440)
    page.goto("/api/v1/docs/")
    page.get_by_role("heading", name="Marketplace API").wait_for()
    page.get_by_role("heading", name="Roles and rights").wait_for()
    page.get_by_text("Place the orders").wait_for()
