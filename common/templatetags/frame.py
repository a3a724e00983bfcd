"""What the frame of every page says, whoever reads it and whatever the page is about."""

from __future__ import annotations

from django import template
from django.conf import settings

from common.web.context import SITE_NAME

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """``{% site_name %}``: what the market is called."""
    return str(SITE_NAME)


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """``{% language_names as languages %}``: codes, and each language in its own words."""
    return settings.LANGUAGES


#: What is the same on all pages in a language; ``common.compiled`` asks for it once.
site_name.same_for_all = True  # type: ignore[attr-defined]
language_names.same_for_all = True  # type: ignore[attr-defined]
