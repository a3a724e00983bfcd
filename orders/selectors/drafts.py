"""How a basket falls into orders: by supplier, currency and way of payment (rules §6, §7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.enums import BuyMode, StagePlan
from catalog.pricing import QuotedLine
from common.money import ZERO, share_out
from orders.enums import STAGE_PLANS
from orders.selectors.basket import Basket, Item


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A priced line and the item that it is of."""

    item: Item
    quoted: QuotedLine

    @property
    def price_field(self) -> str:
        """What its unit price is called in a form that gives back what was seen."""
        return f"price-{self.item.sku_id}-{self.quoted.want.mode}"

    @property
    def promise_hours(self) -> int:
        return self.item.promise_hours


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order to be. Amounts are in ``currency``."""

    supplier_id: int
    currency: str
    stage_plan: str
    lines: tuple[DraftLine, ...]

    @property
    def goods_amount(self) -> Decimal:
        return sum((line.quoted.amount for line in self.lines), ZERO)

    @property
    def promise_hours(self) -> int:
        """The shortest promise of its lines binds the order."""
        return min(line.promise_hours for line in self.lines)


def stage_amounts(total: Decimal, plan: str, currency: str) -> list[Decimal]:
    """``total`` in the parts of ``plan``, which add up to it exactly."""
    return share_out(total, [Decimal(percent) for percent, _due in STAGE_PLANS[plan]], currency)


def drafts_of(basket: Basket, *, max_lines: int | None = None) -> list[OrderDraft]:
    """The orders that ``basket`` makes, in the order of its wants.

    An order of more than ``max_lines`` SKUs becomes several, where that is given.
    """
    parts: dict[tuple[int, str, str], list[DraftLine]] = defaultdict(list)
    for quoted in basket.quote.lines:
        line = DraftLine(basket.items[quoted.want.variant.sku_id], quoted)
        parts[line.item.supplier_id, line.item.currency, _plan(line)].append(line)
    return [
        OrderDraft(supplier_id, currency, plan, tuple(chunk))
        for (supplier_id, currency, plan), lines in parts.items()
        for chunk in _chunks(lines, max_lines or len(lines))
    ]


def _plan(line: DraftLine) -> str:
    """Stages are for custom batches; a sample or a dropshipped piece is paid at once."""
    if line.quoted.want.mode == BuyMode.BATCH:
        return line.item.stage_plan
    return StagePlan.WHOLE


def _chunks(lines: Sequence[DraftLine], size: int) -> list[Sequence[DraftLine]]:
    return [lines[start : start + size] for start in range(0, len(lines), size)]
