"""What the functions made of templates call: look-ups, text, conditions, as Django has them.

Each answers the usual case at once and hands every other one to Django's own code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from html import escape
from types import MemberDescriptorType
from typing import Any, NamedTuple

from django.template import Context, VariableDoesNotExist
from django.template.base import render_value_in_context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeData, SafeString, mark_safe

from common.icons import ICONS
from common.templatetags.components import ComponentContext

#: What stands for the token where a page is rendered without a request.
_NO_TOKEN = "NOTPROVIDED"  # noqa: S105
#: Values that are nothing to be called.
FINISHED = frozenset(
    {
        *(str, SafeString, int, bool, float, Decimal, date, datetime),
        *(list, tuple, dict, SimpleLazyObject, type(None)),
    }
)
#: Where there is no name or attribute; of no type that is finished.
ABSENT = object()


class _Pair(NamedTuple):
    first: int


#: What a type has in place of an attribute that is no more than a value.
_VALUES_ALONE: tuple[type, ...] = (MemberDescriptorType, type(_Pair.first))
_ORDINARY_LOOKUP: tuple[Any, ...] = (object.__getattribute__, tuple.__getattribute__)
_plain: dict[str, set[type]] = {}
_examined: dict[type, set[str]] = {}


def names_of(context: Context) -> dict[str, Any]:
    """All names of the page."""
    names: dict[str, Any] = {}
    for pushed in context.dicts:
        names.update(pushed)
    return names


def plain(bit: str) -> set[type]:
    """The types known so far whose attribute ``bit`` is a value that no code of theirs makes.

    ``getattr`` gives it as Django would. The set grows as pages are rendered.
    """
    return _plain.setdefault(bit, set())


def named(context: Context, variable: Any) -> Any:
    """The value of a variable of the page; raises VariableDoesNotExist."""
    name = variable.lookups[0]
    for names in reversed(context.dicts):
        if name in names:
            value = names[name]
            if type(value) in FINISHED and len(variable.lookups) == 1:
                return value
            return followed(context, value, variable)
    return variable.resolve(context)


def named_or(context: Context, variable: Any, otherwise: Any) -> Any:
    """The same, or ``otherwise``."""
    try:
        return named(context, variable)
    except VariableDoesNotExist:
        return otherwise


def named_or_invalid(context: Context, variable: Any) -> Any:
    """The same, or what the engine writes for what is not there."""
    try:
        return named(context, variable)
    except VariableDoesNotExist:
        return invalid(context, variable)


def followed(context: Context, value: Any, variable: Any) -> Any:
    """``value`` and what the dots of ``variable`` ask of it; raises VariableDoesNotExist."""
    current = value
    try:
        if callable(current):
            current = _called(current)
        for bit in variable.lookups[1:]:
            _examine(type(current), bit)
            if hasattr(type(current), "__getitem__"):
                current = _item(current, bit)
            else:
                current = getattr(current, bit)
            if callable(current):
                current = _called(current)
    except Exception:  # noqa: BLE001 -- whatever it was, Django says what comes of it
        return _followed_by_django(context, value, variable)
    return current


def followed_or(context: Context, value: Any, variable: Any, otherwise: Any) -> Any:
    """The same, or ``otherwise``."""
    try:
        return followed(context, value, variable)
    except VariableDoesNotExist:
        return otherwise


def followed_or_invalid(context: Context, value: Any, variable: Any) -> Any:
    """The same, or what the engine writes for what is not there."""
    try:
        return followed(context, value, variable)
    except VariableDoesNotExist:
        return invalid(context, variable)


def absent(variable: Any) -> Any:
    """A variable that a component does not have."""
    raise VariableDoesNotExist("Failed lookup for key [%s]", (variable.var,))


def invalid(context: Context, variable: Any) -> str:
    """What the engine writes for what is not there."""
    wording: str = context.template.engine.string_if_invalid  # type: ignore[union-attr]
    return wording % variable if "%s" in wording else wording


def text(context: Context, value: Any) -> str:
    """A value as the page shows it, escaped."""
    kind = type(value)
    if kind is str:
        return escape(value)
    if kind is SafeString:
        return value
    if kind is int:
        return str(value)
    if isinstance(value, Promise):
        return text(context, str(value))
    return render_value_in_context(value, context)


def safely(function: Callable[..., Any], value: Any, *args: Any, **options: Any) -> Any:
    """A filter that leaves safe text safe."""
    made = function(value, *args, **options)
    return mark_safe(made) if isinstance(value, SafeData) else made


def attempted(condition: Callable[[], Any]) -> Any:
    """A condition in which something may be missing: then it is not met."""
    try:
        return condition()
    except Exception:  # noqa: BLE001 -- the conditions of templates never fail
        return False


def items_of(values: Any) -> Any:
    """What a loop runs over."""
    if values is None:
        return ()
    return values if hasattr(values, "__len__") else list(values)


def loop_of(place: int, count: int, parent: Mapping[str, Any]) -> dict[str, Any]:
    """``forloop``."""
    return {
        "parentloop": parent,
        "counter0": place,
        "counter": place + 1,
        "revcounter": count - place,
        "revcounter0": count - place - 1,
        "first": place == 0,
        "last": place == count - 1,
    }


def icon(name: str) -> str:
    """The icon of that name; no name, no icon."""
    return ICONS[name] if name else ""


def token_field(token: Any) -> str:
    """The hidden field of a form with the token against forgery."""
    written = "" if token is None else str(token)
    if not written or written == _NO_TOKEN:
        return ""
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(written)}">'


def block(context: Context, node: Any) -> str:
    """What a template that extends this one put into a block, else what the block itself holds.

    Most need none of what Django makes for them: names of their own, and ``block``.
    """
    extended = context.render_context.get(BLOCK_CONTEXT_KEY)
    put = extended.get_block(node.name) if extended else None
    nodes = (put or node).nodelist
    if getattr(nodes, "stands_alone", False):
        return str(nodes.render(context))
    return str(node.render_annotated(context))


def node_in_page(context: Context, node: Any, names: dict[str, Any]) -> str:
    """A node that renders itself, and sees these names too."""
    with context.push(names):
        return str(node.render_annotated(context))


def node_in_component(context: Context, node: Any, names: dict[str, Any]) -> str:
    """A node of a component that renders itself, and sees the component's names alone."""
    return str(node.render_annotated(ComponentContext(context, names)))


