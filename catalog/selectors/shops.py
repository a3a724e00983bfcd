"""Shops by what they are called, where they are from and what they deal in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from catalog.search import looser
from catalog.search import query as search_query
from suppliers.enums import SHOWN, Badge, Standing

#: Shops on a page of them.
SHOPS_A_PAGE = 24
#: Looser searches that still name a shop; the widest would find any.
CLOSE_ENOUGH = 2
STANDINGS: dict[str, Any] = {
    "shown": [standing.value for standing in SHOWN],
    "last": Standing.RESTRICTED.value,
}


class ShopTile(NamedTuple):
    slug: str
    name_zh: str
    name_en: str
    kind: str
    region: str | None
    logo: str
    pickup_rate: Decimal | None
    repeat_rate: Decimal | None
    trade_zh: str | None
    trade_en: str | None
    badges: Sequence[str]
    composite: Decimal | None

    def name(self, chinese: bool) -> str:
        return self.name_zh if chinese else self.name_en or self.name_zh

    def trade(self, chinese: bool) -> str:
        return (self.trade_zh if chinese else self.trade_en or self.trade_zh) or ""


@dataclass(frozen=True, slots=True)
class FoundShops:
    """``is_loose``: none fits all words that were asked for, or their stems."""

    tiles: Sequence[ShopTile] = ()
    total: int = 0
    page: int = 1
    is_loose: bool = False


def shops_statement(
    limit: str, offset: str = "0", *, searched: bool = True, with_badge: bool = False
) -> str:
    """SQL of the shops that fit ``%(text)s``: their number in all, and each as a JSON array.

    ``with_badge``: of those alone that have the badge ``%(badge)s``.
    Takes STANDINGS, and is a branch of a listing's statement as well.
    """
    matches = "AND e.search @@ %(text)s::tsquery" if searched else ""
    badged = f"AND {_HAS_BADGE}" if with_badge else ""
    rank = "ts_rank(e.search, %(text)s::tsquery) DESC," if searched else ""
    return f"""
        SELECT count(*) OVER () AS total, jsonb_build_array(
            s.slug, s.name, s.name_en, s.kind, s.ships_from_id, s.logo, s.pickup_48h_rate,
            s.repeat_rate, b.trade, b.trade_en,
            ARRAY(SELECT g.badge FROM suppliers_supplierbadge g
                WHERE g.supplier_id = s.id AND g.until IS NULL),
            (SELECT d.composite FROM suppliers_scoreday d WHERE d.supplier_id = s.id
                AND d.day = (SELECT max(day) FROM suppliers_scoreday)))::text AS shop
        FROM catalog_shopentry e
        JOIN suppliers_supplier s ON s.id = e.supplier_id AND s.status = ANY(%(shown)s)
        LEFT JOIN suppliers_belt b ON b.id = s.belt_id
        WHERE true {matches} {badged}
        ORDER BY s.status = %(last)s, {rank} s.sold_30d DESC, s.id
        LIMIT {limit} OFFSET {offset}
    """


def find_shops(
    text: str, *, badge: Badge | None = None, page: int = 1, per_page: int = SHOPS_A_PAGE
) -> FoundShops:
    """The page of shops that fit ``text``, best first; all of them where it is empty.

    With ``badge``, of those that have it.

    One statement where shops have all the words; a few more where they only come near, or where
    the page is beyond the last: then it is the first.
    """
    near = [way.terms for way in looser(text)[:CLOSE_ENOUGH]] if text else []
    for terms in [search_query(text) if text else "", *near]:
        for number in dict.fromkeys((page, 1)):
            rows = _run(terms, number, per_page, badge, searched=bool(text))
            if rows:
                tiles = [tile_of(shop) for _total, shop in rows]
                return FoundShops(tiles, rows[0][0], number, terms in near[1:])
    return FoundShops()


def tile_of(text: str) -> ShopTile:
    """A shop of its JSON array."""
    return ShopTile(*json.loads(text, parse_float=Decimal))


#: SQL of a shop that has the badge now.
_HAS_BADGE = """EXISTS (SELECT FROM suppliers_supplierbadge g
    WHERE g.supplier_id = s.id AND g.until IS NULL AND g.badge = %(badge)s)"""


def _run(
    terms: str, page: int, per_page: int, badge: Badge | None, *, searched: bool
) -> list[tuple[int, str]]:
    asked: dict[str, Any] = {
        "text": terms,
        "badge": badge,
        "shop_limit": per_page,
        "shop_offset": (page - 1) * per_page,
    }
    statement = shops_statement(
        "%(shop_limit)s", "%(shop_offset)s", searched=searched, with_badge=badge is not None
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, STANDINGS | asked)
        return list(cursor.fetchall())
