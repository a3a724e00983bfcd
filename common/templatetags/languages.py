"""``{% language_names as languages %}``: what a reader may choose, each in its own words."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """Code and name of every language of the market."""
    return settings.LANGUAGES


#: What is the same on all pages of a process; ``common.compiled`` asks for it once.
language_names.same_for_all = True  # type: ignore[attr-defined]
