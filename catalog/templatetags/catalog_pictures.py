"""``{{ picture.stem|picture_url:480 }}``, and what it shows: ``{{ picture.alt|one_language }}``."""

from __future__ import annotations

from django import template

from catalog import pictures
from common.formats import one_language

register = template.Library()
register.filter("one_language", one_language)


@register.filter
def picture_url(stem: str, size: int) -> str:
    """The address of a picture by its stem, in 160, 480 or 1200 px."""
    return pictures.picture_url(stem, size)
