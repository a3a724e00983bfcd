"""Quantities as the rules count them: by product or by SKU, batch pieces or all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.pricing.terms import BY_QUANTITY, Variant, Want

#: What counts together for a tier: ``("product", id)`` or ``("sku", id)``.
Scope = tuple[str, int]
#: Pieces by id and mode; a mode of "" is all of them.
Pieces = dict[tuple[int, str], int]


@dataclass(slots=True)
class Counts:
    """Pieces wanted, by product and by SKU."""

    of_product: Pieces = field(default_factory=lambda: defaultdict(int))
    of_sku: Pieces = field(default_factory=lambda: defaultdict(int))

    @classmethod
    def of(cls, wants: Iterable[Want]) -> Counts:
        """Count ``wants`` once; those below one piece count for nothing."""
        counts = cls()
        for want in wants:
            if want.quantity > 0:
                counts._add(want)
        return counts

    def _add(self, want: Want) -> None:
        product, sku = want.variant.offer.product_id, want.variant.sku_id
        for mode in (want.mode, ""):
            self.of_product[product, mode] += want.quantity
            self.of_sku[sku, mode] += want.quantity


def scope_of(variant: Variant) -> Scope:
    """Whose quantities count together for the tier of ``variant``."""
    if variant.offer.quote_type == BY_QUANTITY:
        return "product", variant.offer.product_id
    return "sku", variant.sku_id
