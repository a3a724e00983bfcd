"""A page and the templates that it extends, as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.template import Template
from django.template.base import Node, NodeList, TextNode
from django.template.loader_tags import BlockNode, ExtendsNode

_BLOCK = re.compile(r"\bblock\b")


class Apart(Exception):
    """A page cannot be written in one with what it extends."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The nodes of the outermost template, and what fills its blocks."""

    frame: NodeList
    fillers: dict[str, BlockNode]


def extended_of(template: Template) -> Extended | None:
    """What a template extends. Raises Apart where it is known only as the page is rendered."""
    nodes, passed = template.nodelist, {str(template.name)}
    extending = _extending(nodes)
    if extending is None:
        return None
    fillers: dict[str, BlockNode] = {}
    while extending is not None:
        fillers = extending.blocks | fillers
        name = _name_of(extending)
        if name in passed:  # it extends another of its own name, further along the loaders
            raise Apart
        passed.add(name)
        nodes = template.engine.get_template(name).nodelist
        extending = _extending(nodes)
    if any(map(_asks_of_block, [*fillers.values(), *nodes.get_nodes_by_type(BlockNode)])):
        raise Apart
    return Extended(nodes, fillers)


def _extending(nodes: NodeList) -> ExtendsNode | None:
    first = next((node for node in nodes if not isinstance(node, TextNode)), None)
    return first if isinstance(first, ExtendsNode) else None


def _name_of(extending: ExtendsNode) -> str:
    given: Any = extending.parent_name
    if not isinstance(given.var, str) or given.filters:
        raise Apart
    return str(given.var)


def _asks_of_block(block: Node) -> bool:
    return any(map(asks_of_block, block.get_nodes_by_type(Node)))


def asks_of_block(node: Node) -> bool:
    """Whether a node asks for ``block``, the block that it is in."""
    token = getattr(node, "token", None)
    asked = token is not None and _BLOCK.search(token.contents) is not None
    return asked and not isinstance(node, BlockNode)
