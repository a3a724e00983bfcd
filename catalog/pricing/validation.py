"""Terms that a supplier may not set; refused before they are stored (rules §6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.pricing.terms import BY_QUANTITY, QUOTE_TYPES, Offer, PriceLimits, Tier
from common.errors import DomainError, Faults
from common.money import UNIT_PRICE_PLACES

#: What the unit price column holds: 14 digits, 4 of them decimals.
PRICE_CEILING = Decimal(10) ** 10


class BadOffer(DomainError):
    """A term of sale breaks a rule; ``field`` names it."""

    code = "bad_offer"
    status = 422


class BadTiers(BadOffer):
    """The tiers of a product or SKU break a rule; ``tier`` in ``params`` counts from 1."""

    code = "bad_tiers"


def validate_tiers(tiers: Sequence[Tier], limits: PriceLimits) -> None:
    """Refuse tiers that are none, too many, or do not strictly rise in quantity and fall in price.

    Raises BadTiers with field ``tiers``, ``from_quantity`` or ``unit_price``, and with the others.
    """
    faults = Faults()
    for number, tier in enumerate(tiers, 1):
        with faults.gathered():
            _check_quantity("from_quantity", tier.from_quantity, error=BadTiers, tier=number)
        with faults.gathered():
            _check_price("unit_price", tier.unit_price, error=BadTiers, tier=number)
    # Steps are held against each other where each is one by itself: no price is below NaN.
    for number, (before, after) in enumerate(() if faults.found else pairwise(tiers), 2):
        with faults.gathered():
            _check_rises(number, before, after)
        with faults.gathered():
            _check_falls(number, before, after)
    with faults.gathered():
        _check_count(tiers, limits)
    faults.refuse()


def _check_count(tiers: Sequence[Tier], limits: PriceLimits) -> None:
    if not 1 <= len(tiers) <= limits.max_tiers:
        raise BadTiers(
            _("A price has 1 to %(max)d steps, not %(have)d.")
            % {"max": limits.max_tiers, "have": len(tiers)},
            field="tiers",
            code="tier_count",
            max=limits.max_tiers,
            have=len(tiers),
        )


def validate_offer(offer: Offer, limits: PriceLimits) -> None:
    """Refuse terms of sale that contradict themselves or a rule.

    Raises BadOffer or BadTiers, with the others.
    """
    if offer.quote_type not in QUOTE_TYPES:
        raise BadOffer(
            _("Unknown quote type “%(type)s”.") % {"type": offer.quote_type}, field="quote_type"
        )
    faults = Faults()
    if offer.quote_type == BY_QUANTITY:
        with faults.gathered():
            validate_tiers(offer.tiers, limits)
    for field in ("moq", "order_multiple"):
        with faults.gathered():
            _check_quantity(field, getattr(offer, field))
    for field in ("sample_price", "consign_price"):
        price = getattr(offer, field)
        if price is not None:
            with faults.gathered():
                _check_price(field, price)
    with faults.gathered():
        _check_maximum(offer)
    faults.refuse()


def _check_rises(number: int, before: Tier, after: Tier) -> None:
    if after.from_quantity <= before.from_quantity:
        raise BadTiers(
            _("Step %(tier)d must begin above %(before)d pieces, not at %(after)d.")
            % {"tier": number, "before": before.from_quantity, "after": after.from_quantity},
            field="from_quantity",
            code="not_rising",
            tier=number,
        )


def _check_falls(number: int, before: Tier, after: Tier) -> None:
    if after.unit_price >= before.unit_price:
        raise BadTiers(
            _("Step %(tier)d must cost less than %(before)s a piece, not %(after)s.")
            % {"tier": number, "before": before.unit_price, "after": after.unit_price},
            field="unit_price",
            code="not_falling",
            tier=number,
        )


def _check_quantity(
    field: str, value: int, *, error: type[BadOffer] = BadOffer, **where: Any
) -> None:
    if value < 1:
        raise error(
            _("%(field)s must be at least 1 piece, not %(value)s.")
            % {"field": field, "value": value},
            field=field,
            code="too_small",
            **where,
        )


def _check_price(
    field: str, value: Decimal, *, error: type[BadOffer] = BadOffer, **where: Any
) -> None:
    if not (
        value.is_finite()
        and 0 < value < PRICE_CEILING
        and value == value.quantize(UNIT_PRICE_PLACES)
    ):
        raise error(
            _("A unit price is above 0, below %(ceiling)s, with at most 4 decimals; not %(value)s.")
            % {"ceiling": f"{PRICE_CEILING:f}", "value": value},
            field=field,
            code="bad_price",
            **where,
        )


def _check_maximum(offer: Offer) -> None:
    if offer.max_per_order is None or offer.order_multiple < 1:
        return
    most = offer.max_per_order - offer.max_per_order % offer.order_multiple
    if most < offer.moq:
        raise BadOffer(
            _("The maximum per order, %(max)d in packs of %(pack)d, is below the MOQ, %(moq)d.")
            % {"max": offer.max_per_order, "pack": offer.order_multiple, "moq": offer.moq},
            field="max_per_order",
            code="max_below_moq",
        )
