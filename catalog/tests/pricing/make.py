"""Short words for terms of sale, so that a test shows the numbers it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from catalog.pricing import (
    BATCH,
    BY_SKU,
    BY_SKU_QUANTITY,
    Offer,
    PriceLimits,
    Quote,
    Tier,
    Variant,
    Want,
    resolve,
)

LIMITS = PriceLimits(max_tiers=10, max_sample=3, max_consign=1, max_lines=50)


def tiers(text: str) -> tuple[Tier, ...]:
    """``"1:2.00 100:1.50"`` as tiers."""
    pairs = (step.split(":") for step in text.split())
    return tuple(Tier(int(quantity), Decimal(price)) for quantity, price in pairs)


def offer(ladder: str = "1:2.00 100:1.50", **terms: Any) -> Offer:
    terms = {
        "product_id": 1,
        "supplier_id": 1,
        "currency": "CNY",
        "quote_type": "by_quantity",
    } | terms
    return Offer(tiers=tiers(ladder), **terms)


def variant(
    of: Offer | None = None, sku_id: int = 1, available: int = 10_000, **own: Any
) -> Variant:
    return Variant(sku_id, of or offer(), available=available, **own)


def sku_priced(price: str, sku_id: int = 1, **terms: Any) -> Variant:
    return variant(offer("", quote_type=BY_SKU, **terms), sku_id, price=Decimal(price))


def sku_tiered(ladder: str, sku_id: int = 1, **terms: Any) -> Variant:
    return variant(offer("", quote_type=BY_SKU_QUANTITY, **terms), sku_id, tiers=tiers(ladder))


def want(quantity: int, of: Variant | None = None, mode: str = BATCH) -> Want:
    return Want(of or variant(), quantity, mode)


def quote(*wants: Want, **rules: Any) -> Quote:
    return resolve(wants, rules.pop("mix_rules", {}), rules.pop("limits", LIMITS), **rules)


def codes(answer: Quote) -> list[str]:
    return sorted(problem.code for problem in answer.problems)
