"""Tiers: which one a quantity is in, and the whole ladder as it is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from operator import attrgetter

from catalog.pricing.terms import (
    BATCH,
    BY_QUANTITY,
    BY_SKU,
    BY_SKU_QUANTITY,
    CONSIGN,
    SAMPLE,
    Offer,
    Tier,
    Variant,
)

_FROM = attrgetter("from_quantity")


@dataclass(frozen=True, slots=True)
class LadderStep:
    """From so many pieces up to so many (None: and more), ``low`` to ``high`` a piece."""

    from_quantity: int
    to_quantity: int | None
    low: Decimal
    high: Decimal


def tier_index(tiers: Sequence[Tier], quantity: int) -> int:
    """The place of the tier that ``quantity`` is in; below the first tier, the first."""
    return max(bisect_right(tiers, quantity, key=_FROM) - 1, 0)


def tiers_of(variant: Variant, mode: str = BATCH) -> tuple[Tier, ...]:
    """The tiers that price ``variant`` in ``mode``, whatever its quote type, or none."""
    offer = variant.offer
    if mode == BATCH:
        return _batch_tiers(variant)
    flat = {SAMPLE: offer.sample_price, CONSIGN: offer.consign_price}.get(mode)
    return () if flat is None else (Tier(1, flat),)


def from_moq(tiers: tuple[Tier, ...], moq: int) -> tuple[Tier, ...]:
    """``tiers`` without a gap above the MOQ: below the first its price holds (rules §6)."""
    if not tiers or tiers[0].from_quantity <= moq:
        return tiers
    return replace(tiers[0], from_quantity=moq), *tiers[1:]


def _batch_tiers(variant: Variant) -> tuple[Tier, ...]:
    if variant.offer.quote_type == BY_QUANTITY:
        return from_moq(variant.offer.tiers, variant.offer.moq)
    if variant.offer.quote_type == BY_SKU_QUANTITY:
        return from_moq(variant.tiers, variant.offer.moq)
    return () if variant.price is None else (Tier(1, variant.price),)


def ladder(offer: Offer, variants: Iterable[Variant] = ()) -> list[LadderStep]:
    """The steps of ``offer`` as a card, a product page and the API show them.

    ``variants`` are needed where SKUs have prices of their own; a step then spans from the
    cheapest to the dearest of them. Without tiers the one step begins at the MOQ, and so does a
    first tier that was set above it.
    """
    if offer.quote_type == BY_QUANTITY:
        ladders = [from_moq(offer.tiers, offer.moq)] if offer.tiers else []
    else:
        ladders = [tiers for tiers in map(tiers_of, variants) if tiers]
    if offer.quote_type == BY_SKU:
        ladders = [(replace(tiers[0], from_quantity=offer.moq),) for tiers in ladders]
    return _steps(ladders)


def _steps(ladders: Sequence[tuple[Tier, ...]]) -> list[LadderStep]:
    starts = sorted({tier.from_quantity for tiers in ladders for tier in tiers})
    ends = [start - 1 for start in starts[1:]]
    steps = []
    for start, end in zip_longest(starts, ends):
        prices = [tiers[tier_index(tiers, start)].unit_price for tiers in ladders]
        steps.append(LadderStep(start, end, min(prices), max(prices)))
    return steps
