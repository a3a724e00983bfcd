"""Listing and search: one statement finds, counts and sorts; another reads the page's cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from catalog.models import ListingEntry, ShopEntry
from catalog.models.listing import MOQ_STEPS, PRICE_STEPS
from catalog.search import looser
from catalog.search import query as search_query
from catalog.selectors.cards import Card, cards
from catalog.selectors.listing_statement import NO_PROMISE, ListingQuery, parts_of, statement
from catalog.selectors.shops import CLOSE_ENOUGH, FoundShops, tile_of

#: Letters of a search; nobody types more.
LONGEST_TEXT = 200


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
    badges: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """``is_loose``: nothing has all words of the text, not even their stems, but a part of them.

    ``shops`` are suppliers that fit the text, where the whole market was searched.
    """

    cards: Sequence[Card]
    total: int
    facets: Facets
    page: int
    per_page: int
    is_loose: bool = False
    shops: FoundShops = field(default_factory=FoundShops)


class _Rows(NamedTuple):
    """What the statement found: counts by facet, products in their order, shops."""

    counts: Mapping[str, dict[int, int]]
    ids: Sequence[int]
    shops: FoundShops

    @property
    def total(self) -> int:
        return self.counts["total"].get(0, 0)


def find(query: ListingQuery) -> ListingPage:
    """The page of products on sale that fit ``query``, their number, and the facets' counts.

    A page beyond the last is the last. Where no product at all has every word of the text, those
    that come near are found, at the cost of a few more statements.
    """
    rows = _run(query)
    if not rows.total and query.text:
        terms = _looser_terms(query.text, CLOSE_ENOUGH if rows.shops.total else None)
        if terms:
            query = replace(query, terms=terms)
            near = _run(query)
            loose = replace(near.shops, is_loose=terms != looser(query.text)[0])
            rows = near._replace(shops=rows.shops if rows.shops.total else loose)
    if not rows.ids and rows.total:
        query = replace(query, page=-(-rows.total // query.per_page))
        rows = rows._replace(ids=_run(query).ids)
    return ListingPage(
        cards=cards(rows.ids),
        total=rows.total,
        facets=_facets(rows.counts),
        page=query.page,
        per_page=query.per_page,
        is_loose=bool(query.terms) and query.terms != looser(query.text)[0],
        shops=rows.shops,
    )


def search_terms(text: str) -> str:
    """The tsquery by which a search of the whole market for ``text`` finds products.

    That of all its words, or, where no product has them all, of what comes near.
    """
    exact = search_query(text)
    found = ListingEntry.objects.filter(search=Terms(exact))
    if not exact or found.exists():
        return exact
    shops = ShopEntry.objects.filter(search=Terms(exact)).exists()
    return _looser_terms(text, CLOSE_ENOUGH if shops else None) or exact


class Terms(SearchQuery):
    """A tsquery as ``catalog.search`` writes it, to compare a column with."""

    template = "%(expressions)s::tsquery"


def _looser_terms(text: str, most: int | None) -> str:
    """The closest looser terms that find something, of the ``most`` closest ones.

    None where the text itself finds something: then a filter is to blame.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_THAT_FINDS, [[search_query(text), *looser(text)[:most]]])
        row = cursor.fetchone()
    return row[1] if row and row[0] > 1 else ""


_FIRST_THAT_FINDS = """
    SELECT place, terms FROM unnest(%s::text[]) WITH ORDINALITY AS asked(terms, place)
    WHERE EXISTS (SELECT FROM catalog_listingentry WHERE search @@ asked.terms::tsquery)
    ORDER BY place LIMIT 1
"""


def _run(query: ListingQuery) -> _Rows:
    parts = parts_of(query)
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    tiles, shops_total = [], 0
    with connection.cursor() as cursor:
        cursor.execute(statement(query, parts), parts.params)
        for kind, key, count, shop in cursor.fetchall():
            if shop is None:
                counts[kind][key] = count
            else:
                tiles.append(tile_of(shop))
                shops_total = count
    places = counts.pop("id", {})
    ids = sorted(places, key=places.__getitem__)
    return _Rows(counts, ids, FoundShops(tiles, shops_total))


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
        badges={bit: count for bit, count in known["badge"].items() if count},
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
