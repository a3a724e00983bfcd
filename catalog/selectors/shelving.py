"""Which category a file means, however it writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.models import Category
from catalog.selectors.categories import Node, tree

LEAF_LEVEL = 3
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Shelves:
    """Categories of the third level by slug, by either name, and by their path of names."""

    leaves: Mapping[str, Category]

    def find(self, written: str) -> Category | None:
        """The category that is written so (“Gifts & Novelties”, “gifts-and-novelties”), or None."""
        return self.leaves.get(_loose(written))


def shelves() -> Shelves:
    """All categories that products can hang on; where two are called the same, the first."""
    categories = Category.objects.filter(level=LEAF_LEVEL).select_related("parent__parent")
    by_pk = {category.pk: category for category in categories}
    found: dict[str, Category] = {}
    for node in tree().nodes.values():
        if node.pk in by_pk:
            for name in _names(node):
                found.setdefault(_loose(name), by_pk[node.pk])
    return Shelves(found)


def _names(node: Node) -> list[str]:
    path = tree().path(node)
    return [
        node.slug,
        node.name_zh,
        node.name_en,
        ">".join(step.name_zh for step in path),
        ">".join(step.name_en for step in path),
    ]


def _loose(written: str) -> str:
    plain = unicodedata.normalize("NFKC", written).casefold().replace("&", "and")
    return _NOT_A_LETTER.sub("", plain)
