"""Addresses with a slug, of which a page has dozens."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.urls import get_script_prefix, reverse

_SLUG = "the-slug"


def with_slug(name: str, slug: str) -> str:
    """``reverse(name, args=[slug])``; what is around the slug is looked up once a process."""
    return addresses(name)(slug)


def addresses(name: str) -> Callable[[str], str]:
    """What makes the addresses of that name, given the slug."""
    return _addresses(name, get_script_prefix())


@cache
def _addresses(name: str, script_prefix: str) -> Callable[[str], str]:
    before, _, after = reverse(name, args=[_SLUG]).partition(_SLUG)
    return f"{before}{{}}{after}".format
