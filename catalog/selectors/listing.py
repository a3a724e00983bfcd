"""Listing and search: one statement finds, counts and sorts; another reads the cards of the page.

The first reads nothing but ListingEntry. Each facet is counted under all filters but its own, so
that its other choices say what they would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import connection

from catalog.enums import Sort
from catalog.models.listing import MOQ_STEPS, PRICE_STEPS, Extra
from catalog.search import looser
from catalog.search import query as search_query
from catalog.selectors.cards import Card, cards
from catalog.selectors.categories import Node
from suppliers.freight import Destination
from suppliers.selectors import NOT_SELLING_TO

PER_PAGE = 24
#: Up to so many hits are ranked by how well they match; of more, the best sold come first.
RANKED_HITS = 300
#: Stands for "no promise" where hours are compared.
NO_PROMISE = 9999
CHILD_COLUMNS = {0: "top", 1: "middle", 2: "leaf"}


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """What is asked for. Prices are in CNY; ``price_band`` is one of ``price_bands``.

    ``terms`` is a tsquery to look for instead of all words of ``text``.
    """

    text: str = ""
    terms: str = ""
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
    sort: str = Sort.BEST
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of products by choice. Those of MOQ and promise are cumulative: "at most"."""

    categories: Mapping[int, int] = field(default_factory=dict)
    belts: Mapping[int, int] = field(default_factory=dict)
    prices: Mapping[int, int] = field(default_factory=dict)
    moqs: Mapping[int, int] = field(default_factory=dict)
    promises: Mapping[int, int] = field(default_factory=dict)
    sample: int = 0
    consign: int = 0


@dataclass(frozen=True, slots=True)
class ListingPage:
    """``is_loose``: nothing has all words of the text; what is shown has some of them."""

    cards: Sequence[Card]
    total: int
    facets: Facets
    page: int
    per_page: int
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """The conditions of a statement: what limits everything, and the filter of each facet."""

    fixed: list[str]
    filters: dict[str, str]
    params: dict[str, Any]


