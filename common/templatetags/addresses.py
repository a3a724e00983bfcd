"""``{% url "orders:list" %}``, looked up once a process where it takes no arguments.

A frame has twenty such addresses, and looking them up takes a tenth of a page's time.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import get_script_prefix, get_urlconf

register = template.Library()


class FixedURLNode(URLNode):
    """The address of a name without arguments."""

    known: dict[tuple[Any, ...], str] = {}

    def render(self, context: Context) -> str:
        key = (self.view_name.token, get_urlconf(), get_script_prefix(), _current_app(context))
        address = self.known.get(key)
        if address is None:
            return self._looked_up(context, key)
        if self.asvar is None:
            return address
        context[self.asvar] = address
        return ""

    def _looked_up(self, context: Context, key: tuple[Any, ...]) -> str:
        text = str(super().render(context))
        address = text if self.asvar is None else context[self.asvar]
        if address:
            self.known[key] = address
        return text


def _current_app(context: Context) -> str | None:
    """What a name without a full namespace is looked up in, as Django's own tag has it."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", None) or getattr(match, "namespace", None)


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's own tag; a fixed name without arguments is remembered."""
    node: URLNode = django_url(parser, token)
    fixed = isinstance(node.view_name.var, str) and not node.view_name.filters
    if fixed and not node.args and not node.kwargs:
        node.__class__ = FixedURLNode
    return node
