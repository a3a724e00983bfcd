"""Pieces of a page with declared inputs.

``templates/components/<name>.html`` begins with what it takes::

    {% load components %}{% props title url price=None compact=False attrs="" %}

and a page writes::

    {% component "card" title=product.title url=product.url %}
    {% component "card" ...product_dict %}
    {% wrap "panel" title=_("Orders") %}the body, given as `slot`
        {% slot "actions" %}for the input `actions`{% endslot %}
    {% endwrap %}

An input that is not declared, or a required one left out, is an error when the page's template is
compiled (when it is rendered, for what comes by ``...``). A component sees its inputs, the request,
the token against forgery and the language, and nothing of the page around it. A component that
declares ``attrs`` takes any attribute with a hyphen in its name (``hx-get=url data-x=1``), and
writes them by ``<a{{ attrs }}>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context, Node, NodeList, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, TextNode, Token, Variable
from django.template.defaulttags import CommentNode, LoadNode
from django.template.engine import Engine
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

#: What a component sees of the page around it.
SHARED = ("request", "csrf_token", "LANGUAGE_CODE")
_WORDS = {"True": True, "False": False, "None": None}
_VARIES = object()


class PropsNode(Node):
    """The inputs of a component: the required ones, and the others with their defaults."""

    def __init__(self, required: frozenset[str], defaults: dict[str, Any]) -> None:
        self.required = required
        self.defaults = defaults
        self.names = required | defaults.keys()

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class ComponentContext(Context):
    """A context that holds a component's inputs and what every component shares."""

    def __init__(self, outer: Context, inputs: dict[str, Any]) -> None:
        shared = getattr(outer, "component_shared", None)
        if shared is None:
            shared = outer.component_shared = _shared_of(outer)  # type: ignore[attr-defined]
        self.component_shared = shared
        self.dicts = [shared, inputs]
        self.autoescape = True
        self.use_l10n = outer.use_l10n
        self.use_tz = outer.use_tz
        self.template = outer.template
        self.template_name = outer.template_name
        self.render_context = outer.render_context

    @property
    def request(self) -> HttpRequest | None:
        """Where Django's own tags ({% querystring %}, {% url %}) look for the request."""
        return self.component_shared.get("request")


class Component:
    """A compiled component: its declaration and its body."""

    def __init__(self, name: str) -> None:
        self.name = name
        source = _template_of(name)
        declared = source.nodelist.get_nodes_by_type(PropsNode)
        if len(declared) != 1:
            raise TemplateSyntaxError(
                f"components/{name}.html must have one {{% props %}}, has {len(declared)}."
            )
        self.props: PropsNode = declared[0]
        self.body = _trimmed(source.nodelist)

    def check_given(self, given: Iterable[str]) -> None:
        """Raise TemplateSyntaxError on an input that the component does not declare."""
        unknown = set(given) - self.props.names
        if unknown:
            raise TemplateSyntaxError(
                f"Component '{self.name}' does not take {_listed(unknown)}; "
                f"it takes {_listed(self.props.names)}."
            )

    def check_complete(self, given: Iterable[str]) -> None:
        """Raise TemplateSyntaxError when a required input is not given."""
        missing = self.props.required - set(given)
        if missing:
            raise TemplateSyntaxError(f"Component '{self.name}' needs {_listed(missing)}.")


class ComponentNode(Node):
    """One use of a component in a page."""

    def __init__(self, component: Component, call: Call, slots: dict[str, NodeList]) -> None:
        self.component = component
        self.body = component.body
        self.spread = call.spread
        self.attributes = call.attributes
        self.slots = list(slots.items())
        constants = {name: _constant(value) for name, value in call.inputs.items()}
        self.fixed = {
            **component.props.defaults,
            **{k: v for k, v in constants.items() if v is not _VARIES},
        }
        self.varying = [
            (name, value) for name, value in call.inputs.items() if constants[name] is _VARIES
        ]

    def render(self, context: Context) -> SafeString:
        inputs = self.fixed.copy()
        for name, expression in self.varying:
            inputs[name] = expression.resolve(context)
        for name, nodelist in self.slots:
            inputs[name] = nodelist.render(context)
        if self.attributes:
            given = self.attributes.items()
            inputs["attrs"] = written_attributes([(k, v.resolve(context)) for k, v in given])
        if self.spread is not None:
            self._add_spread(inputs, self.spread.resolve(context))
        return self.body.render(ComponentContext(context, inputs))

    def _add_spread(self, inputs: dict[str, Any], spread: Mapping[str, Any]) -> None:
        if not spread.keys() <= self.component.props.names:
            self.component.check_given(spread)
        inputs.update(spread)
        if not self.component.props.required <= inputs.keys():
            self.component.check_complete(inputs)


