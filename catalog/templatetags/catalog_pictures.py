"""``{{ product.picture|picture_url:480 }}``"""

from __future__ import annotations

from django import template

from catalog import pictures

register = template.Library()


@register.filter
def picture_url(stem: str, size: int) -> str:
    """The address of a picture by its stem, in 160, 480 or 1200 px."""
    return pictures.picture_url(stem, size)
