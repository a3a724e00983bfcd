"""Money is a Decimal with a currency; it is rounded here and nowhere else (rules §6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache

#: ISO 4217 minor units of the currencies that the marketplace prices in.
MINOR_UNITS = {
    "CNY": 2,
    "USD": 2,
    "EUR": 2,
    "GBP": 2,
    "HKD": 2,
    "JPY": 0,
    "KRW": 0,
    "THB": 2,
    "VND": 0,
}
CURRENCIES = [(code, code) for code in MINOR_UNITS]
#: Unit prices have up to four decimals, whatever the currency.
UNIT_PRICE_PLACES = Decimal("0.0001")
ZERO = Decimal(0)


@cache
def minor_unit(currency: str) -> Decimal:
    """The smallest amount of ``currency``: 0.01 for CNY, 1 for JPY."""
    return Decimal(1).scaleb(-MINOR_UNITS[currency])


def round_money(amount: Decimal, currency: str) -> Decimal:
    """``amount`` rounded half up to the minor unit of ``currency``."""
    return amount.quantize(minor_unit(currency), rounding=ROUND_HALF_UP)


def line_amount(unit_price: Decimal, quantity: int, currency: str) -> Decimal:
    """The price of a line: rounded once, after the multiplication."""
    return round_money(unit_price * quantity, currency)


def share_out(total: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Share ``total`` over ``weights`` by largest remainder; the parts add up to it exactly.

    Equal weights where all are zero. Ties go to the earlier part.
    """
    if not weights:
        return []
    unit = minor_unit(currency)
    whole = sum(weights, ZERO)
    exact = [total * w / whole if whole else total / len(weights) for w in weights]
    parts = [share.quantize(unit, rounding=ROUND_DOWN) for share in exact]
    missing = int((total - sum(parts, ZERO)) / unit)
    step = unit if missing >= 0 else -unit
    by_remainder = sorted(range(len(parts)), key=lambda i: (-abs(exact[i] - parts[i]), i))
    for index in by_remainder[: abs(missing)]:
        parts[index] += step
    return parts
