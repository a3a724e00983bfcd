"""The filters beside a listing: groups of links, each with what it would give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.enums import Sort
from catalog.selectors.belts import belts
from catalog.selectors.categories import Node, tree
from catalog.selectors.listing import Facets, price_bands
from catalog.selectors.listing_statement import ListingQuery
from catalog.web.addresses import ListingAddress
from catalog.web.params import FILTERS, PROMISES
from common.formats import number
from suppliers.enums import Badge

#: A longer list of choices shows its best filled ones.
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    url: str
    label: str
    count: int | None
    chosen: bool


class Group(NamedTuple):
    name: str
    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str
    current: bool = False


def groups(
    address: ListingAddress, query: ListingQuery, facets: Facets, *, without: Iterable[str] = ()
) -> list[Group]:
    """The groups that have something to choose, but for those of ``without``."""
    made = [
        Group("category", _("Category"), _categories(address, query, facets)),
        Group("price", _("Price"), _prices(address, facets)),
        Group("moq", _("MOQ"), _moqs(address, facets)),
        Group("promise", _("Ships within"), _promises(address, facets)),
        Group("badge", _("Badge"), _badges(address, facets)),
        Group("belt", _("Industrial belt"), _belts(address, facets)),
        Group("extras", _("Also"), _extras(address, facets)),
    ]
    return [group for group in made if group.choices and group.name not in without]


def chips(address: ListingAddress, query: ListingQuery, found: Iterable[Group]) -> list[Link]:
    """The filters that are on, each with the address without it."""
    chosen = [
        Link(choice.url, choice.label)
        for group in found
        for choice in group.choices
        if choice.chosen
    ]
    return chosen + _hard_filters(address, query)


def clear_url(address: ListingAddress) -> str:
    """The address without any filter."""
    return address.without(*FILTERS)


def sorts(address: ListingAddress, query: ListingQuery) -> list[Link]:
    """The orders to choose from."""
    return [
        Link(
            address.without("sort") if sort == Sort.BEST else address.with_("sort", sort.value),
            str(sort.label),
            query.sort == sort,
        )
        for sort in Sort
    ]


def _hard_filters(address: ListingAddress, query: ListingQuery) -> list[Link]:
    low, high = query.price_min, query.price_max
    found = []
    if low is not None or high is not None:
        label = f"¥{low or 0:f} – {'…' if high is None else f'{high:f}'}"
        found.append(Link(address.without("min", "max"), label))
    if address.has("ships", 1):
        found.append(Link(address.without("ships"), _("Ships to me")))
    return found


def _categories(address: ListingAddress, query: ListingQuery, facets: Facets) -> list[Choice]:
    known = tree()
    children = known.children.get(query.category.pk if query.category else None, ())
    prefix = reverse("catalog:categories")
    found = [
        Choice(_category_url(address, node, prefix), node.name, facets.categories[node.pk], False)
        for node in children
        if node.pk in facets.categories
    ]
    return sorted(found, key=_by_count)[:MOST_CHOICES]


def _category_url(address: ListingAddress, node: Node, prefix: str) -> str:
    """A category has a page of its own; a search, a shop and a belt are narrowed in place."""
    if address.path.startswith(prefix):
        return address.at(f"{prefix}{node.slug}/")
    return address.with_("category", node.slug)


def _prices(address: ListingAddress, facets: Facets) -> list[Choice]:
    return [
        Choice(
            address.toggled("price", band),
            label,
            facets.prices.get(band, 0),
            address.has("price", band),
        )
        for band, label in enumerate(map(_price_label, price_bands()))
        if band in facets.prices or address.has("price", band)
    ]


def _price_label(edges: tuple[int | None, int | None]) -> str:
    low, high = edges
    if low is None:
        return _("under ¥%(high)d") % {"high": high}
    return _("¥%(low)d and more") % {"low": low} if high is None else f"¥{low} – {high}"


def _moqs(address: ListingAddress, facets: Facets) -> list[Choice]:
    return [
        Choice(address.toggled("moq", step), f"≤ {number(step)}", count, address.has("moq", step))
        for step, count in facets.moqs.items()
        if count or address.has("moq", step)
    ]


def _promises(address: ListingAddress, facets: Facets) -> list[Choice]:
    best = {hours: _at_most(facets.promises, hours) for hours in PROMISES}
    return [
        Choice(
            address.toggled("promise", hours),
            _("%(hours)d hours") % {"hours": hours},
            count,
            address.has("promise", hours),
        )
        for hours, count in best.items()
        if count or address.has("promise", hours)
    ]


def _at_most(counts: Any, hours: int) -> int:
    """The cumulative count of the longest promise that is not longer than ``hours``."""
    return max((count for promise, count in counts.items() if promise <= hours), default=0)


def _belts(address: ListingAddress, facets: Facets) -> list[Choice]:
    found = [
        Choice(
            address.toggled("belt", belt.slug),
            belt.name,
            facets.belts.get(belt.pk, 0),
            address.has("belt", belt.slug),
        )
        for belt in belts().values()
        if belt.pk in facets.belts or address.has("belt", belt.slug)
    ]
    return sorted(found, key=_by_count)


def _badges(address: ListingAddress, facets: Facets) -> list[Choice]:
    return [
        Choice(
            address.toggled("badge", badge.value),
            str(badge.label),
            facets.badges.get(badge.bit, 0),
            address.has("badge", badge.value),
        )
        for badge in Badge
        if badge.bit in facets.badges or address.has("badge", badge.value)
    ]


def _extras(address: ListingAddress, facets: Facets) -> list[Choice]:
    return [
        Choice(address.toggled(name, 1), label, count, address.has(name, 1))
        for name, label, count in (
            ("sample", _("Sample available"), facets.sample),
            ("dropship", _("Dropship, one piece"), facets.consign),
        )
        if count or address.has(name, 1)
    ]


def _by_count(choice: Choice) -> int:
    return -(choice.count or 0)
