"""Fixed addresses are looked up once; all else is Django's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Engine
from django.test import RequestFactory, override_settings
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch, reverse

from common.web.links import addresses, with_slug
from common.web.requestlog import address_of

SEARCH = "{% url 'catalog:search' %}"


def rendered(source: str, **values: object) -> str:
    return Engine.get_default().from_string(source).render(Context(values))


def test_a_name_gives_its_address_again_and_again() -> None:
    assert rendered(SEARCH) == rendered(SEARCH) == "/search/"
    assert rendered("{% url 'catalog:search' as a %}[{{ a }}]") == "[/search/]"
    assert rendered("{% url 'catalog:search' as a %}[{{ a }}]") == "[/search/]"


def test_below_another_prefix_it_is_another_address() -> None:
    assert rendered(SEARCH) == "/search/"
    with override_script_prefix("/market/"):
        assert rendered(SEARCH) == "/market/search/"


def test_arguments_are_looked_up_each_time() -> None:
    source = "{% url 'catalog:product' slug %}"
    assert [rendered(source, slug=s) for s in ("a", "b")] == ["/p/a/", "/p/b/"]


def test_an_unknown_name_is_an_error_or_nothing() -> None:
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'catalog:nowhere' %}")
    assert rendered("{% url 'catalog:nowhere' as a %}[{{ a }}]") == "[]"


@override_settings(ROOT_URLCONF="catalog.urls")
def test_other_addresses_are_other_addresses() -> None:
    request = RequestFactory().get("/")
    assert rendered("{% url 'search' %}", request=request) == "/search/"


@pytest.mark.parametrize("name", ["catalog:product", "catalog:price", "catalog:shop"])
@pytest.mark.parametrize("slug", ["mug", "the-slug", "a-1"])
def test_an_address_with_a_slug_is_what_django_makes(name: str, slug: str) -> None:
    assert with_slug(name, slug) == reverse(name, args=[slug])
    assert addresses(name)(slug) == with_slug(name, slug)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 8.8.8.8", "8.8.8.8"),
        (2, "9.9.9.9, 8.8.8.8", "9.9.9.9"),
        (2, "8.8.8.8", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_say_where_a_request_comes_from(
    proxies: int, forwarded: str, address: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    assert address_of(request) == address
