"""What was on a page is let go when the page is written."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import Template
from django.test import RequestFactory

from common.web.templates import Page


class Shown:
    """Something on a page."""

    def __str__(self) -> str:
        return "something"


@pytest.fixture
def _no_search() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_search")
@pytest.mark.parametrize("kind", [Page, Template])
def test_what_was_shown_is_gone(rf: RequestFactory, kind: type[Template]) -> None:
    django = engines["django"]
    template = kind(django.from_string("<p>{{ shown }}</p>").template, django)
    shown = Shown()
    still_there = weakref.ref(shown)

    text = template.render({"shown": shown}, rf.get("/"))

    assert text == "<p>something</p>"
    del shown
    # Django's own context stays, and all that is in it: once it does not, ours is not needed.
    assert (still_there() is None) == (kind is Page)


def test_our_pages_are_such() -> None:
    assert isinstance(engines["django"].get_template("base.html"), Page)
    with pytest.raises(TemplateDoesNotExist, match=r"^nothing\.html$"):
        engines["django"].get_template("nothing.html")
    missing = engines["django"].from_string("{% include 'nothing.html' %}")
    with pytest.raises(TemplateDoesNotExist, match=r"^nothing\.html$"):
        missing.render({})
