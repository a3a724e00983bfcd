"""How long it takes to price 200 lines of 10 tiers, beside a bare loop over the same numbers.

Run: python bench/pricing.py
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

# The enums need the settings.
from catalog.pricing import (  # noqa: E402
    BY_QUANTITY,
    MixRule,
    Offer,
    PriceLimits,
    Tier,
    Variant,
    Want,
    resolve,
)

LINES, TIERS, ROUNDS = 200, 10, 200
CENT = Decimal("0.01")
LIMITS = PriceLimits(max_tiers=TIERS, max_sample=3, max_consign=1, max_lines=LINES)


def make_wants() -> list[Want]:
    """200 lines over 100 products with two SKUs each, of ten suppliers."""
    wants = []
    for n in range(LINES):
        tiers = tuple(Tier(10 * t + 1, Decimal(2000 - 37 * t - n) / 100) for t in range(TIERS))
        offer = Offer(n // 2, n % 10, "CNY", BY_QUANTITY, tiers, moq=20, mixable=True)
        wants.append(Want(Variant(n, offer, available=10_000), 7 * n % 110 + 1))
    return wants


def bare(rows: list[tuple[list[int], list[Decimal], int]]) -> Decimal:
    """The least that can be done: find the tier, multiply, round, add."""
    total = Decimal(0)
    for starts, prices, quantity in rows:
        price = prices[max(bisect_right(starts, quantity) - 1, 0)]
        total += (price * quantity).quantize(CENT, ROUND_HALF_UP)
    return total


def seconds(work) -> float:
    """The median of many rounds."""
    found = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def main() -> None:
    wants = make_wants()
    rows = [
        (
            [tier.from_quantity for tier in want.variant.offer.tiers],
            [tier.unit_price for tier in want.variant.offer.tiers],
            want.quantity,
        )
        for want in wants
    ]
    rules = {supplier: MixRule(Decimal(5000), 500, "CNY") for supplier in range(10)}
    whole = seconds(lambda: resolve(wants, rules, LIMITS))
    loop = seconds(lambda: bare(rows))
    print(f"resolve  {whole * 1000:.2f} ms for {LINES} lines of {TIERS} tiers, hints and problems")
    print(f"bare     {loop * 1000:.2f} ms for tier, product, rounding and sum alone")
    print(f"ratio    {whole / loop:.1f}")


if __name__ == "__main__":
    main()
