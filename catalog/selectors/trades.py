"""The categories of the first level, as those who apply to sell name their trades."""

from __future__ import annotations

from catalog.selectors.categories import Node, Tree, tree
from suppliers.checks import Trade


def trades() -> list[Trade]:
    """Each with the names of what lies below it; none asks the database that knows the tree."""
    known = tree()
    return [_trade(node, known) for node in known.tops]


def _trade(node: Node, known: Tree) -> Trade:
    below = known.children.get(node.pk, ())
    words = tuple(name for child in below for name in (child.name_zh, child.name_en))
    return Trade(node.slug, node.name_zh, node.name_en, words, node.flagged)
