"""What a buyer should know before paying: the next tier, and where more would cost less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from catalog.pricing.quote import CheaperAt, NextTier
from catalog.pricing.terms import Tier, Want
from common.money import ZERO, line_amount

PERCENT_PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Together:
    """The lines whose quantities count together for one ladder.

    ``ahead`` are the tiers above the present one; ``room`` how many pieces more the product's
    maximum allows (None: any number).
    """

    unit_price: Decimal
    tier_from: int
    counted: int
    quantities: Sequence[int]
    ahead: Sequence[Tier]
    room: int | None


def next_tier(want: Want, together: Together, own: int, spare: int) -> NextTier | None:
    """The next tier, where ``spare`` stock and the maximum let this SKU alone reach it.

    ``own`` are the batch pieces of the SKU, which must stay whole packs.
    """
    if not together.ahead:
        return None
    tier = together.ahead[0]
    missing = _pieces_to(tier, want, together, own)
    if not _fits(missing, together, spare):
        return None
    saved = 100 - 100 * tier.unit_price / together.unit_price
    return NextTier(
        tier.from_quantity, missing, tier.unit_price, saved.quantize(PERCENT_PLACES, ROUND_HALF_UP)
    )


def cheaper_at(want: Want, together: Together, own: int, spare: int) -> CheaperAt | None:
    """The greatest saving that adding pieces of this SKU would bring, to the minor unit."""
    now = together.unit_price * together.counted
    best: CheaperAt | None = None
    for tier in together.ahead:
        missing = _pieces_to(tier, want, together, own)
        # Unrounded first: nearly every tier ahead costs more, and this is quick to see.
        if tier.unit_price * (together.counted + missing) >= now or not _fits(
            missing, together, spare
        ):
            continue
        saving = _saving(want, together, tier, missing)
        if saving > (best.saving if best else ZERO):
            quantity = together.counted + missing
            best = CheaperAt(quantity, together.counted, missing, tier.unit_price, saving)
    return best


def _pieces_to(tier: Tier, want: Want, together: Together, own: int) -> int:
    """Pieces to add for ``tier`` so that this SKU comes in whole packs."""
    pack = want.variant.offer.order_multiple
    packs = -(-(own + tier.from_quantity - together.counted) // pack)
    return packs * pack - own


def _fits(missing: int, together: Together, spare: int) -> bool:
    return missing <= spare and (together.room is None or missing <= together.room)


def _saving(want: Want, together: Together, tier: Tier, missing: int) -> Decimal:
    """What all lines together cost less, each rounded as it will be charged."""
    currency = want.variant.offer.currency
    now = sum((line_amount(together.unit_price, q, currency) for q in together.quantities), ZERO)
    then = sum((line_amount(tier.unit_price, q, currency) for q in together.quantities), ZERO)
    then += line_amount(tier.unit_price, want.quantity + missing, currency)
    return now - then + line_amount(tier.unit_price, want.quantity, currency)
