"""Fixed addresses are looked up once; all else is Django's own."""

from __future__ import annotations

import pytest
from django.template import Context, Engine
from django.test import RequestFactory, override_settings
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch

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
