"""The tree of categories: small, asked for on every page, so each process keeps it.

A mark in the cache names the tree that is current; whoever changes a category calls ``forget``.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from catalog.models import Category

_MARK = "catalog:tree"
_MARK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Node:
    """A category with its place: ``path`` are the ids from the first level down to itself."""

    pk: int
    slug: str
    level: int
    name_zh: str
    name_en: str
    icon: str
    is_industrial: bool
    path: tuple[int, ...]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class Tree:
    nodes: Mapping[int, Node]
    by_slug: Mapping[str, Node]
    children: Mapping[int | None, Sequence[Node]]

    @property
    def tops(self) -> Sequence[Node]:
        return self.children.get(None, ())

    def path(self, node: Node) -> list[Node]:
        """From the first level to ``node``."""
        return [self.nodes[pk] for pk in node.path]


_known: tuple[str, Tree] | None = None


def tree() -> Tree:
    """The current tree; read from the database when it changed or nobody knows it."""
    global _known
    mark = cache.get(_MARK)
    if mark is None or _known is None or _known[0] != mark:
        mark = mark or secrets.token_hex(8)
        cache.set(_MARK, mark, _MARK_SECONDS)
        _known = (mark, _read())
    return _known[1]


def forget() -> None:
    """Have every process read the categories anew."""
    cache.delete(_MARK)


def _read() -> Tree:
    nodes: dict[int, Node] = {}
    children: dict[int | None, list[Node]] = {}
    for row in Category.objects.order_by("level", "position", "slug").values():
        node = _node(row, nodes)
        nodes[node.pk] = node
        children.setdefault(row["parent_id"], []).append(node)
    return Tree(nodes, {node.slug: node for node in nodes.values()}, children)


def _node(row: dict[str, Any], above: Mapping[int, Node]) -> Node:
    parent = above.get(row["parent_id"])
    return Node(
        pk=row["id"],
        slug=row["slug"],
        level=row["level"],
        name_zh=row["name"],
        name_en=row["name_en"] or row["name"],
        icon=row["icon"],
        is_industrial=row["is_industrial"],
        path=(*(parent.path if parent else ()), row["id"]),
    )
