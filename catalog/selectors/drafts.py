"""A stored product as the draft that would make it: where every edit begins."""

from __future__ import annotations

from collections import defaultdict

from catalog.drafts import ProductDraft, SkuDraft
from catalog.models import Product
from catalog.pricing import Tier


def draft_of(product: Product) -> ProductDraft:
    """All of ``product`` with its active SKUs and its tiers; three queries."""
    tiers: dict[int | None, list[Tier]] = defaultdict(list)
    for tier in product.tiers.order_by("from_quantity"):
        tiers[tier.sku_id].append(Tier(tier.from_quantity, tier.unit_price))
    skus = tuple(
        SkuDraft(
            code=sku.code,
            options=tuple(sku.options),
            price=sku.price,
            on_hand=sku.on_hand,
            tiers=tuple(tiers[sku.pk]),
            picture=sku.picture,
        )
        for sku in product.skus.filter(is_active=True)
    )
    names = [name for name in ProductDraft.__dataclass_fields__ if name not in _OWN]
    values = {name: getattr(product, name) for name in names}
    return ProductDraft(
        skus=skus, tiers=tuple(tiers[None]), option_names=tuple(product.option_names), **values
    )


_OWN = frozenset({"skus", "tiers", "option_names"})
