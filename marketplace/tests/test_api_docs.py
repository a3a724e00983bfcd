"""The API's schema holds together, and its page runs under the content policy."""

from __future__ import annotations

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from marketplace.testing.browser import PageAt


def test_the_schema_is_valid_and_complete() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    assert not GENERATOR_STATS, "the generator warned"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_api_opens(page_at: PageAt) -> None:
    page = page_at(1440)
    page.goto("/api/v1/docs/")
    page.get_by_role("heading", name="Marketplace API").wait_for()
