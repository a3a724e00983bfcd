"""Categories that the market itself keeps."""

from __future__ import annotations

from django.db import transaction

from catalog.models import Category
from catalog.selectors.categories import UNSORTED, forget

#: From the first level down: slug, Chinese name, English name.
_UNSORTED = (
    (UNSORTED, "其他", "Other"),
    ("other-goods", "其他商品", "Other goods"),
    ("unsorted-goods", "未分类商品", "Unsorted goods"),
)
#: After all others of its level.
_LAST = 999


@transaction.atomic
def unsorted_goods() -> Category:
    """The category of goods whose category nobody knows, with the two above it; made once."""
    category: Category | None = None
    any_made = False
    for level, (slug, name, name_en) in enumerate(_UNSORTED, 1):
        category, made = Category.objects.get_or_create(
            slug=slug,
            defaults={
                "parent": category,
                "level": level,
                "name": name,
                "name_en": name_en,
                "position": _LAST,
            },
        )
        any_made = any_made or made
    if any_made:
        transaction.on_commit(forget)
        forget()
    assert category is not None
    return category
