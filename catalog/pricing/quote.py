"""What a resolved price is: lines, suppliers' subtotals, and what keeps it from being ordered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from catalog.pricing.terms import Want
from common.money import ZERO


@dataclass(frozen=True, slots=True)
class NextTier:
    """``missing`` more pieces of this SKU bring ``unit_price``, ``percent`` below the present."""

    from_quantity: int
    missing: int
    unit_price: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class CheaperAt:
    """``missing`` more pieces of this SKU make the whole cost ``saving`` less.

    ``quantity`` and ``instead_of`` count what the tier counts ("100 pieces cost less than 97").
    """

    quantity: int
    instead_of: int
    missing: int
    unit_price: Decimal
    saving: Decimal


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """The price of one want.

    ``counted_quantity`` is the quantity that chose the tier; ``tier_from`` where that tier begins
    (1 where the price has no ladder). ``amount`` is rounded, in the offer's currency.
    """

    want: Want
    unit_price: Decimal
    tier_from: int
    amount: Decimal
    counted_quantity: int
    next_tier: NextTier | None = None
    cheaper_at: CheaperAt | None = None


@dataclass(frozen=True, slots=True)
class MixProgress:
    """How far an order is on the way to mixed batch; amounts in ``currency``, that of the rule.

    ``amount`` is 0 where the rule asks for none.
    ``amount_missing`` and ``pieces_missing`` are None where the supplier has no such threshold.
    """

    currency: str
    amount: Decimal
    pieces: int
    amount_missing: Decimal | None
    pieces_missing: int | None

    @property
    def lifted(self) -> bool:
        """Whether the MOQ of the mixable products is lifted: one threshold reached is enough."""
        return self.amount_missing == 0 or self.pieces_missing == 0


@dataclass(frozen=True, slots=True)
class SupplierQuote:
    """One order to be: a supplier's lines in one currency. ``mix`` is None without such a rule."""

    supplier_id: int
    currency: str
    subtotal: Decimal
    mix: MixProgress | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is not met. ``describe`` says it in words.

    ``rule`` is the number that the rule sets, ``have`` what is wanted, and ``missing`` the pieces
    to add, or those too many. ``mode`` is that of the wants it is about, empty for all of them.
    """

    code: str
    supplier_id: int
    product_id: int | None = None
    sku_id: int | None = None
    rule: int = 0
    have: int = 0
    missing: int = 0
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer to a set of wants. A want without a price has a problem and no line."""

    lines: tuple[QuotedLine, ...]
    suppliers: tuple[SupplierQuote, ...]
    problems: tuple[Problem, ...]

    def total(self, currency: str) -> Decimal:
        """The sum of all lines in ``currency``."""
        return sum((s.subtotal for s in self.suppliers if s.currency == currency), ZERO)

    def problems_of(self, *, product_id: int, sku_id: int, mode: str) -> tuple[Problem, ...]:
        """What is wrong with a SKU bought in that way, then with its product as a whole."""
        own = [p for p in self.problems if p.product_id == product_id and p.mode in ("", mode)]
        return tuple(p for wanted in (sku_id, None) for p in own if p.sku_id == wanted)
