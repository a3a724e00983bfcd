"""Cards: what a list of products shows of each, in one statement for all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

#: A card has room for so many steps of a ladder: the first ones and the last.
STEPS = 3


class Card(NamedTuple):
    pk: int
    slug: str
    title_zh: str
    title_en: str
    unit: str
    currency: str
    ladder: str
    moq: int
    promise_hours: int | None
    picture: str
    sold: int
    supplier_slug: str
    supplier_zh: str
    supplier_en: str
    pickup_rate: Decimal | None
    repeat_rate: Decimal | None
    badges: int

    def title(self, chinese: bool) -> str:
        return self.title_zh if chinese else self.title_en or self.title_zh

    def supplier(self, chinese: bool) -> str:
        return self.supplier_zh if chinese else self.supplier_en or self.supplier_zh

    @property
    def steps(self) -> list[tuple[int, str]]:
        """(from, lowest price) of the steps that a card has room for."""
        steps = json.loads(self.ladder)
        shown = [*steps[: STEPS - 1], steps[-1]] if len(steps) > STEPS else steps
        return [(int(step[0]), step[1]) for step in shown]


_CARDS = """
    SELECT p.id, p.slug, p.title, p.title_en, p.unit, p.currency, p.ladder::text, p.moq,
        p.promise_hours, p.picture, p.sold_30d, s.slug, s.name, s.name_en, s.pickup_48h_rate,
        s.repeat_rate, e.badges
    FROM unnest(%s) WITH ORDINALITY AS wanted(id, place)
    JOIN catalog_product p ON p.id = wanted.id AND p.on_sale
    JOIN catalog_listingentry e ON e.product_id = p.id
    JOIN suppliers_supplier s ON s.id = p.supplier_id
    ORDER BY wanted.place
"""


def cards(product_ids: Sequence[int]) -> list[Card]:
    """The cards of those of the products that are on sale, in the order given."""
    if not product_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CARDS, [list(product_ids)])
        return [Card._make(row) for row in cursor.fetchall()]


def best_sold(limit: int) -> list[Card]:
    """What sold best in 30 days."""
    with connection.cursor() as cursor:
        return _cards_of(cursor, "ORDER BY demoted, sold DESC, product_id DESC", [], limit)


def newest(limit: int) -> list[Card]:
    """What was listed last."""
    with connection.cursor() as cursor:
        return _cards_of(cursor, "ORDER BY listed_at DESC, product_id DESC", [], limit)


def similar(product_id: int, leaf: int, limit: int) -> list[Card]:
    """What sold best in the same category, but for the product itself."""
    with connection.cursor() as cursor:
        return similar_by(cursor, product_id, leaf, limit)


def similar_by(cursor: CursorWrapper, product_id: int, leaf: int, limit: int) -> list[Card]:
    """The same, among other reads."""
    where = "WHERE leaf = %s AND product_id <> %s ORDER BY demoted, sold DESC, product_id DESC"
    return _cards_of(cursor, where, [leaf, product_id], limit)


def _cards_of(cursor: CursorWrapper, rest: str, params: list[Any], limit: int) -> list[Card]:
    wanted = f"SELECT product_id FROM catalog_listingentry {rest} LIMIT %s"
    cursor.execute(_CARDS.replace("unnest(%s)", f"unnest(ARRAY({wanted}))"), [*params, limit])
    return [Card._make(row) for row in cursor.fetchall()]
