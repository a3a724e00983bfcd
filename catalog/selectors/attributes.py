"""What a product of a category is to state about itself."""

from __future__ import annotations

from catalog.models import Attribute, Category


def attributes_for(category: Category | None) -> list[Attribute]:
    """The attributes of the category and of those above it; none without a category."""
    if category is None:
        return []
    middle = category.parent
    line = [category.pk, category.parent_id, middle.parent_id if middle else None]
    return list(Attribute.objects.filter(category__in=[pk for pk in line if pk]))
