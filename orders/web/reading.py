"""Numbers out of forms: what cannot be read is named, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from orders.errors import CannotOrder, Refusal


class Unreadable(CannotOrder):
    """Quantities that are no whole numbers, by the number in their field's name."""

    code = "no_number"

    def __init__(self, typed: Mapping[int, str]) -> None:
        self.typed = typed
        super().__init__(
            [
                Refusal("no_number", _("“%(typed)s” is no number of pieces.") % {"typed": text})
                for text in typed.values()
            ]
        )


def numbered(data: QueryDict, prefix: str) -> dict[int, str]:
    """The fields ``<prefix>-<number>`` that have something in them, by their number."""
    fields = (
        (name.removeprefix(f"{prefix}-"), data.get(name, "").strip())
        for name in data
        if name.startswith(f"{prefix}-")
    )
    return {int(number): text for number, text in fields if number.isdecimal() and text}


def quantities(data: QueryDict, prefix: str = "quantity") -> dict[int, int]:
    """Quantities by the number in their field's name; raises Unreadable for what is none."""
    typed = numbered(data, prefix)
    wrong = {number: text for number, text in typed.items() if not text.isdecimal()}
    if wrong:
        raise Unreadable(wrong)
    return {number: int(text) for number, text in typed.items()}


def ids(texts: Iterable[str]) -> list[int]:
    """The whole numbers among ``texts``; what is none belongs to nothing of ours."""
    return [int(text) for text in texts if text.isdecimal()]


def prices(data: QueryDict) -> dict[tuple[int, str], Decimal]:
    """Unit prices that a page showed, from its fields ``price-<sku>-<mode>``."""
    found: dict[tuple[int, str], Decimal] = {}
    for name in data:
        prefix, _dash, rest = name.partition("price-")
        sku, _dash, mode = rest.partition("-")
        if not prefix and sku.isdecimal():
            try:
                found[int(sku), mode] = Decimal(data.get(name, ""))
            except InvalidOperation:
                continue
    return found
