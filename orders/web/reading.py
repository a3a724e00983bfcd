"""Numbers out of forms: what cannot be read is named, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

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
                Refusal(
                    "no_number",
                    _("“%(typed)s” is no number of pieces.") % {"typed": text[:LONGEST_NUMBER]},
                    sku_id=number,
                )
                for number, text in typed.items()
            ]
        )


#: As many digits as a number of the database can have.
LONGEST_NUMBER = 18
#: A unit price as pages carry it along, and no longer than the column of one.
UNIT_PRICE = re.compile(r"[0-9]{1,10}(\.[0-9]{1,4})?")
#: A total as they do.
TOTAL = re.compile(r"[0-9]{1,16}(\.[0-9]{1,4})?")


def text(data: QueryDict, name: str, longest: int) -> str:
    """What was typed, as far as a column of that length can hold it."""
    return data.get(name, "").replace("\x00", "").strip()[:longest]


def numbered(data: QueryDict, prefix: str) -> dict[int, str]:
    """The fields ``<prefix>-<number>`` that have something in them, by their number."""
    fields = (
        (name.removeprefix(f"{prefix}-"), data.get(name, "").replace("\x00", "").strip())
        for name in data
        if name.startswith(f"{prefix}-")
    )
    return {int(number): typed for number, typed in fields if _is_number(number) and typed}


def quantities(data: QueryDict, prefix: str = "quantity") -> dict[int, int]:
    """Quantities by the number in their field's name; raises Unreadable for what is none."""
    typed = numbered(data, prefix)
    wrong = {number: text for number, text in typed.items() if not text.isdecimal()}
    if wrong:
        raise Unreadable(wrong)
    # Of a longer number the first digits tell as well that it is too many.
    return {number: int(text[:LONGEST_NUMBER]) for number, text in typed.items()}


def ids(texts: Iterable[str]) -> list[int]:
    """The whole numbers among ``texts``; what is none belongs to nothing of ours."""
    return [int(text) for text in texts if _is_number(text)]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


def totals(data: QueryDict) -> dict[tuple[int, str], Decimal] | None:
    """Totals that a page showed, by supplier and currency, from its fields ``total-<…>-<…>``.

    None where there are none: then the page showed none.
    """
    found: dict[tuple[int, str], Decimal] = {}
    for name in data:
        prefix, _dash, rest = name.partition("total-")
        supplier, _dash, currency = rest.partition("-")
        shown = data.get(name, "")
        if not prefix and _is_number(supplier) and TOTAL.fullmatch(shown):
            found[int(supplier), currency] = Decimal(shown)
    return found or None


def prices(data: QueryDict) -> dict[tuple[int, str], Decimal]:
    """Unit prices that a page showed, from its fields ``price-<sku>-<mode>``.

    What no page of ours can have shown is passed over.
    """
    found: dict[tuple[int, str], Decimal] = {}
    for name in data:
        prefix, _dash, rest = name.partition("price-")
        sku, _dash, mode = rest.partition("-")
        shown = data.get(name, "")
        if not prefix and _is_number(sku) and UNIT_PRICE.fullmatch(shown):
            found[int(sku), mode] = Decimal(shown)
    return found
