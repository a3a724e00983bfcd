"""Say of parameters, in the reader's language, what they mean, hold and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from common import formats
from policies.units import Unit, unit_of

#: What pydantic calls an error → how it is said; ``%(…)s`` are the error's own numbers.
SENTENCES: Mapping[str, Any] = {
    "missing": _("a value is needed"),
    "extra_forbidden": _("this policy has no such parameter"),
    "greater_than_equal": _("at least %(ge)s"),
    "greater_than": _("more than %(gt)s"),
    "less_than_equal": _("at most %(le)s"),
    "less_than": _("less than %(lt)s"),
    "int_parsing": _("a whole number is needed"),
    "int_type": _("a whole number is needed"),
    "int_from_float": _("a whole number is needed"),
    "decimal_parsing": _("a number is needed"),
    "decimal_type": _("a number is needed"),
    "finite_number": _("a number is needed"),
    "decimal_max_places": _("at most %(decimal_places)s decimals"),
    "decimal_max_digits": _("at most %(max_digits)s digits"),
    "bool_parsing": _("yes or no is needed"),
    "tuple_type": _("a list of values is needed"),
    "supplier_kind": _("only kinds of supplier: %(known)s"),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter as it is shown; ``was`` differs from ``value`` where it changes."""

    name: str
    description: Any
    value: Any
    was: Any
    unit: Unit | None = None

    @property
    def changes(self) -> bool:
        return bool(self.value != self.was)

    @property
    def shown(self) -> str:
        return _shown(self.unit, self.value)

    @property
    def was_shown(self) -> str:
        return _shown(self.unit, self.was)


def parameters(rules: BaseModel, before: BaseModel | None = None) -> list[Parameter]:
    """Each parameter of ``rules`` with its description, beside its value in ``before``."""
    earlier = before or rules
    return [
        Parameter(
            name,
            field.description or name,
            getattr(rules, name),
            getattr(earlier, name),
            unit_of(field),
        )
        for name, field in type(rules).model_fields.items()
    ]


def changes(rules: BaseModel, before: BaseModel) -> list[Parameter]:
    """The parameters in which ``rules`` differ from ``before``."""
    return [parameter for parameter in parameters(rules, before) if parameter.changes]


def _shown(unit: Unit | None, value: Any) -> str:
    """A value for readers: with its unit, thousands grouped, lists with commas."""
    values = value if isinstance(value, tuple | list | frozenset) else (value,)
    if not values:
        return str(_("none"))
    return unit.says(list(values)) if unit else ", ".join(_bare(one) for one in values)


def _bare(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Decimal | int):
        return formats.number(value)
    if isinstance(value, date):
        return formats.day(value)
    return str(value)


def problems(schema: type[BaseModel], error: ValidationError) -> dict[str, str]:
    """What is wrong, by the name of the parameter, each with its rule and number."""
    found: dict[str, str] = {}
    for detail in error.errors():
        name = str(detail["loc"][0]) if detail["loc"] else ""
        found.setdefault(name, _sentence(detail["type"], detail.get("ctx") or {}, detail["msg"]))
    return found


def _sentence(kind: str, numbers: Mapping[str, Any], otherwise: str) -> str:
    said = SENTENCES.get(kind)
    return str(said) % numbers if said else otherwise
