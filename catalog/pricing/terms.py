"""What a price is decided from: the supplier's terms and the buyer's wants."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from catalog.enums import BuyMode, QuoteType
from policies.schemas import OrderRules, PriceRules

# The enums' plain values: hashing and comparing them is what a resolution does most.
BY_QUANTITY, BY_SKU, BY_SKU_QUANTITY = QUOTE_TYPES = tuple(QuoteType.values)
BATCH, SAMPLE, CONSIGN = MODES = tuple(BuyMode.values)

#: What a column of quantities holds: more than that is in no stock, and has no price.
MOST_PIECES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Tier:
    """From this quantity on, this unit price, in the offer's currency."""

    from_quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """A product's terms of sale. Quantities are pieces, prices in ``currency``.

    ``tiers`` are of the product (``by_quantity`` alone); ``None`` means no maximum, no sample,
    no dropship.
    """

    product_id: int
    supplier_id: int
    currency: str
    quote_type: str
    tiers: tuple[Tier, ...] = ()
    moq: int = 1
    order_multiple: int = 1
    max_per_order: int | None = None
    mixable: bool = False
    sample_price: Decimal | None = None
    consign_price: Decimal | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU: ``price`` is for ``by_sku``, ``tiers`` for ``by_sku_quantity``."""

    sku_id: int
    offer: Offer
    price: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    available: int = 0


@dataclass(frozen=True, slots=True)
class MixRule:
    """A supplier's mixed-batch threshold: this amount or this many pieces, whichever is reached."""

    amount: Decimal | None
    pieces: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Want:
    """So many pieces of a SKU, bought as a batch, as a sample, or for dropship."""

    variant: Variant
    quantity: int
    mode: str = BATCH


@dataclass(frozen=True, slots=True)
class PriceLimits:
    """The numbers of rules §6 and §7, from the policies in force."""

    max_tiers: int
    max_sample: int
    max_consign: int
    max_lines: int

    @classmethod
    def of(cls, price: PriceRules, orders: OrderRules) -> PriceLimits:
        """The limits that two policies set."""
        return cls(
            max_tiers=price.max_tiers,
            max_sample=price.sample_max_pieces,
            max_consign=price.consign_max_pieces,
            max_lines=orders.max_lines,
        )
