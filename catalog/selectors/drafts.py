"""A stored product as the draft that would make it: where every edit begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catalog.drafts import ProductDraft, SkuDraft
from catalog.models import PriceTier, Product, Sku
from catalog.pricing import Tier

#: The tiers of products and SKUs: by product and SKU, the latter None for the product itself.
TiersOf = dict[tuple[int, int | None], list[Tier]]


def draft_of(product: Product) -> ProductDraft:
    """All of ``product`` with its active SKUs and its tiers."""
    return drafts_of([product])[product.pk]


def drafts_of(products: Iterable[Product]) -> dict[int, ProductDraft]:
    """The same for many, by id; two queries, where category and freight template are loaded."""
    by_pk = {product.pk: product for product in products}
    tiers: TiersOf = defaultdict(list)
    for tier in PriceTier.objects.filter(product__in=by_pk).order_by("from_quantity"):
        tiers[tier.product_id, tier.sku_id].append(Tier(tier.from_quantity, tier.unit_price))
    skus: dict[int, list[Sku]] = defaultdict(list)
    for sku in Sku.objects.filter(product__in=by_pk, is_active=True).order_by("position", "pk"):
        skus[sku.product_id].append(sku)
    return {pk: _draft(product, skus[pk], tiers) for pk, product in by_pk.items()}


def _draft(product: Product, skus: Sequence[Sku], tiers: TiersOf) -> ProductDraft:
    names = [name for name in ProductDraft.__dataclass_fields__ if name not in _OWN]
    return ProductDraft(
        skus=tuple(_sku_draft(sku, tiers[product.pk, sku.pk]) for sku in skus),
        tiers=tuple(tiers[product.pk, None]),
        option_names=tuple(product.option_names),
        **{name: getattr(product, name) for name in names},
    )


def _sku_draft(sku: Sku, tiers: Sequence[Tier]) -> SkuDraft:
    return SkuDraft(
        code=sku.code,
        options=tuple(sku.options),
        price=sku.price,
        on_hand=sku.on_hand,
        tiers=tuple(tiers),
        picture=sku.picture,
    )


_OWN = frozenset({"skus", "tiers", "option_names"})
