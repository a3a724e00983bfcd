"""Cells to values; what does not fit is named with its column."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from common.errors import DomainError

_YES = frozenset({"1", "y", "yes", "true", "t", "是", "√", "支持", "有"})
_NO = frozenset({"0", "n", "no", "false", "f", "否", "×", "不支持", "无"})

#: What a column of whole numbers holds.
MOST_INTEGER = 2**31 - 1
#: More than any column of numbers holds.
_MOST_DIGITS = 19


class BadCell(DomainError):
    """A cell does not hold what its column is for; ``field`` names the column."""

    code = "bad_cell"
    status = 422


def as_integer(text: str, column: str) -> int:
    """A whole number from 0 on, in ASCII or full-width digits; raises BadCell."""
    number = _finite(text, column)
    if number != number.to_integral_value() or not 0 <= number <= MOST_INTEGER:
        raise BadCell(
            _("“%(column)s” must be a whole number from 0 to %(most)d, not “%(value)s”.")
            % {"column": column, "most": MOST_INTEGER, "value": text[:40]},
            field=column,
        )
    return int(number)


def as_decimal(text: str, column: str) -> Decimal:
    """A decimal number with a point, and commas at most between thousands; raises BadCell."""
    number = _finite(text, column)
    # An exponent can make a short cell a number of a billion digits.
    if number.adjusted() >= _MOST_DIGITS:
        raise BadCell(
            _("“%(column)s” has at most %(most)d digits before the point, not “%(value)s”.")
            % {"column": column, "most": _MOST_DIGITS, "value": text[:40]},
            field=column,
        )
    return number


def _finite(text: str, column: str) -> Decimal:
    """A number of any size; raises BadCell."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        number = Decimal(_without_thousands(plain))
    except InvalidOperation as error:
        raise _not_a_number(text, column) from error
    if not number.is_finite() or "_" in plain:
        raise _not_a_number(text, column)
    return number


def _without_thousands(text: str) -> str:
    whole, point, rest = text.partition(".")
    groups = whole.lstrip("+-").split(",")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3:
        whole = whole.replace(",", "")
    return whole + point + rest


def as_flag(text: str, column: str) -> bool:
    """Yes or no, in English, Chinese or figures; raises BadCell."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadCell(
        _("“%(column)s” must be yes or no, not “%(value)s”.")
        % {"column": column, "value": text[:40]},
        field=column,
    )


def as_date(text: str, column: str) -> date:
    """A day written year first (2026-01-31, 2026/1/31, 2026年1月31日); raises BadCell."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("日")
    parts = (
        plain.replace("年", "-").replace("月", "-").replace("/", "-").replace(".", "-").split("-")
    )
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError as error:
        raise BadCell(
            _("“%(column)s” must be a date such as 2026-01-31, not “%(value)s”.")
            % {"column": column, "value": text[:40]},
            field=column,
        ) from error


def _not_a_number(text: str, column: str) -> BadCell:
    return BadCell(
        _("“%(column)s” must be a number, not “%(value)s”.")
        % {"column": column, "value": text[:40]},
        field=column,
    )
