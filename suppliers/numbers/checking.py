"""One question for every kind of number."""

from __future__ import annotations

from datetime import date

from suppliers.enums import NumberKind
from suppliers.numbers import resident, tax, uscc
from suppliers.numbers.number import Number


def check(kind: str, country: str, text: str, *, on: date | None = None) -> Number:
    """The number in its normal form. Raises BadNumber, which names the rule.

    ``country`` is an ISO 3166 code; the first two kinds exist in China alone. With ``on``, nobody
    was born after that day.
    """
    if kind == NumberKind.RESIDENT_ID:
        return resident.check(text, on=on)
    if kind == NumberKind.USCC or country == uscc.COUNTRY:
        return uscc.check(text)
    return tax.check(country, text)
