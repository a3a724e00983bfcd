"""SKUs with all that buying them depends on, in one statement.

A cart, a checkout and an order ask for the same things of the same SKUs at every step, and the ORM
would take longer to write four statements than the database to answer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from catalog.pricing import MixRule, Offer, Tier, Variant


@dataclass(frozen=True, slots=True)
class Ware:
    """A SKU as it stands now, on sale or not: what it is, what it costs, how it is sent.

    ``seller_id`` is the company whose shop it is of.
    """

    variant: Variant
    mix_rule: MixRule | None
    code: str
    options: list[str]
    picture: str
    slug: str
    revision: int
    title: str
    title_en: str
    unit: str
    stage_plan: str
    promise_hours: int | None
    lead_days: int | None
    is_industrial: bool
    weight_g: int
    volume_cm3: int
    freight_template_id: int | None
    seller_id: int
    buyable: bool


_KEPT = """
    s.code, s.options, coalesce(nullif(s.picture, ''), p.picture), p.slug, p.revision, p.title,
    p.title_en, p.unit, p.stage_plan, p.promise_hours, p.lead_days, c.is_industrial, p.weight_g,
    p.volume_cm3, coalesce(p.freight_template_id, f.id), o.company_id, s.is_active AND p.on_sale
"""
_OFFER = """
    p.id, p.supplier_id, p.currency, p.quote_type, p.moq, p.order_multiple, p.max_per_order,
    p.mixable, p.sample_price, p.consign_price, p.title
"""
_WARES = f"""
    SELECT s.id, s.price, s.on_hand - s.reserved, t.skus, t.starts, t.prices,
        o.mix_amount, o.mix_pieces, o.currency, {_OFFER}, {_KEPT}
    FROM catalog_sku s
    JOIN catalog_product p ON p.id = s.product_id
    JOIN catalog_category c ON c.id = p.category_id
    JOIN suppliers_supplier o ON o.id = p.supplier_id
    LEFT JOIN suppliers_freighttemplate f ON f.supplier_id = p.supplier_id AND f.is_default
    CROSS JOIN LATERAL (
        SELECT array_agg(coalesce(sku_id, 0) ORDER BY from_quantity) AS skus,
            array_agg(from_quantity ORDER BY from_quantity) AS starts,
            array_agg(unit_price ORDER BY from_quantity) AS prices
        FROM catalog_pricetier
        WHERE product_id = p.id AND (sku_id = s.id OR sku_id IS NULL)) AS t
    WHERE s.id = ANY(%s)
"""  # noqa: S608 — columns, named above
#: The place of the first column of ``_OFFER``, and of ``_KEPT``.
_OFFER_AT, _KEPT_AT = 9, 20


def wares(sku_ids: Collection[int]) -> dict[int, Ware]:
    """These SKUs by id, whatever their product's status; one query.

    An inactive SKU, and one of a product that is not on sale, has nothing available.
    ``freight_template_id`` is the product's, else its supplier's default.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WARES, [list(sku_ids)])
        rows = cursor.fetchall()
    return {row[0]: _ware(row) for row in rows}


def _ware(row: tuple[Any, ...]) -> Ware:
    pk, price, left, tier_skus, starts, prices, mix_amount, mix_pieces, currency = row[:_OFFER_AT]
    tiers: dict[int, list[Tier]] = defaultdict(list)
    for sku_id, start, unit_price in zip(tier_skus or (), starts or (), prices or (), strict=True):
        tiers[sku_id].append(Tier(start, unit_price))
    has_rule = mix_amount is not None or mix_pieces is not None
    kept = row[_KEPT_AT:]
    buyable = kept[-1]
    variant = Variant(
        pk,
        _offer(row[_OFFER_AT:_KEPT_AT], tiers[0]),
        price,
        tuple(tiers[pk]),
        left if buyable else 0,
    )
    return Ware(variant, MixRule(mix_amount, mix_pieces, currency) if has_rule else None, *kept)


def _offer(terms: tuple[Any, ...], tiers: Collection[Tier]) -> Offer:
    product_id, supplier_id, currency, quote_type, *others = terms
    return Offer(product_id, supplier_id, currency, quote_type, tuple(tiers), *others)