class SlotNode(Node):
    """A named slot inside {% wrap %}; the wrap takes its body away and it prints nothing itself."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        raise TemplateSyntaxError("{% slot %} belongs directly inside {% wrap %}.")


class Call:
    """What a tag passes: ``name=value``, ``hyphened-name=value`` and one ``...mapping``."""

    def __init__(self, parser: Parser, bits: list[str]) -> None:
        self.inputs: dict[str, FilterExpression] = {}
        self.attributes: dict[str, FilterExpression] = {}
        self.spread: FilterExpression | None = None
        for bit in bits:
            self._add(parser, bit)

    def _add(self, parser: Parser, bit: str) -> None:
        if bit.startswith("..."):
            self.spread = parser.compile_filter(bit[3:])
            return
        name, equals, value = bit.partition("=")
        if not (equals and value):
            raise TemplateSyntaxError(f"Inputs are written name=value, not '{bit}'.")
        target = self.attributes if "-" in name else self.inputs
        if name in target:
            raise TemplateSyntaxError(f"Input '{name}' is given twice.")
        target[name] = parser.compile_filter(value)

    def names(self) -> list[str]:
        return [*self.inputs, *(["attrs"] if self.attributes else [])]


@register.tag
def props(parser: Parser, token: Token) -> PropsNode:
    """``{% props title price=None %}``: this component's inputs; without a default, required."""
    required, defaults = set(), {}
    for bit in token.split_contents()[1:]:
        name, equals, value = bit.partition("=")
        if not name.isidentifier() or name in required or name in defaults:
            raise TemplateSyntaxError(f"'{bit}' is not a new input's name.")
        if equals:
            defaults[name] = _default(parser, name, value)
        else:
            required.add(name)
    return PropsNode(frozenset(required), defaults)


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """``{% component "name" input=value %}``."""
    used, call = _opening(parser, token)
    return _checked(used, call, {})


@register.tag
def wrap(parser: Parser, token: Token) -> ComponentNode:
    """``{% wrap "name" input=value %}slot{% endwrap %}``; named slots by ``{% slot "name" %}``."""
    used, call = _opening(parser, token)
    nodelist = parser.parse(("endwrap",))
    parser.delete_first_token()
    slots = {node.name: node.nodelist for node in nodelist if isinstance(node, SlotNode)}
    rest = NodeList(node for node in nodelist if not isinstance(node, SlotNode))
    if "slot" in used.props.names or any(not _is_blank(node) for node in rest):
        slots["slot"] = rest
    return _checked(used, call, slots)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """``{% slot "name" %}…{% endslot %}``: markup for the input ``name`` of the wrap around it."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("{% slot %} takes the name of one input.")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(_quoted(bits[1]), nodelist)


def _opening(parser: Parser, token: Token) -> tuple[Component, Call]:
    bits = token.split_contents()
    if len(bits) < 2:
        raise TemplateSyntaxError(f"{{% {bits[0]} %}} needs the name of a component.")
    return Component(_quoted(bits[1])), Call(parser, bits[2:])


def _checked(used: Component, call: Call, slots: dict[str, NodeList]) -> ComponentNode:
    given = [*call.names(), *slots]
    used.check_given(given)
    if call.spread is None:
        used.check_complete(given)
    return ComponentNode(used, call, slots)


def _template_of(name: str) -> Any:
    try:
        return Engine.get_default().get_template(f"components/{name}.html")
    except TemplateDoesNotExist as missing:
        raise TemplateSyntaxError(f"There is no component '{name}'.") from missing


def _trimmed(nodelist: NodeList) -> NodeList:
    """The body without its declaration and without the white space around it."""
    body = [node for node in nodelist if not isinstance(node, (PropsNode, LoadNode, CommentNode))]
    while body and _is_blank(body[0]):
        body.pop(0)
    while body and _is_blank(body[-1]):
        body.pop()
    if body and isinstance(body[0], TextNode):
        body[0] = TextNode(body[0].s.lstrip())
    if body and isinstance(body[-1], TextNode):
        body[-1] = TextNode(body[-1].s.rstrip())
    return NodeList(body)


def _is_blank(node: Node) -> bool:
    return isinstance(node, TextNode) and not node.s.strip()


def _default(parser: Parser, name: str, value: str) -> Any:
    constant = _constant(parser.compile_filter(value))
    if constant is _VARIES:
        raise TemplateSyntaxError(f"The default of '{name}' must be a constant.")
    return constant


def _constant(expression: FilterExpression) -> Any:
    """The value of an expression that is the same in every rendering, else _VARIES."""
    if expression.filters:
        return _VARIES
    variable = expression.var
    if not isinstance(variable, Variable):
        return variable
    if variable.lookups is None:
        return variable.literal
    return _WORDS.get(str(variable.var), _VARIES)


def _quoted(bit: str) -> str:
    if len(bit) < 3 or bit[0] not in "\"'" or bit[-1] != bit[0]:
        raise TemplateSyntaxError(f"The name must be written in quotes, not {bit}.")
    return bit[1:-1]


def _shared_of(context: Context) -> dict[str, Any]:
    return {**_WORDS, **{name: context[name] for name in SHARED if name in context}}


def written_attributes(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """`` name="value"`` of each; True writes the bare name, False and None nothing."""
    written = []
    for name, value in pairs:
        if value is True:
            written.append(f" {name}")
        elif value is not None and value is not False:
            written.append(f' {name}="{conditional_escape(value)}"')
    return SafeString("".join(written))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
