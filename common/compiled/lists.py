"""Node lists that render by a function, one for each language (and place of the market)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.template.base import Node, NodeList
from django.template.defaulttags import IfNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.templatetags.components import ComponentNode

if TYPE_CHECKING:
    from django.template import Context


class QuickNodeList(NodeList):
    """Renders by a function that is made when it is first asked for in a language."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.functions: dict[tuple[str | None, str], Callable[[Context], SafeString]] = {}

    def render(self, context: Context) -> SafeString:
        if not context.autoescape:
            return super().render(context)
        kind = get_language(), get_script_prefix()
        function = self.functions.get(kind)
        if function is None:
            from common.compiled.writer import function_of

            function = self.functions[kind] = function_of(self, context)
        return function(context)


def quick(nodes: NodeList) -> QuickNodeList:
    """``nodes``, and the lists in them, as lists that render by a function."""
    if isinstance(nodes, QuickNodeList):
        return nodes
    made = QuickNodeList(nodes)
    for node in made:
        _quicken(node)
    return made


def _quicken(node: Any) -> None:
    if isinstance(node, IfNode):
        node.conditions_nodelists = [(c, quick(nodes)) for c, nodes in node.conditions_nodelists]
    elif isinstance(node, ComponentNode):
        node.body = quick(node.body)
        node.slots = [(name, quick(nodes)) for name, nodes in node.slots]
    elif isinstance(node, Node):
        for name in node.child_nodelists:
            nodes = getattr(node, name, None)
            if isinstance(nodes, NodeList):
                setattr(node, name, quick(nodes))
