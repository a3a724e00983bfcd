"""The one statement of a listing: it finds, counts and sorts, and reads nothing but ListingEntry.

Each facet is counted under all filters but its own, so that its other choices say what they would
give. Its rows are (kind, key, count, shop): what is counted, by what, how often; or a shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.enums import Sort
from catalog.models.listing import MOQ_STEPS, Extra
from catalog.search import query as search_query
from catalog.selectors.categories import Node
from catalog.selectors.shops import STANDINGS, shops_statement
from suppliers.enums import Badge
from suppliers.freight import Destination
from suppliers.selectors import NOT_SELLING_TO

PER_PAGE = 24
#: Up to so many hits are ranked by how well they match; of more, the best sold come first.
RANKED_HITS = 300
#: Stands for "no promise" where hours are compared.
NO_PROMISE = 9999
#: Shops that a search shows above its products.
SHOPS_SHOWN = 3
CHILD_COLUMNS = {0: "top", 1: "middle", 2: "leaf"}


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """What is asked for. Prices are in CNY; ``price_band`` is one of ``price_bands``.

    ``terms`` is a tsquery to look for instead of all words of ``text``. ``any_of`` are the parts of
    it, each of which is enough: what has more of them, and the rarer ones, is a better match.
    """

    text: str = ""
    terms: str = ""
    any_of: tuple[str, ...] = ()
    category: Node | None = None
    supplier_id: int | None = None
    ships_to: Destination | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    belt_id: int | None = None
    price_band: int | None = None
    moq_max: int | None = None
    promise_max: int | None = None
    sample: bool = False
    consign: bool = False
    badge: Badge | None = None
    sort: str = Sort.BEST
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Parts:
    """The conditions of a statement: what limits everything, and the filter of each facet."""

    fixed: list[str]
    filters: dict[str, str]
    params: dict[str, Any]


def parts_of(query: ListingQuery) -> Parts:
    page = {"offset": (query.page - 1) * query.per_page, "limit": query.per_page}
    parts = Parts([], {}, page | STANDINGS | {"any_of": list(query.any_of)})
    for sql, name, value in _fixed(query):
        parts.fixed.append(sql)
        parts.params[name] = value
    for facet, sql, value in _filters(query):
        parts.filters[facet] = sql
        parts.params[facet] = value
    return parts


def _fixed(query: ListingQuery) -> list[tuple[str, str, Any]]:
    """What limits all that is counted: (condition, its parameter, value)."""
    node, place = query.category, query.ships_to
    found: list[tuple[str, str, Any]] = []
    if query.text:
        terms = query.terms or search_query(query.text)
        found.append(("search @@ %(text)s::tsquery", "text", terms))
    if node:
        found.append((f"{CHILD_COLUMNS[node.level - 1]} = %(category)s", "category", node.pk))
    if query.supplier_id is not None:
        found.append(("supplier_id = %(supplier)s", "supplier", query.supplier_id))
    if query.price_min is not None:
        found.append(("price_cny >= %(price_min)s", "price_min", query.price_min))
    if query.price_max is not None:
        found.append(("price_cny <= %(price_max)s", "price_max", query.price_max))
    if place and (place.is_abroad or place.codes):
        closed = f"supplier_id NOT IN ({NOT_SELLING_TO[place.is_abroad]})"
        found.append((closed, "region_codes", place.codes))
    return found


def _filters(query: ListingQuery) -> list[tuple[str, str, Any]]:
    """The filters of the facets: (facet, condition on what is grouped, value)."""
    chosen = [
        ("belt", "belt = %(belt)s", query.belt_id),
        ("price", "price = %(price)s", query.price_band),
        ("moq", "moq <= %(moq)s", _moq_band(query.moq_max)),
        ("promise", "promise <= %(promise)s", query.promise_max),
        ("sample", "extras & %(sample)s > 0", Extra.SAMPLE.value if query.sample else None),
        ("consign", "extras & %(consign)s > 0", Extra.CONSIGN.value if query.consign else None),
        ("badge", "badges & %(badge)s > 0", query.badge.bit if query.badge else None),
    ]
    return [choice for choice in chosen if choice[2] is not None]


def _moq_band(moq_max: int | None) -> int | None:
    return None if moq_max is None else sum(step < moq_max for step in MOQ_STEPS)


def statement(query: ListingQuery, parts: Parts) -> str:
    level = query.category.level if query.category else 0
    child = CHILD_COLUMNS.get(level)
    all_filters = _where(parts.filters.values())
    branches = [
        f"SELECT 'total', 0::bigint, {_SUM}, NULL::text FROM grouped{all_filters}",
        *(_counted(name, parts) for name in ("belt", "price", "moq", "promise")),
        *(_counted_extra(name, bit, parts) for name, bit in _EXTRAS),
        *(_counted_badge(badge.bit, parts) for badge in Badge),
    ]
    if child:
        counted = f"count(*), NULL FROM base{all_filters}"
        branches.append(f"SELECT 'category', child, {counted} GROUP BY child")
    if query.text and query.supplier_id is None and query.belt_id is None:
        branches.append(_SHOPS)
    return f"""
        WITH base AS MATERIALIZED (
            SELECT product_id, {child or "0"} AS child, coalesce(belt_id, 0) AS belt,
                coalesce(price_band, -1) AS price, moq_band AS moq,
                coalesce(promise_hours, {NO_PROMISE}) AS promise, extras, badges, demoted, sold,
                price_cny, listed_at
            FROM catalog_listingentry{_where(parts.fixed)}
        ), grouped AS MATERIALIZED (
            SELECT belt, price, moq, promise, extras, badges, count(*) AS n
            FROM base GROUP BY belt, price, moq, promise, extras, badges
        ){_SCORES if is_scored(query) else ""}
        {" UNION ALL ".join(branches)}
        UNION ALL SELECT 'id', product_id, row_number() OVER (), NULL FROM (
            SELECT product_id FROM {_hits(query)}{all_filters}
            ORDER BY {_order(query)} LIMIT %(limit)s OFFSET %(offset)s
        ) AS page
    """


#: How well products match where any of some words is enough: what each of those that they have
#: says, which is the more the fewer have it.
_SCORES = """, hits AS MATERIALIZED (
            SELECT asked.place, e.product_id
            FROM unnest(%(any_of)s::text[]) WITH ORDINALITY AS asked(terms, place)
            JOIN catalog_listingentry e ON e.search @@ asked.terms::tsquery
        ), scores AS MATERIALIZED (
            SELECT product_id, sum(weight) AS score FROM hits JOIN (
                SELECT place, ln((1 + sum(count(*)) OVER () / count(*))::float8) AS weight
                FROM hits GROUP BY place
            ) AS weights USING (place) GROUP BY product_id
        )"""


def is_scored(query: ListingQuery) -> bool:
    """Whether the best match is what has the most, and the rarest, of several words."""
    return len(query.any_of) > 1 and query.sort == Sort.BEST


def _hits(query: ListingQuery) -> str:
    return "base JOIN scores USING (product_id)" if is_scored(query) else "base"


_SUM = "coalesce(sum(n), 0)::bigint"
_SHOPS = f"SELECT 'shop', 0, total, shop FROM ({shops_statement(str(SHOPS_SHOWN))}) AS shops"
_EXTRAS = (("sample", Extra.SAMPLE.value), ("consign", Extra.CONSIGN.value))


def _counted(facet: str, parts: Parts) -> str:
    others = [sql for name, sql in parts.filters.items() if name != facet]
    return (
        f"SELECT '{facet}', {facet}::bigint, sum(n)::bigint, NULL"
        f" FROM grouped{_where(others)} GROUP BY {facet}"
    )


def _counted_extra(facet: str, bit: int, parts: Parts) -> str:
    others = [sql for name, sql in parts.filters.items() if name != facet]
    has_it = _where([*others, f"extras & {bit} > 0"])
    return f"SELECT '{facet}', 0::bigint, {_SUM}, NULL FROM grouped{has_it}"


def _counted_badge(bit: int, parts: Parts) -> str:
    others = [sql for name, sql in parts.filters.items() if name != "badge"]
    has_it = _where([*others, f"badges & {bit} > 0"])
    return f"SELECT 'badge', {bit}::bigint, {_SUM}, NULL FROM grouped{has_it}"


def _where(conditions: Any) -> str:
    conditions = list(conditions)
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


_ORDERS = {
    Sort.BEST: "demoted, sold DESC, product_id DESC",
    Sort.SOLD: "sold DESC, product_id DESC",
    Sort.PRICE: "price_cny, sold DESC, product_id DESC",
    Sort.PRICE_DOWN: "price_cny DESC NULLS LAST, sold DESC, product_id DESC",
    Sort.NEW: "listed_at DESC, product_id DESC",
}
_BY_MATCH = f"""
    CASE WHEN (SELECT sum(n) FROM grouped) <= {RANKED_HITS} THEN (
        SELECT ts_rank(e.search, %(text)s::tsquery)
        FROM catalog_listingentry e WHERE e.product_id = base.product_id
    ) END DESC NULLS LAST,
"""


def _order(query: ListingQuery) -> str:
    order = _ORDERS[Sort(query.sort)]
    if not query.text or query.sort != Sort.BEST:
        return order
    score = "score DESC, " if is_scored(query) else ""
    return f"demoted, {score}{_BY_MATCH} {order}"
