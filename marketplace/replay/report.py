"""What came of a replay, in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from marketplace.replay.trades import Invoice
from orders.models import Order, OrderLine


@dataclass(slots=True)
class Share:
    """So many of so many lines."""

    hits: int = 0
    lines: int = 0

    def count(self, *, hit: bool) -> None:
        self.lines += 1
        self.hits += hit

    def add(self, other: Share) -> None:
        self.lines += other.lines
        self.hits += other.hits

    @property
    def value(self) -> float | None:
        """Rounded to four places; None of nothing."""
        return round(self.hits / self.lines, 4) if self.lines else None


@dataclass(slots=True)
class Report:
    """Counts of a replay. ``tiers`` is the number of price tiers by SKU.

    Prices are compared on the lines of identified buyers, as they were invoiced, merged or not.
    """

    tiers: Mapping[str, int]
    invoices: int = 0
    orders: int = 0
    lines: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    price_match_all: Share = field(default_factory=Share)
    price_match_two_tier: Share = field(default_factory=Share)

    def traded(self, invoice: Invoice, orders: Sequence[Order]) -> None:
        """Count an invoice that became these orders."""
        charged = dict(
            OrderLine.objects.filter(order__in=orders).values_list("sku_code", "unit_price")
        )
        self.invoices += 1
        self.orders += len(orders)
        self.lines += len(charged)
        self._compare(invoice, charged)

    def refuse(self, invoice: Invoice, reason: str) -> None:
        """Count an invoice that was refused; its lines match no price."""
        self.invoices += 1
        self.refused[invoice.number] = reason
        self._compare(invoice, {})

    def add(self, other: Report) -> None:
        """Count in what another process has replayed."""
        self.invoices += other.invoices
        self.orders += other.orders
        self.lines += other.lines
        self.refused |= other.refused
        self.price_match_all.add(other.price_match_all)
        self.price_match_two_tier.add(other.price_match_two_tier)

    def figures(self, *, seconds: float, ledger: str | list[str]) -> dict[str, object]:
        """The line that a replay ends with."""
        return {
            "invoices": self.invoices,
            "orders": self.orders,
            "lines": self.lines,
            "refused": len(self.refused),
            "orders_per_second": round(self.orders / seconds, 1),
            "ledger": ledger,
            "price_match_all": self.price_match_all.value,
            "price_match_two_tier": self.price_match_two_tier.value,
        }

    def _compare(self, invoice: Invoice, charged: Mapping[str, Decimal]) -> None:
        if not invoice.customer:
            return
        for line in invoice.lines:
            hit = charged.get(line.sku) == line.unit_price
            self.price_match_all.count(hit=hit)
            if self.tiers.get(line.sku, 1) > 1:
                self.price_match_two_tier.count(hit=hit)