def find(query: ListingQuery) -> ListingPage:
    """The page of products on sale that fit ``query``, their number, and the facets' counts.

    A page beyond the last is the last. Where no product at all has every word of the text, those
    that come near are found, at the cost of a few more statements.
    """
    counts, ids = _run(query)
    total = counts["total"].get(0, 0)
    if not total and query.text and not query.terms:
        terms = _looser_terms(query.text)
        return find(replace(query, terms=terms)) if terms else _page_of(query, counts, ids)
    if not ids and total:
        query = replace(query, page=-(-total // query.per_page))
        _, ids = _run(query)
    return _page_of(query, counts, ids)


def _page_of(
    query: ListingQuery, counts: Mapping[str, dict[int, int]], ids: Sequence[int]
) -> ListingPage:
    total = counts["total"].get(0, 0)
    return ListingPage(
        cards(ids), total, _facets(counts), query.page, query.per_page, bool(query.terms)
    )


def _looser_terms(text: str) -> str:
    """The closest looser terms that find something; none where the text itself finds something."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_THAT_FINDS, [[search_query(text), *looser(text)]])
        row = cursor.fetchone()
    return row[1] if row and row[0] > 1 else ""


_FIRST_THAT_FINDS = """
    SELECT place, terms FROM unnest(%s::text[]) WITH ORDINALITY AS asked(terms, place)
    WHERE EXISTS (SELECT FROM catalog_listingentry WHERE search @@ asked.terms::tsquery)
    ORDER BY place LIMIT 1
"""


def _run(query: ListingQuery) -> tuple[Mapping[str, dict[int, int]], list[int]]:
    parts = _parts(query)
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_statement(query, parts), parts.params)
        for kind, key, count in cursor.fetchall():
            counts[kind][key] = count
    places = counts.pop("id", {})
    return counts, sorted(places, key=places.__getitem__)


def _parts(query: ListingQuery) -> _Parts:
    parts = _Parts([], {}, {"offset": (query.page - 1) * query.per_page, "limit": query.per_page})
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
    ]
    return [choice for choice in chosen if choice[2] is not None]


def _moq_band(moq_max: int | None) -> int | None:
    return None if moq_max is None else sum(step < moq_max for step in MOQ_STEPS)


def _statement(query: ListingQuery, parts: _Parts) -> str:
    level = query.category.level if query.category else 0
    child = CHILD_COLUMNS.get(level)
    all_filters = _where(parts.filters.values())
    branches = [
        f"SELECT 'total', 0::bigint, coalesce(sum(n), 0)::bigint FROM grouped{all_filters}",
        *(_counted(name, parts) for name in ("belt", "price", "moq", "promise")),
        *(_counted_extra(name, bit, parts) for name, bit in _EXTRAS),
    ]
    if child:
        branches.append(f"SELECT 'category', child, count(*) FROM base{all_filters} GROUP BY child")
    return f"""
        WITH base AS MATERIALIZED (
            SELECT product_id, {child or "0"} AS child, coalesce(belt_id, 0) AS belt,
                coalesce(price_band, -1) AS price, moq_band AS moq,
                coalesce(promise_hours, {NO_PROMISE}) AS promise, extras, demoted, sold,
                price_cny, listed_at
            FROM catalog_listingentry{_where(parts.fixed)}
        ), grouped AS MATERIALIZED (
            SELECT belt, price, moq, promise, extras, count(*) AS n
            FROM base GROUP BY belt, price, moq, promise, extras
        )
        {" UNION ALL ".join(branches)}
        UNION ALL SELECT 'id', product_id, row_number() OVER () FROM (
            SELECT product_id FROM base{all_filters}
            ORDER BY {_order(query)} LIMIT %(limit)s OFFSET %(offset)s
        ) AS page
    """


_EXTRAS = (("sample", Extra.SAMPLE.value), ("consign", Extra.CONSIGN.value))


def _counted(facet: str, parts: _Parts) -> str:
    others = [sql for name, sql in parts.filters.items() if name != facet]
    return (
        f"SELECT '{facet}', {facet}::bigint, sum(n)::bigint"
        f" FROM grouped{_where(others)} GROUP BY {facet}"
    )


def _counted_extra(facet: str, bit: int, parts: _Parts) -> str:
    others = [sql for name, sql in parts.filters.items() if name != facet]
    has_it = _where([*others, f"extras & {bit} > 0"])
    return f"SELECT '{facet}', 0::bigint, coalesce(sum(n), 0)::bigint FROM grouped{has_it}"


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
    return f"demoted, {_BY_MATCH} {order}" if query.text and query.sort == Sort.BEST else order


def _facets(counts: Mapping[str, dict[int, int]]) -> Facets:
    known: Mapping[str, dict[int, int]] = defaultdict(dict, counts)
    return Facets(
        categories=known["category"],
        belts={pk: count for pk, count in known["belt"].items() if pk},
        prices={band: count for band, count in known["price"].items() if band >= 0},
        moqs=_at_most(known["moq"], {step: band for band, step in enumerate(MOQ_STEPS)}),
        promises=_at_most(known["promise"], {h: h for h in known["promise"] if h < NO_PROMISE}),
        sample=known["sample"].get(0, 0),
        consign=known["consign"].get(0, 0),
    )


def _at_most(counts: Mapping[int, int], limits: Mapping[int, int]) -> dict[int, int]:
    """Counts up to and including each limit, by what the limit is shown as."""
    return {
        shown: sum(count for key, count in counts.items() if key <= limit)
        for shown, limit in sorted(limits.items())
    }


def price_bands() -> list[tuple[int | None, int | None]]:
    """From and to of each price band, in CNY; open at both ends."""
    edges: list[int | None] = [None, *PRICE_STEPS, None]
    return list(pairwise(edges))
