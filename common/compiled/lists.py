"""Node lists that render by a function, one for each language (and place of the market)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.base import Node, NodeList
from django.template.defaulttags import IfNode
from django.template.exceptions import TemplateSyntaxError
from django.templatetags.i18n import LanguageNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.compiled.contained import are_contained
from common.compiled.extended import asks_of_block
from common.templatetags.components import ComponentNode

if TYPE_CHECKING:
    from django.template import Context


class QuickNodeList(NodeList):
    """Renders by a function that is made when it is first asked for in a language.

    The outermost list asks for the language; those in it are of the same. (Nothing of ours changes
    it within a page; ``quick`` refuses ``{% language %}``.)
    """

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.functions: dict[tuple[str | None, str], Callable[[Context], SafeString]] = {}
        self._of_type: dict[type[Node], list[Node]] = {}

    @cached_property
    def stands_alone(self) -> bool:
        """Whether the list sets no name for what comes after it, and asks nothing of its block."""
        return are_contained(self) and not any(map(asks_of_block, self.get_nodes_by_type(Node)))

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        """As Django's; ``{% extends %}`` asks at each rendering, and a template does not change."""
        if nodetype not in self._of_type:
            self._of_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self._of_type[nodetype]

    def render(self, context: Context) -> SafeString:
        if not context.autoescape:
            return super().render(context)
        if hasattr(context, "rendered_as"):
            return self._function(context)(context)
        context.rendered_as = get_language(), get_script_prefix()  # type: ignore[attr-defined]
        try:
            return self._function(context)(context)
        finally:
            del context.rendered_as  # type: ignore[attr-defined]

    def _function(self, context: Any) -> Callable[[Context], SafeString]:
        function = self.functions.get(context.rendered_as)
        if function is None:
            from common.compiled.writer import function_of

            function = self.functions[context.rendered_as] = function_of(self, context)
        return function


def quick(nodes: NodeList) -> QuickNodeList:
    """``nodes``, and the lists in them, as lists that render by a function."""
    if isinstance(nodes, QuickNodeList):
        return nodes
    made = QuickNodeList(nodes)
    for node in made:
        _quicken(node)
    return made


def _quicken(node: Any) -> None:
    if isinstance(node, LanguageNode):
        raise TemplateSyntaxError("{% language %}: a page is in one language.")
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
