"""Addresses with a slug, of which a page has dozens."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse

_SLUG = "the-slug"


def with_slug(name: str, slug: str) -> str:
    """``reverse(name, args=[slug])``; what is around the slug is looked up once a process."""
    before, after = _around_slug(name, get_script_prefix())
    return f"{before}{slug}{after}"


def before_slug(name: str) -> str:
    """What the addresses of that name begin with."""
    return _around_slug(name, get_script_prefix())[0]


@cache
def _around_slug(name: str, script_prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_SLUG]).partition(_SLUG)
    return before, after
