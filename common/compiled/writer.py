"""Writes the function of a list of nodes: what is the same as text, the rest as Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from html import escape
from typing import Any

from django.template import Context, Template, TemplateDoesNotExist
from django.template.base import Node, NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from django.utils.translation import gettext

from common.compiled import lookups
from common.compiled.code import Code
from common.compiled.contained import are_contained, is_contained, is_same
from common.compiled.expressions import (
    Computed,
    Constant,
    Scope,
    Value,
    at_once,
    condition,
    expression,
    shown,
    source,
    variable,
)
from common.compiled.extended import Apart, Extended, extended_of
from common.templatetags.components import SHARED, ComponentNode, written_attributes
from common.templatetags.icons import IconNode

#: Components and includes that are written inside one another; deeper ones render themselves.
_MOST_NESTED = 12
_THINGS: dict[str, Any] = {
    **{name: thing for name, thing in vars(lookups).items() if callable(thing)},
    "localtime": template_localtime,
    "written_attributes": written_attributes,
    "SafeString": SafeString,
    "escape": escape,
    "ABSENT": lookups.ABSENT,
    "FINISHED": lookups.FINISHED,
}


def function_of(nodes: NodeList, context: Context) -> Callable[[Context], SafeString]:
    """A function that renders ``nodes`` in the language that is active now."""
    template = context.template
    assert template is not None
    writer = _written(template, nodes)
    source = (
        "def render(context):\n    parts = []\n    out = parts.append\n"
        f"{writer.code.finished()}\n    return SafeString(''.join(parts))\n"
    )
    names = {**_THINGS, **writer.code.things}
    exec(compile(source, f"<{template.name}>", "exec"), names)  # noqa: S102 -- of our own templates
    function: Callable[[Context], SafeString] = names["render"]
    return function


def _written(template: Template, nodes: NodeList) -> Writer:
    """The nodes written; those of a page in one with what it extends, where that can be."""
    if nodes is template.nodelist:
        with suppress(Apart):
            return _written_in(template, nodes, extended_of(template))
    return _written_in(template, nodes, None)


def _written_in(template: Template, nodes: NodeList, extended: Extended | None) -> Writer:
    writer = Writer(template, extended)
    writer.root(nodes)
    return writer


class Writer:
    """Writes nodes into ``code``; a method for each kind."""

    def __init__(self, template: Template, extended: Extended | None) -> None:
        self.code = Code()
        self.template = template
        self.extended = extended
        self._within = 0

    def root(self, nodes: NodeList) -> None:
        """The list itself: what a node sets is in the context for all that comes after."""
        scope = Scope({}, is_page=True)
        for node in nodes:
            if is_same(node):
                scope = self._same(node, scope, keep=True)
            elif is_contained(node):
                self.node(node, scope)
            elif isinstance(node, ExtendsNode) and self.extended:
                self.root(self.extended.frame)
            else:
                self._itself(node, Scope({}, is_page=True))
                scope = Scope({}, is_page=True)

    def nodes(self, nodes: Iterable[Node], scope: Scope) -> None:
        """A list within another; the names that it sets end with it."""
        for node in nodes:
            if is_same(node):
                scope = self._same(node, scope, keep=False)
            else:
                self.node(node, scope)

    def node(self, node: Node, scope: Scope) -> None:
        """A node that sets no name."""
        for kind, write in _WRITTEN:
            if isinstance(node, kind):
                write(self, node, scope)
                return
        self._itself(node, scope)

    def _same(self, node: Node, scope: Scope, *, keep: bool) -> Scope:
        if isinstance(node, TextNode):
            self.code.text(node.s)
            return scope
        context = Context()
        context.template = self.template
        known = set(context.flatten())
        self.code.text(node.render(context))
        made = {str(k): Constant(v) for k, v in context.flatten().items() if k not in known}
        for name, value in made.items() if keep else ():
            self.code.line(f"context[{name!r}] = {self.code.constant(value.value)}")
        return scope.with_(made)

    def _itself(self, node: Node, scope: Scope) -> None:
        """Have a node render itself, with the names that it would see."""
        if self.extended and list(node.get_nodes_by_type(BlockNode)):
            raise Apart
        bound = self.code.bind(node)
        names = ", ".join(f"{name!r}: {source(self.code, v)}" for name, v in scope.names.items())
        if not scope.is_page:
            self.code.put(f"node_in_component(context, {bound}, {{{names}}})")
        elif names:
            self.code.put(f"node_in_page(context, {bound}, {{{names}}})")
        else:
            self.code.put(f"{bound}.render_annotated(context)")
        if scope.is_page and not is_contained(node):
            self.code.find_anew()

    def _block(self, node: BlockNode, scope: Scope) -> None:
        if self.extended and scope.is_page and not scope.names:
            self._filled(self.extended.fillers.get(node.name, node))
        elif scope.is_page and not scope.names:
            self.code.put(f"block(context, {self.code.bind(node)})")
        else:
            self._itself(node, scope)

    def _filled(self, node: BlockNode) -> None:
        """A block with what fills it; names that are set in it end with it."""
        nodes: Any = node.nodelist
        if nodes.stands_alone:
            self.nodes(nodes, Scope({}, is_page=True))
            return
        with self.code.block("with context.push():"):
            self.root(nodes)
        self.code.find_anew()

    def _variable(self, node: VariableNode, scope: Scope) -> None:
        self._text(expression(self.code, node.filter_expression, scope))

    def _text(self, value: Value) -> None:
        if isinstance(value, Constant):
            self.code.text(lookups.text(Context(), value.value))
        else:
            self.code.put(shown(self.code, value))

    def _icon(self, node: Any, scope: Scope) -> None:
        name = expression(self.code, node.name, scope)
        if isinstance(name, Constant):
            self.code.text(lookups.icon(name.value))
        else:
            self.code.put(f"icon({name.code})")

    def _token(self, node: Any, scope: Scope) -> None:
        token = variable(self.code, Variable("csrf_token"), scope, ("_or", ", None"))
        self.code.put(f"token_field({source(self.code, token)})")

    def _if(self, node: IfNode, scope: Scope) -> None:
        word = "if"
        for test, nodes in node.conditions_nodelists:
            met = Constant(True) if test is None else condition(self.code, test, scope)
            if isinstance(met, Computed):
                with self.code.block(f"{word} {_sure(met)}:"):
                    self.nodes(nodes, scope)
                word = "elif"
            elif met.value:
                self._otherwise(nodes, scope, is_only=word == "if")
                return

    def _otherwise(self, nodes: NodeList, scope: Scope, *, is_only: bool) -> None:
        if is_only:
            self.nodes(nodes, scope)
            return
        with self.code.block("else:"):
            self.nodes(nodes, scope)

    def _for(self, node: Any, scope: Scope) -> None:
        given = source(self.code, expression(self.code, node.sequence, scope, lenient=True))
        items, place = self.code.name("items"), self.code.name("place")
        self.code.line(f"{items} = items_of({given})")
        names = {name: self.code.name(f"each_{name}") for name in node.loopvars}
        targets = ", ".join(names.values())
        targets = targets if len(names) == 1 else f"({targets})"
        known: dict[str, Value] = {name: Computed(local) for name, local in names.items()}
        known["forloop"] = self._loop(place, items, scope)
        run = f"reversed({items})" if node.is_reversed else items
        with self.code.block(f"for {place}, {targets} in enumerate({run}):"):
            self.nodes(node.nodelist_loop, scope.with_(known))
        if node.nodelist_empty:
            with self.code.block(f"if not len({items}):"):
                self.nodes(node.nodelist_empty, scope)

    def _loop(self, place: str, items: str, scope: Scope) -> Computed:
        parts = {name: part.format(place=place, items=items) for name, part in _LOOP.items()}
        around = self._loop_around(scope)
        return Computed(f"loop_of({place}, len({items}), {around})", parts=parts)

    def _loop_around(self, scope: Scope) -> str:
        around = variable(self.code, Variable("forloop"), scope, ("_or", ", {}"))
        return source(self.code, around) if isinstance(around, Computed) else "{}"

    def _with(self, node: Any, scope: Scope) -> None:
        made = {name: self._kept(name, e, scope) for name, e in node.extra_context.items()}
        self.nodes(node.nodelist, scope.with_(made))

    def _kept(self, name: str, given: Any, scope: Scope) -> Value:
        """The value of an expression, computed once."""
        value = expression(self.code, given, scope)
        return value if isinstance(value, Constant) else self._assigned(name, value.code)

    def _assigned(self, name: str, made: str) -> Computed:
        local = self.code.name(f"the_{name}")
        self.code.line(f"{local} = {made}")
        return Computed(local)

    def _translated(self, node: BlockTranslateNode, scope: Scope) -> None:
        if node.plural or node.message_context:
            self._itself(node, scope)
            return
        message, names = node.render_token_list(node.singular)
        wording = gettext(message)
        values = {name: self._word(node, name, scope) for name in names}
        if not values:
            self.code.text(wording % {})
            return
        words = ", ".join(f"{name!r}: {shown(self.code, v)}" for name, v in values.items())
        self.code.put(f"{wording!r} % {{{words}}}")

    def _word(self, node: BlockTranslateNode, name: str, scope: Scope) -> Value:
        if name in node.extra_context:
            return expression(self.code, node.extra_context[name], scope)
        return variable(self.code, Variable(name), scope, ("_or_invalid", ""))

    def _component(self, node: ComponentNode, scope: Scope) -> None:
        slots_end = all(are_contained(nodes) for _, nodes in node.slots)
        if node.spread or not slots_end or not are_contained(node.body) or self._is_deep():
            self._itself(node, scope)
            return
        names: dict[str, Value] = {k: Constant(at_once(v)) for k, v in node.fixed.items()}
        names |= {name: self._kept(name, e, scope) for name, e in node.varying}
        names |= {name: self._slot(name, nodes, scope) for name, nodes in node.slots}
        if node.attributes:
            names["attrs"] = self._attributes(node, scope)
        self._within += 1
        self.nodes(node.body, Scope(names, is_page=False, shared=SHARED))
        self._within -= 1

    def _slot(self, name: str, nodes: NodeList, scope: Scope) -> Value:
        parts = self.code.name("slot")
        self.code.line(f"{parts} = []")
        with self.code.into(f"{parts}.append"):
            self.nodes(nodes, scope)
        return self._assigned(name, f"SafeString(''.join({parts}))")

    def _attributes(self, node: ComponentNode, scope: Scope) -> Value:
        values = {name: expression(self.code, e, scope) for name, e in node.attributes.items()}
        known = [(name, v.value) for name, v in values.items() if isinstance(v, Constant)]
        if len(known) == len(values):
            return Constant(written_attributes(known))
        pairs = ", ".join(f"({name!r}, {source(self.code, v)})" for name, v in values.items())
        return self._assigned("attrs", f"written_attributes([{pairs}])")

    def _include(self, node: Any, scope: Scope) -> None:
        nodes = None if node.isolated_context or self._is_deep() else self._included(node)
        if nodes is None:
            self._itself(node, scope)
            return
        made = {name: self._kept(name, e, scope) for name, e in node.extra_context.items()}
        self._within += 1
        self.nodes(nodes, scope.with_(made))
        self._within -= 1

    def _included(self, node: Any) -> NodeList | None:
        """The nodes of a template that may stand in the place of its include."""
        name = node.template.var
        if not isinstance(name, str) or name.startswith("."):
            return None
        try:
            nodes = self.template.engine.get_template(name).nodelist
        except TemplateDoesNotExist:
            return None
        has_blocks = nodes.get_nodes_by_type(BlockNode) or nodes.get_nodes_by_type(ExtendsNode)
        return nodes if are_contained(nodes) and not has_blocks else None

    def _is_deep(self) -> bool:
        return self._within >= _MOST_NESTED


def _sure(condition: Computed) -> str:
    return f"attempted(lambda: {condition.code})" if condition.shaky else condition.code


_LOOP = {
    "counter0": "{place}",
    "counter": "({place} + 1)",
    "revcounter": "(len({items}) - {place})",
    "revcounter0": "(len({items}) - {place} - 1)",
    "first": "({place} == 0)",
    "last": "({place} == len({items}) - 1)",
}
_WRITTEN: list[tuple[type[Node], Callable[..., None]]] = [
    (VariableNode, Writer._variable),
    (IfNode, Writer._if),
    (ForNode, Writer._for),
    (WithNode, Writer._with),
    (ComponentNode, Writer._component),
    (IncludeNode, Writer._include),
    (BlockTranslateNode, Writer._translated),
    (IconNode, Writer._icon),
    (CsrfTokenNode, Writer._token),
    (BlockNode, Writer._block),
]
