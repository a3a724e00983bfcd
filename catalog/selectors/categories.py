"""The tree of categories: small, asked for on every page, so each process keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.models import Category
from common.formats import in_chinese
from common.known import Known

#: The slug of the first level under which goods stand whose category nobody knows.
UNSORTED = "other"


@dataclass(frozen=True, slots=True)
class Node:
    """A category with its place: ``path`` are the ids from the first level down to itself.

    ``flagged`` is its own or, where it has none, that of the nearest one above it.
    """

    pk: int
    slug: str
    level: int
    name_zh: str
    name_en: str
    icon: str
    is_industrial: bool
    flagged: str
    path: tuple[int, ...]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_zh if in_chinese() else self.name_en


@dataclass(frozen=True, slots=True)
class Tree:
    nodes: Mapping[int, Node]
    by_slug: Mapping[str, Node]
    children: Mapping[int | None, Sequence[Node]]

    @property
    def tops(self) -> Sequence[Node]:
        return self.children.get(None, ())

    @property
    def sorted_tops(self) -> Sequence[Node]:
        """Those that somebody looks for: without that of unsorted goods."""
        return [node for node in self.tops if node.slug != UNSORTED]

    def path(self, node: Node) -> list[Node]:
        """From the first level to ``node``."""
        return [self.nodes[pk] for pk in node.path]


def tree() -> Tree:
    """The categories as this process knows them."""
    return _tree.get()


def forget() -> None:
    """Have this process read the categories anew; the others do so within seconds."""
    _tree.forget()


def _read() -> Tree:
    nodes: dict[int, Node] = {}
    children: dict[int | None, list[Node]] = {}
    for row in Category.objects.order_by("level", "position", "slug").values():
        node = _node(row, nodes)
        nodes[node.pk] = node
        children.setdefault(row["parent_id"], []).append(node)
    return Tree(nodes, {node.slug: node for node in nodes.values()}, children)


def _node(row: Mapping[str, Any], above: Mapping[int, Node]) -> Node:
    parent = above.get(row["parent_id"])
    return Node(
        pk=row["id"],
        slug=row["slug"],
        level=row["level"],
        name_zh=row["name"],
        name_en=row["name_en"] or row["name"],
        icon=row["icon"],
        is_industrial=row["is_industrial"],
        flagged=row["flagged"] or (parent.flagged if parent else ""),
        path=(*(parent.path if parent else ()), row["id"]),
    )


_tree = Known(_read)
