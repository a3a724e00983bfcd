"""What is known of a node before it is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.base import FilterExpression, Node, TextNode, Variable, VariableNode
from django.template.defaulttags import (
    CommentNode,
    CsrfTokenNode,
    FirstOfNode,
    ForNode,
    IfNode,
    LoadNode,
    URLNode,
    WithNode,
)
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, GetAvailableLanguagesNode, TranslateNode
from django.templatetags.static import StaticNode

from common.templatetags.addresses import FixedURLNode
from common.templatetags.components import ComponentNode, PropsNode
from common.templatetags.icons import IconNode

_ALWAYS_SAME = (
    TextNode,
    CommentNode,
    LoadNode,
    PropsNode,
    FixedURLNode,
    GetAvailableLanguagesNode,
)
#: They set no name, or none that outlives them.
_LEAVE_NOTHING = (
    VariableNode,
    CsrfTokenNode,
    IconNode,
    ComponentNode,
    IncludeNode,
    BlockNode,
)
#: They set a name if they have this attribute.
_SETTING = {
    BlockTranslateNode: "asvar",
    FirstOfNode: "asvar",
    FixedURLNode: "asvar",
    GetAvailableLanguagesNode: "variable",
    SimpleNode: "target_var",
    StaticNode: "varname",
    TranslateNode: "asvar",
    URLNode: "asvar",
}


def is_same(node: Node) -> bool:
    """Whether a node gives the same in every rendering in a language."""
    if isinstance(node, TranslateNode):
        return node.message_context is None and _is_constant(node.filter_expression)
    if isinstance(node, StaticNode):
        return _is_constant(node.path)
    if isinstance(node, SimpleNode):
        return getattr(node.func, "same_for_all", False) and not node.takes_context
    return isinstance(node, _ALWAYS_SAME)


def sets_name(node: Node) -> bool:
    """Whether a node sets a name for those after it."""
    return any(
        isinstance(node, kind) and bool(getattr(node, attribute))
        for kind, attribute in _SETTING.items()
    )


def is_contained(node: Node) -> bool:
    """Whether it is known of a node that it changes no name of those after it."""
    if isinstance(node, IfNode):
        branches = (node for _, nodes in node.conditions_nodelists for node in nodes)
        return all(is_contained(branch) and not sets_name(branch) for branch in branches)
    if isinstance(node, ForNode):
        return are_contained([*node.nodelist_loop, *node.nodelist_empty])
    if isinstance(node, WithNode):
        return are_contained(node.nodelist)
    if isinstance(node, SimpleNode) and node.takes_context:
        return False
    if isinstance(node, _LEAVE_NOTHING):
        return True
    return (isinstance(node, tuple(_SETTING)) and not sets_name(node)) or is_same(node)


def are_contained(nodes: Iterable[Any]) -> bool:
    """The same of all, where names end with the list."""
    return all(is_same(node) or is_contained(node) for node in nodes)


def _is_constant(expression: FilterExpression) -> bool:
    is_literal = not isinstance(expression.var, Variable) or expression.var.lookups is None
    return is_literal and not expression.filters
