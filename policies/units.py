"""What a parameter is counted in, and how its value reads with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pydantic.fields import FieldInfo

from common import formats

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Unit:
    """``says`` words one value or several; ``typed`` tells staff how it is typed, where it differs
    from what is said."""

    says: Callable[[Sequence[Any]], str]
    typed: Any = ""


def unit_of(field: FieldInfo) -> Unit | None:
    """The unit that the field's type names, or that of its items where it is a list."""
    of_items = [mark for one in get_args(field.annotation) for mark in _marks(one)]
    return next((mark for mark in [*field.metadata, *of_items] if isinstance(mark, Unit)), None)


def _marks(annotation: Any) -> Sequence[Any]:
    marks: Sequence[Any] = getattr(annotation, "__metadata__", ())
    return marks


def _counted(words: Any) -> Unit:
    """By words that take ``number``, in the plural that ``count`` asks for."""

    def says(values: Sequence[int]) -> str:
        shown = ", ".join(formats.number(value) for value in values)
        return str(words % {"number": shown, "count": values[0] if len(values) == 1 else 2})

    return Unit(says)


def _each(word: Callable[[Any], str], typed: Any = "") -> Unit:
    return Unit(lambda values: ", ".join(word(value) for value in values), typed)


def _size(value: int) -> str:
    if value % MEGABYTE:
        return str(_("%(number)s bytes") % {"number": formats.number(value)})
    return f"{formats.number(value // MEGABYTE)} MB"


def supplier_kinds() -> dict[str, Any]:
    """Kinds of supplier by the code that is typed, as the app names them that knows them."""
    return dict(import_string(settings.SUPPLIER_KINDS).choices)


def _kind(value: str) -> str:
    return str(supplier_kinds().get(value, value))


DAYS = _counted(ngettext_lazy("%(number)s day", "%(number)s days", "count"))
HOURS = _counted(ngettext_lazy("%(number)s hour", "%(number)s hours", "count"))
MINUTES = _counted(ngettext_lazy("%(number)s minute", "%(number)s minutes", "count"))
MONTHS = _counted(ngettext_lazy("%(number)s month", "%(number)s months", "count"))
YEARS = _counted(ngettext_lazy("%(number)s year", "%(number)s years", "count"))
POINTS = _counted(ngettext_lazy("%(number)s point", "%(number)s points", "count"))
PIXELS = _counted(ngettext_lazy("%(number)s pixel", "%(number)s pixels", "count"))
METRES = _each(lambda value: f"{formats.number(value)} m")
SQUARE_METRES = _each(lambda value: f"{formats.number(value)} m²")
SIZE = _each(_size, _("in bytes"))
CLOCK = _each(lambda value: f"{value}:00", _("the hour alone"))
SHARE = _each(lambda value: formats.percent(value, places=4), _("as a share: 0.05 is 5%"))
PERCENT = _each(lambda value: f"{formats.number(value)}%")
MONEY = _each(lambda value: formats.money(value, "CNY"))
HUNDREDTHS = _each(lambda value: formats.number(Decimal(value) / 100), _("in hundredths"))
KIND = _each(_kind)