def _examine(kind: type, bit: str) -> None:
    """Learn whether ``bit`` of such an object is plain; of types that stay, as they are kept."""
    if kind not in _examined:
        if not _stays(kind):
            return
        _examined[kind] = set()
    if bit not in _examined[kind]:
        _examined[kind].add(bit)
        if _is_plain(kind, bit):
            plain(bit).add(kind)


def _stays(kind: type) -> bool:
    """Whether a module has the type: the admin makes types of forms anew for each page."""
    found: Any = sys.modules.get(kind.__module__)
    for name in kind.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is kind


def _is_plain(kind: type, bit: str) -> bool:
    if not _has_no_items(kind) or _defined(kind, "__call__") or _defined(kind, "__getattr__"):
        return False
    found = _defined(kind, bit)
    is_value = isinstance(found, _VALUES_ALONE) or not hasattr(type(found), "__get__")
    return is_value and kind.__getattribute__ in _ORDINARY_LOOKUP


def _has_no_items(kind: type) -> bool:
    """Whether it has none, or only by numbers, so that a word can but be an attribute."""
    return getattr(kind, "__getitem__", None) in (None, tuple.__getitem__)


def _defined(kind: type, name: str) -> Any:
    """What a type itself has of that name, whatever its metaclass has."""
    return next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)


def _item(current: Any, bit: str) -> Any:
    """``current[bit]`` or ``current.bit``; raises where Django has yet another idea."""
    if type(current).__getitem__ in (list.__getitem__, tuple.__getitem__):
        return current[int(bit)] if bit.isdecimal() else getattr(current, bit)
    try:
        return current[bit]
    except (TypeError, AttributeError, KeyError, ValueError, IndexError):
        return getattr(current, bit)


def _called(value: Any) -> Any:
    """What a function gives; raises where Django would not call it, or not so."""
    if getattr(value, "do_not_call_in_templates", False):
        return value
    if getattr(value, "alters_data", False):
        raise TypeError
    return value()


def _followed_by_django(context: Context, value: Any, variable: Any) -> Any:
    names = Context({variable.lookups[0]: value})
    names.template = context.template
    return variable.resolve(names)
