"""Keeps what listings, search and cards read: columns of Product, and the narrow ListingEntry.

Whoever changes a product, a SKU, a tier, a picture or a supplier's standing calls ``refresh`` in
the same transaction. What a card shows is computed by the price engine; nothing else decides it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery

from catalog.enums import ProductStatus
from catalog.models import Product, ProductPicture
from catalog.models.listing import MOQ_STEPS, PRICE_STEPS, Extra
from catalog.pricing import LadderStep, Variant, ladder
from catalog.search import document
from catalog.selectors.offers import variants_of
from catalog.services.shop_index import refresh_shop
from common.locking import lock
from common.money import UNIT_PRICE_PLACES
from payments.selectors.rates import latest_rates
from suppliers.enums import SHOWN, Badge, Standing

CHUNK = 1000

_WRITE_PRODUCTS = """
    UPDATE catalog_product AS p
    SET on_sale = r.on_sale, category_path = r.category_path, price_from = r.price_from,
        price_from_cny = r.price_from_cny, ladder = r.ladder, picture = r.picture,
        stock = coalesce((
            SELECT sum(s.on_hand - s.reserved) FROM catalog_sku s
            WHERE s.product_id = p.id AND s.is_active), 0)
    FROM jsonb_to_recordset(%s) AS r(
        id bigint, on_sale boolean, category_path bigint[], price_from numeric,
        price_from_cny numeric, ladder jsonb, picture text)
    WHERE p.id = r.id
"""
_WRITE_ENTRIES = """
    INSERT INTO catalog_listingentry (
        product_id, supplier_id, belt_id, top, middle, leaf, price_cny, price_band, moq_band,
        promise_hours, extras, badges, demoted, sold, listed_at, search)
    SELECT p.id, p.supplier_id, s.belt_id, p.category_path[1], p.category_path[2],
        p.category_path[3], p.price_from_cny, width_bucket(p.price_from_cny, %(price_steps)s),
        width_bucket(p.moq - 1, %(moq_steps)s), p.promise_hours,
        (p.sample_price IS NOT NULL)::int * %(sample)s
            + (p.consign_price IS NOT NULL)::int * %(consign)s,
        (SELECT coalesce(sum((%(badges)s::jsonb ->> b.badge)::int), 0)
            FROM suppliers_supplierbadge b WHERE b.supplier_id = s.id AND b.until IS NULL),
        s.status = %(demoted)s, p.sold_30d, p.listed_at, r.search::tsvector
    FROM jsonb_to_recordset(%(rows)s) AS r(id bigint, search text)
    JOIN catalog_product p ON p.id = r.id
    JOIN suppliers_supplier s ON s.id = p.supplier_id
    ORDER BY p.id
    ON CONFLICT (product_id) DO UPDATE SET
        supplier_id = excluded.supplier_id, belt_id = excluded.belt_id, top = excluded.top,
        middle = excluded.middle, leaf = excluded.leaf, price_cny = excluded.price_cny,
        price_band = excluded.price_band, moq_band = excluded.moq_band,
        promise_hours = excluded.promise_hours, extras = excluded.extras, badges = excluded.badges,
        demoted = excluded.demoted, sold = excluded.sold, listed_at = excluded.listed_at,
        search = excluded.search
"""
_DROP_ENTRIES = "DELETE FROM catalog_listingentry WHERE product_id = ANY(%s)"
_CONSTANTS: dict[str, Any] = {
    "price_steps": [Decimal(step) for step in PRICE_STEPS],
    "moq_steps": list(MOQ_STEPS),
    "sample": Extra.SAMPLE.value,
    "consign": Extra.CONSIGN.value,
    "badges": json.dumps({badge.value: badge.bit for badge in Badge}),
    "demoted": Standing.RESTRICTED.value,
}


@transaction.atomic
def refresh(product_ids: Iterable[int]) -> None:
    """Bring what buyers see of these products up to date, a thousand at a time."""
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), CHUNK):
        _refresh(ids[start : start + CHUNK])


def refresh_supplier(supplier_id: int) -> None:
    """The same for a supplier and all its products."""
    refresh_shop(supplier_id)
    refresh(Product.objects.filter(supplier_id=supplier_id).values_list("pk", flat=True))


def _refresh(product_ids: Sequence[int]) -> None:
    # Locked before the standing is read: a move of it, which comes here too, is either seen or
    # waits and has the last word.
    lock(Product.objects.filter(pk__in=product_ids).only("pk"))
    rates, variants = latest_rates(), variants_of(product_ids)
    rows = [_columns(product, variants[product["pk"]], rates) for product in _products(product_ids)]
    shown = [{"id": row["id"], "search": row["search"]} for row in rows if row["on_sale"]]
    hidden = [row["id"] for row in rows if not row["on_sale"]]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_PRODUCTS, [json.dumps(rows, default=str)])
        cursor.execute(_WRITE_ENTRIES, _CONSTANTS | {"rows": json.dumps(shown)})
        cursor.execute(_DROP_ENTRIES, [hidden])


#: Names of a product's three categories, in both languages.
_CATEGORY_NAMES = tuple(
    f"category__{above}{name}"
    for above in ("", "parent__", "parent__parent__")
    for name in ("name", "name_en")
)


def _products(product_ids: Sequence[int]) -> Iterable[dict[str, Any]]:
    first = ProductPicture.objects.filter(product=OuterRef("pk")).order_by("position", "pk")
    rows: Iterable[dict[str, Any]] = (
        Product.objects.filter(pk__in=product_ids)
        .annotate(
            first_picture=Subquery(first.values("stem")[:1]),
            middle=F("category__parent_id"),
            top=F("category__parent__parent_id"),
        )
        .values(
            *("pk", "status", "supplier__status", "currency", "category_id", "middle", "top"),
            *("first_picture", "title", "title_en", "code"),
            *_CATEGORY_NAMES,
        )
    )
    return rows


def _columns(
    product: dict[str, Any], variants: Sequence[Variant], rates: dict[str, Decimal]
) -> dict[str, Any]:
    steps = ladder(variants[0].offer, variants) if variants else []
    price = steps[0].low if steps else None
    listed = product["status"] == ProductStatus.LISTED and product["supplier__status"] in SHOWN
    return {
        "id": product["pk"],
        "on_sale": listed and price is not None,
        "category_path": [product["top"], product["middle"], product["category_id"]],
        "price_from": price,
        "price_from_cny": _in_cny(price, rates.get(product["currency"])),
        "ladder": [_step(step) for step in steps],
        "picture": product["first_picture"] or "",
        "search": document(
            product["title"],
            product["title_en"],
            product["code"],
            beside=filter(None, map(product.__getitem__, _CATEGORY_NAMES)),
        ),
    }


def _in_cny(price: Decimal | None, rate: Decimal | None) -> Decimal | None:
    if price is None or rate is None:
        return None
    return (price * rate).quantize(UNIT_PRICE_PLACES)


def _step(step: LadderStep) -> list[str]:
    """[from, lowest price], and the highest where SKUs differ."""
    prices = [step.low] if step.low == step.high else [step.low, step.high]
    return [str(step.from_quantity), *(f"{price.normalize():f}" for price in prices)]
