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
from catalog.search import Looser, looser, whole_words
from catalog.search import query as search_query
from catalog.selectors.cards import Card, cards
from catalog.selectors.listing_statement import NO_PROMISE, ListingQuery, parts_of, statement
from catalog.selectors.shops import FoundShops, tile_of

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
    rows, is_loose = _run(query), False
    if not rows.total and query.text:
        near = _near(query.text, of_all_words=rows.shops.total > 0)
        if near:
            query = replace(query, terms=near.way.terms, any_of=near.way.any_of)
            is_loose, shops = near.is_loose, rows.shops
            rows = _run(query)
            if shops.total:
                rows = rows._replace(shops=shops)
            else:
                rows = rows._replace(shops=replace(rows.shops, is_loose=is_loose))
    if not rows.ids and rows.total:
        query = replace(query, page=-(-rows.total // query.per_page))
        rows = rows._replace(ids=_run(query).ids)
    return ListingPage(
        cards=cards(rows.ids),
        total=rows.total,
        facets=_facets(rows.counts),
        page=query.page,
        per_page=query.per_page,
        is_loose=is_loose,
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
    near = _near(text, of_all_words=shops)
    return near.way.terms if near else exact


class Terms(SearchQuery):
    """A tsquery as ``catalog.search`` writes it, to compare a column with."""

    template = "%(expressions)s::tsquery"


class _Near(NamedTuple):
    """A looser way to ask that finds something; ``is_loose`` for all but the closest."""

    way: Looser
    is_loose: bool


def _near(text: str, *, of_all_words: bool) -> _Near | None:
    """The closest looser way that finds something, in two statements.

    ``of_all_words`` leaves out those that only a part of the words is enough for. None where the
    text itself finds something: then a filter is to blame.
    """
    with connection.cursor() as cursor:
        words = whole_words(text)
        cursor.execute(_KNOWN, [list(words), list(words.values())])
        ways = looser(text, {word for (word,) in cursor.fetchall()})
        tried = [way for way in ways if not (of_all_words and way.any_of)]
        cursor.execute(_FIRST_THAT_FINDS, [[search_query(text), *(way.terms for way in tried)]])
        row = cursor.fetchone()
    return _Near(tried[row[0] - 2], row[0] > 2) if row and row[0] > 1 else None


_KNOWN = """
    SELECT word FROM unnest(%s::text[], %s::text[]) AS asked(word, terms)
    WHERE EXISTS (SELECT FROM catalog_listingentry WHERE search @@ asked.terms::tsquery)
"""


_FIRST_THAT_FINDS = """
    SELECT place FROM unnest(%s::text[]) WITH ORDINALITY AS asked(terms, place)
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
