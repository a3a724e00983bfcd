"""``{% icon "truck" %}``: an inline SVG of the project's own set; an unknown name is an error."""

from __future__ import annotations

from django import template
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, TextNode, Token
from django.utils.safestring import SafeString

from common.icons import ICONS

register = template.Library()


class IconNode(Node):
    """An icon whose name comes from a variable; no name, no icon."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        name = self.name.resolve(context)
        return ICONS[name] if name else SafeString("")


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """The icon of that name; a literal name is put into the page when it is compiled."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("{% icon %} takes one name.")
    expression = parser.compile_filter(bits[1])
    if not isinstance(expression.var, str):
        return IconNode(expression)
    if expression.var not in ICONS:
        raise TemplateSyntaxError(f"There is no icon '{expression.var}'.")
    return TextNode(ICONS[expression.var])
