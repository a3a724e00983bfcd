"""Home, categories, search: pages that show lists of products."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.selectors.belts import KnownBelt, belts
from catalog.selectors.cards import best_sold, newest
from catalog.selectors.categories import Node, tree
from catalog.selectors.listing import ListingPage, find
from catalog.selectors.listing_statement import ListingQuery
from catalog.selectors.shops import FoundShops
from catalog.web import facets, places
from catalog.web.addresses import ListingAddress
from catalog.web.cards import card_inputs
from catalog.web.facets import Link
from catalog.web.params import FILTERS, price_edges, read_query, words_of
from catalog.web.shop_tiles import shop_tiles
from common.icons import ICONS
from common.web.links import with_slug
from suppliers.selectors import shop_of

#: Cards in a row of the home page at its widest, twice.
HOME_CARDS = 12


class Branch(NamedTuple):
    """A category with those below it, as links."""

    url: str
    label: str
    icon: str
    children: list[Branch]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Belts, categories, what sells best and what is new."""
    context = {
        "belts": [belt_tile(belt) for belt in belts().values()],
        "categories": _branches(tree().sorted_tops, depth=2),
        "best": card_inputs(best_sold(HOME_CARDS)),
        "new": card_inputs(newest(HOME_CARDS)),
        "may_sell": _has_no_shop(request),
    }
    return render(request, "catalog/home.html", context)


def _has_no_shop(request: HttpRequest) -> bool:
    """Visitors, and companies that only buy, are shown the way to a shop of their own."""
    company = getattr(request, "company", None)
    return company is None or shop_of(company) is None


@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    """All categories, the lower under the higher."""
    return render(request, "catalog/categories.html", {"index": _branches(tree().tops, depth=3)})


def belt_tile(belt: KnownBelt) -> dict[str, Any]:
    """A belt as the component ``link_tile`` takes it."""
    return {
        "url": with_slug("catalog:belt", belt.slug),
        "title": belt.name,
        "text": belt.trade,
        "picture": belt.picture,
        "icon": "factory",
    }


def _branches(nodes: Iterable[Node], depth: int) -> list[Branch]:
    children = tree().children
    return [
        Branch(
            with_slug("catalog:category", node.slug),
            node.name,
            node.icon if node.icon in ICONS else "grid",
            _branches(children.get(node.pk, ()), depth - 1) if depth > 1 else [],
        )
        for node in nodes
    ]


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The products of a category of any level."""
    node = tree().by_slug.get(slug)
    if node is None:
        raise Http404(slug)
    context = listing_context(request, category=node)
    context |= {"node": node, "crumbs": _crumbs(node)}
    return _rendered(request, "catalog/category.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found for the words of ``q``, in either language."""
    node = tree().by_slug.get(request.GET.get("category", ""))
    elsewhere = None if words_of(request.GET) else _without_words(request, node)
    if elsewhere:
        return redirect(elsewhere)
    context = listing_context(request, category=node)
    context["search_query"] = context["query"].text
    context |= _shops(context["found"].shops, context["query"].text)
    return _rendered(request, "catalog/search.html", context)


def _without_words(request: HttpRequest, node: Node | None) -> str:
    """Where a search for nothing leads, with the filters that were chosen.

    To the page of the category; nowhere else where there are filters for all goods; else to all
    categories.
    """
    chosen = ListingAddress(request.path, request.GET.dict())
    if node:
        page = ListingAddress(with_slug("catalog:category", node.slug), chosen.params)
        return page.without("category", "q")
    return "" if set(FILTERS) & set(chosen.params) else reverse("catalog:categories")


def _shops(found: FoundShops, text: str) -> dict[str, Any]:
    return {
        "shops": shop_tiles(found.tiles),
        "shops_total": found.total,
        "shops_are_loose": found.is_loose,
        "shops_url": f"{reverse('catalog:shops')}?{urlencode({'q': text})}",
    }


def listing_context(
    request: HttpRequest,
    *,
    category: Node | None = None,
    belt_id: int | None = None,
    supplier_id: int | None = None,
    without: Iterable[str] = (),
) -> dict[str, Any]:
    """What ``catalog/_listing.html`` shows; groups of ``without`` are left out of the filters."""
    where = places.destination(request)
    query = read_query(
        request.GET,
        category=category,
        belt_id=belt_id,
        supplier_id=supplier_id,
        destination=where,
    )
    found = find(query)
    address = ListingAddress(request.path, request.GET.dict())
    groups = facets.groups(address, query, found.facets, without=without)
    return {
        "query": query,
        "found": found,
        "cards": card_inputs(found.cards),
        "groups": groups,
        "chips": [*_chosen_category(address, query), *facets.chips(address, query, groups)],
        "price_edges": price_edges(request.GET),
        "clear_url": facets.clear_url(address),
        "sorts": facets.sorts(address, query),
        "page": _page(found),
        "ships_to": places.place_name(where),
        "ships_url": address.toggled("ships", 1),
        "ships_chosen": address.has("ships", 1),
        "kept": _kept(address),
    }


def _rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or for htmx the listing alone: the same fragment."""
    swapped = request.headers.get("HX-Target") == "listing"
    response = render(request, "catalog/_listing.html" if swapped else template, context)
    response["Vary"] = "HX-Request, HX-Target, Cookie, Accept-Language"
    return response


def _page(found: ListingPage) -> Page[Any]:
    return Paginator(range(found.total), found.per_page).get_page(found.page)


def _crumbs(node: Node) -> list[Link]:
    above = [
        Link(with_slug("catalog:category", step.slug), step.name) for step in tree().path(node)[:-1]
    ]
    return [Link(reverse("catalog:categories"), _("All categories")), *above, Link("", node.name)]


def _chosen_category(address: ListingAddress, query: ListingQuery) -> list[Link]:
    if query.category is None or "category" not in address.params:
        return []
    return [Link(address.without("category"), query.category.name)]


def _kept(address: ListingAddress) -> list[tuple[str, str]]:
    """The filters that the form of prices carries along."""
    return [(name, value) for name, value in address.params.items() if name not in ("min", "max")]
