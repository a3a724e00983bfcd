"""Expressions of templates as Python: ``{{ total|money:currency }}``, ``{% if a and b %}``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.base import FilterExpression, Variable
from django.template.smartif import OPERATORS, TokenBase
from django.utils.functional import Promise

from common.compiled.code import Code

_WORDS = {"True": True, "False": False, "None": None}
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
    "is": operator.is_,
    "is not": operator.is_not,
}
assert {*_COMPARED, "and", "or", "not"} == set(OPERATORS)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same in every rendering in this language."""

    value: Any


@dataclass(frozen=True, slots=True)
class Computed:
    """Python that gives the value; it may raise VariableDoesNotExist where it is ``shaky``."""

    code: str
    shaky: bool = False
    #: Python for what a dot after it gives, where that is known.
    parts: Mapping[str, str] = field(default_factory=dict)


Value = Constant | Computed


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that are known as the function is written. A page has others, by its context."""

    names: dict[str, Value]
    is_page: bool
    #: Of a component: what it sees of the page.
    shared: tuple[str, ...] = ()

    def with_(self, names: Mapping[str, Value]) -> Scope:
        """These names too, or instead."""
        return Scope({**self.names, **names}, self.is_page, self.shared)


def expression(
    code: Code, given: FilterExpression, scope: Scope, *, lenient: bool = False
) -> Value:
    """The value of an expression. What is missing is None if ``lenient``, else as Django has it."""
    made = _start(code, given, scope, lenient)
    for function, arguments in given.filters:
        made = _filtered(code, function, arguments, made, scope)
    return made


def condition(code: Code, token: TokenBase, scope: Scope) -> Value:
    """The value of a condition of ``{% if %}``."""
    if token.id == "literal":
        return expression(code, token.value, scope, lenient=True)
    first = condition(code, token.first, scope)
    if token.id == "not":
        return _not(first)
    second = condition(code, token.second, scope)
    if token.id in ("and", "or"):
        return _joined(code, token.id, first, second)
    return _compared(code, token.id, first, second)


def shown(code: Code, value: Value) -> str:
    """Python for the text of ``value`` on the page."""
    kept, given = code.kept(source(code, value))
    return f"escape({kept}) if type({given}) is str else text(context, {kept})"


def source(code: Code, value: Value) -> str:
    """Python for ``value``."""
    return value.code if isinstance(value, Computed) else code.constant(value.value)


def _start(code: Code, given: FilterExpression, scope: Scope, lenient: bool) -> Value:
    if not isinstance(given.var, Variable):
        return Constant(at_once(given.var))
    if given.var.lookups is None:
        return Constant(at_once(given.var.resolve({})))
    return variable(code, given.var, scope, ("_or", ", None") if lenient else ("_or_invalid", ""))


def variable(code: Code, variable: Variable, scope: Scope, way: tuple[str, str]) -> Value:
    """A variable by one of the ways of ``lookups``: a suffix and the last argument."""
    name, *rest = variable.lookups or ()
    known = scope.names.get(name)
    suffix, otherwise = way
    if known is None and name in _WORDS and not rest:
        return Constant(_WORDS[name])
    if known is not None and not rest:
        return known
    if isinstance(known, Computed) and len(rest) == 1 and rest[0] in known.parts:
        return Computed(known.parts[rest[0]])
    bound = code.bind(variable)
    if known is not None:
        start = source(code, known)
        made = f"followed{suffix}(context, {start}, {bound}{otherwise})"
        return Computed(_at_once_or(code, start, rest, made), not suffix)
    if scope.is_page or name in scope.shared:
        made = f"named{suffix}(context, {bound}{otherwise})"
        start = code.found(name, "None" if otherwise == ", None" else "ABSENT")
        return Computed(_at_once_or(code, start, rest, made), not suffix)
    if suffix == "_or":
        return Constant(None)
    return Computed(f"invalid(context, {bound})" if suffix else f"absent({bound})", not suffix)


def _at_once_or(code: Code, start: str, bits: Sequence[str], made: str) -> str:
    """Python that has the usual value by itself, else calls what makes any: ``made``.

    Usual are attributes of plain types, and values that are finished.
    """
    if any(bit.isdecimal() for bit in bits):
        return made
    value, conditions = start, []
    for bit in bits:
        owner, given = code.kept(value)
        conditions.append(f"type({given}) in {code.plain(bit)}")
        value = f"getattr({owner}, {bit!r}, ABSENT)"
    last, given = code.kept(value)
    conditions.append(f"type({given}) in FINISHED")
    return f"({last} if {' and '.join(conditions)} else {made})"


def _filtered(
    code: Code, function: Any, arguments: list[tuple[bool, Any]], value: Value, scope: Scope
) -> Value:
    made = [_argument(code, is_variable, given, scope) for is_variable, given in arguments]
    called, start = code.bind(function), source(code, value)
    if getattr(function, "expects_localtime", False):
        start = f"localtime({start}, context.use_tz)"
    given = [start, *(source(code, argument) for argument in made)]
    if getattr(function, "needs_autoescape", False):
        given.append("autoescape=True")
    shaky = any(isinstance(part, Computed) and part.shaky for part in (value, *made))
    if getattr(function, "is_safe", False):
        return Computed(f"safely({called}, {', '.join(given)})", shaky)
    return Computed(f"{called}({', '.join(given)})", shaky)


def _argument(code: Code, is_variable: bool, given: Any, scope: Scope) -> Value:
    if not is_variable:
        return Constant(at_once(given))
    if given.lookups is None:
        return Constant(at_once(given.resolve({})))
    return variable(code, given, scope, ("", ""))


def at_once(value: Any) -> Any:
    """What is translated as it is shown is translated now: a function is of one language."""
    return str(value) if isinstance(value, Promise) else value


def _not(value: Value) -> Value:
    if isinstance(value, Constant):
        return Constant(not value.value)
    return Computed(f"(not {value.code})", value.shaky)


def _joined(code: Code, word: str, first: Value, second: Value) -> Value:
    if isinstance(first, Constant):
        decided = bool(first.value) == (word == "or")
        return first if decided else second
    shaky = first.shaky or (isinstance(second, Computed) and second.shaky)
    return Computed(f"({first.code} {word} {source(code, second)})", shaky)


def _compared(code: Code, word: str, first: Value, second: Value) -> Value:
    if isinstance(first, Constant) and isinstance(second, Constant):
        return Constant(_attempted(_COMPARED[word], first.value, second.value))
    made = f"({source(code, first)} {word} {source(code, second)})"
    is_sure = word in ("==", "!=", "is", "is not")
    return Computed(
        made, not is_sure or any(isinstance(v, Computed) and v.shaky for v in (first, second))
    )


def _attempted(compare: Callable[[Any, Any], Any], first: Any, second: Any) -> Any:
    try:
        return compare(first, second)
    except Exception:  # noqa: BLE001 -- as Django's own operators
        return False
