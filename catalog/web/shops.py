"""Suppliers: the list of them, the shop of one, and a belt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.selectors.belts import belts
from catalog.selectors.categories import tree
from catalog.selectors.places import city_of
from catalog.selectors.product import ShownSupplier
from catalog.selectors.shops import SHOPS_A_PAGE, find_shops
from catalog.web.facets import Link
from catalog.web.listing import listing_context
from catalog.web.params import page_of, words_of
from catalog.web.shop_tiles import shop_tiles
from catalog.web.terms import Rule, mix_rule, supplier_figures
from catalog.web.trust import trust_panel
from common.formats import in_chinese, number
from common.markup import ProductCard
from common.web.links import with_slug
from suppliers.enums import Badge, Standing
from suppliers.errors import ShopHidden
from suppliers.models import Supplier
from suppliers.selectors import shops, shown_shop


@require_safe
def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """A supplier's profile, figures and products."""
    try:
        supplier = shown_shop(slug)
    except Supplier.DoesNotExist:
        raise Http404(slug) from None
    except ShopHidden as error:
        return shop_hidden(request, Supplier.objects.get(slug=slug), error)
    node = tree().by_slug.get(request.GET.get("category", ""))
    context = listing_context(request, supplier_id=supplier.pk, category=node, without=("belt",))
    context |= {
        "supplier": supplier,
        "name": name_of(supplier, in_chinese()),
        "intro": supplier.intro if in_chinese() else supplier.intro_en or supplier.intro,
        "place": place_of(supplier),
        "figures": supplier_figures(supplier),
        "facts": _facts(supplier),
        "logo": supplier.logo.url if supplier.logo else "",
        "trust": trust_panel(supplier, timezone.now()),
        "restricted": _restricted(supplier),
        "since": _("since %(year)d") % {"year": supplier.joined_at.year},
    }
    return render(request, "catalog/shop.html", context)


def shop_hidden(
    request: HttpRequest,
    supplier: Supplier,
    why: ShopHidden,
    *,
    similar: Sequence[ProductCard] = (),
    category: Link | None = None,
) -> HttpResponse:
    """Why there is nothing to see, the way to orders that go on, and what is like what was sought.

    ``similar`` and ``category`` are of the product whose page was asked for, if one was.
    """
    context = {"said": str(why), "supplier": supplier, "similar": similar, "category": category}
    return render(request, "catalog/shop_hidden.html", context, status=why.status)


@require_safe
def shop_list(request: HttpRequest) -> HttpResponse:
    """All suppliers, or those that are found for the words of ``q``; best first."""
    text, chosen = words_of(request.GET), request.GET.get("badge", "")
    badge = Badge(chosen) if chosen in Badge.values else None
    found = find_shops(text, badge=badge, page=page_of(request.GET))
    context = {
        "found": found,
        "shops": shop_tiles(found.tiles),
        "page": Paginator(range(found.total), SHOPS_A_PAGE).get_page(found.page),
        "search_query": text,
        "badge": badge,
        "by_badge": _by_badge(text, badge),
    }
    return render(request, "catalog/shops.html", context)


def _address(words: dict[str, str]) -> str:
    path = reverse("catalog:shops")
    return f"{path}?{urlencode(words)}" if words else path


def _by_badge(text: str, chosen: Badge | None) -> list[Link]:
    """The same list of all suppliers, and of those with each badge."""
    words = {"q": text} if text else {}
    every = Link(_address(words), _("All suppliers"), current=chosen is None)
    return [
        every,
        *(
            Link(_address(words | {"badge": one.value}), str(one.label), one is chosen)
            for one in Badge
        ),
    ]


@require_safe
def belt(request: HttpRequest, slug: str) -> HttpResponse:
    """An industrial belt: its trade, its shops, its products."""
    known = belts().get(slug)
    if known is None:
        raise Http404(slug)
    node = tree().by_slug.get(request.GET.get("category", ""))
    context = listing_context(request, belt_id=known.pk, category=node, without=("belt",))
    context |= {
        "belt": known,
        "shops": [_tile(s) for s in shops().filter(belt=known.pk).order_by("-sold_30d", "pk")[:8]],
        "crumbs": [Link("/", _("Front page")), Link("", known.name)],
    }
    return render(request, "catalog/belt.html", context)


def _restricted(supplier: Supplier) -> str:
    """What the standing means to buyers, where it means something."""
    if supplier.status != Standing.RESTRICTED:
        return ""
    return _(
        "The market does not let it list new products, and ranks it below others, until something "
        "is put right: a document that ran out, an audit, or the like. What is listed can be "
        "ordered, and orders are protected as in any shop."
    )


def name_of(supplier: Supplier | ShownSupplier, chinese: bool) -> str:
    """The shop's name for readers of Chinese or of English."""
    return supplier.name if chinese else supplier.name_en or supplier.name


def _tile(supplier: Supplier) -> dict[str, Any]:
    return {
        "url": with_slug("catalog:shop", supplier.slug),
        "title": name_of(supplier, in_chinese()),
        "text": " · ".join(filter(None, [str(supplier.get_kind_display()), place_of(supplier)])),
        "picture": supplier.logo.url if supplier.logo else "",
        "icon": "stall",
    }


def _facts(supplier: Supplier) -> list[Rule]:
    """What a profile states beside its name."""
    belt = next((b for b in belts().values() if b.pk == supplier.belt_id), None)
    stated = [
        (_("Industrial belt"), belt.name if belt else ""),
        (_("Founded in"), supplier.founded_year),
        (_("Plant"), f"{number(supplier.plant_area)} m²" if supplier.plant_area else ""),
        (_("People"), number(supplier.headcount) if supplier.headcount else ""),
        (_("Mixed batch from"), mix_rule(supplier)),
    ]
    return [Rule(label, str(value)) for label, value in stated if value]


def place_of(supplier: Supplier | ShownSupplier) -> str:
    """City and province that a supplier ships from, in the reader's language."""
    return city_of(supplier.ships_from_id)
