"""Where a price is decided (rules §6): pure functions over frozen values, no database.

Every path that shows or charges a price asks ``resolve`` (an order, a cart, a product page with
quantities) or ``ladder`` (a card, a product page, the API).
"""

from catalog.pricing.ladder import LadderStep, from_moq, ladder, tiers_of
from catalog.pricing.messages import describe
from catalog.pricing.quote import (
    CheaperAt,
    MixProgress,
    NextTier,
    Problem,
    Quote,
    QuotedLine,
    SupplierQuote,
)
from catalog.pricing.resolve import resolve
from catalog.pricing.terms import (
    BATCH,
    BY_QUANTITY,
    BY_SKU,
    BY_SKU_QUANTITY,
    CONSIGN,
    MODES,
    MOST_PIECES,
    QUOTE_TYPES,
    SAMPLE,
    MixRule,
    Offer,
    PriceLimits,
    Tier,
    Variant,
    Want,
)
from catalog.pricing.validation import BadOffer, BadTiers, validate_offer, validate_tiers

__all__ = [
    "BATCH",
    "BY_QUANTITY",
    "BY_SKU",
    "BY_SKU_QUANTITY",
    "CONSIGN",
    "MODES",
    "MOST_PIECES",
    "QUOTE_TYPES",
    "SAMPLE",
    "BadOffer",
    "BadTiers",
    "CheaperAt",
    "LadderStep",
    "MixProgress",
    "MixRule",
    "NextTier",
    "Offer",
    "PriceLimits",
    "Problem",
    "Quote",
    "QuotedLine",
    "SupplierQuote",
    "Tier",
    "Variant",
    "Want",
    "describe",
    "from_moq",
    "ladder",
    "resolve",
    "tiers_of",
    "validate_offer",
    "validate_tiers",
]
