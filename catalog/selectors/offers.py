"""Terms of sale as the price engine takes them, loaded in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from catalog.models import PriceTier, Sku
from catalog.pricing import Offer, PriceLimits, Tier, Variant
from policies.schemas import OrderRules, PriceRules
from policies.selectors import in_force

_OFFER_FIELDS = (
    "supplier_id",
    "currency",
    "quote_type",
    "moq",
    "order_multiple",
    "max_per_order",
    "mixable",
    "sample_price",
    "consign_price",
    "title",
)
_SKU_FIELDS = ("pk", "product_id", "price", "on_hand", "reserved")

#: The tiers of a product (None) and of each of its SKUs.
TiersOf = dict[int | None, list[Tier]]


def variants_of(product_ids: Collection[int]) -> dict[int, list[Variant]]:
    """The variants of the active SKUs of these products, by product and in their order.

    One of a product that is not on sale has nothing available; two queries.
    """
    found: dict[int, list[Variant]] = {product_id: [] for product_id in product_ids}
    for variant in _load(product_ids):
        found[variant.offer.product_id].append(variant)
    return found


def limits(at: datetime) -> PriceLimits:
    """The numbers of rules §6 and §7 that hold at ``at``."""
    return PriceLimits.of(in_force(PriceRules, at).rules, in_force(OrderRules, at).rules)


def _load(product_ids: Collection[int]) -> list[Variant]:
    rows = list(
        Sku.objects.filter(product_id__in=set(product_ids), is_active=True)
        .order_by("product_id", "position", "pk")
        .values(*_SKU_FIELDS, "product__on_sale", *(f"product__{name}" for name in _OFFER_FIELDS))
    )
    tiers = _tiers({row["product_id"] for row in rows})
    offers = {row["product_id"]: row for row in rows}
    made = {pk: _offer(row, tiers[pk]) for pk, row in offers.items()}
    return [_variant(row, made[row["product_id"]], tiers[row["product_id"]]) for row in rows]


def _tiers(product_ids: Collection[int]) -> dict[int, TiersOf]:
    found: dict[int, TiersOf] = defaultdict(lambda: defaultdict(list))
    rows = PriceTier.objects.filter(product_id__in=product_ids).order_by("from_quantity")
    for product_id, sku_id, start, price in rows.values_list(
        "product_id", "sku_id", "from_quantity", "unit_price"
    ):
        found[product_id][sku_id].append(Tier(start, price))
    return found


def _offer(row: dict[str, Any], tiers: TiersOf) -> Offer:
    terms = {name: row[f"product__{name}"] for name in _OFFER_FIELDS}
    return Offer(product_id=row["product_id"], tiers=tuple(tiers[None]), **terms)


def _variant(row: dict[str, Any], offer: Offer, tiers: TiersOf) -> Variant:
    return Variant(
        sku_id=row["pk"],
        offer=offer,
        price=row["price"],
        tiers=tuple(tiers[row["pk"]]),
        available=row["on_hand"] - row["reserved"] if row["product__on_sale"] else 0,
    )
