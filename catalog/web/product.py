"""A product's page, and the price of quantities on it, decided by the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Product
from catalog.pictures import picture_url
from catalog.pricing import (
    BATCH,
    BY_QUANTITY,
    CONSIGN,
    SAMPLE,
    LadderStep,
    Problem,
    Quote,
    Want,
    describe,
    ladder,
    resolve,
)
from catalog.selectors.cards import similar
from catalog.selectors.categories import tree
from catalog.selectors.offers import limits
from catalog.selectors.product import (
    ProductPage,
    ShownProduct,
    ShownSupplier,
    attribute_facts,
    product_of_hidden_shop,
    product_page,
)
from catalog.units import unit_name
from catalog.web import places
from catalog.web.badges import marks_of_bits
from catalog.web.cards import card_inputs
from catalog.web.facets import Link
from catalog.web.matrix import PREFIX, Matrix, matrix
from catalog.web.shops import name_of, place_of, shop_hidden
from catalog.web.terms import Fact, delivery, rules, supplier_figures
from common.formats import in_chinese, number, one_language, unit_price
from common.money import ZERO, round_money
from common.web.links import addresses, with_slug
from common.web.redirects import form_of
from common.words import once_a_language
from payments.selectors.rates import converter
from suppliers.enums import Standing, SupplierKind
from suppliers.selectors.shops import hidden

LARGE, SMALL = 1200, 160
SIMILAR = 6
#: How much of what was typed is read, and kept to be seen.
LONGEST_TYPED = 18


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder as the component ``price_ladder`` takes it."""

    min_quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class Picture:
    large: str
    small: str
    alt: str


@dataclass(frozen=True, slots=True)
class Pricing:
    """A quote as the page shows it: figures, what is wrong, and what would cost less.

    ``pieces`` are those that have a price.
    """

    quote: Quote
    pieces: int
    total: Decimal
    unit_price: Decimal | None
    problems: Sequence[str]
    hints: Sequence[Fact]
    current: int | None


#: Most pages are read before a quantity is put in.
NOTHING_TYPED = Pricing(Quote((), (), ()), 0, ZERO, None, (), (), None)


class _Labels(NamedTuple):
    """``modes`` are by way of buying, ``kinds`` and ``standings`` of suppliers by their values."""

    modes: dict[str, str]
    kinds: dict[str, str]
    standings: dict[str, str]


@once_a_language
def _labels() -> _Labels:
    return _Labels(
        modes={BATCH: _("Batch"), SAMPLE: _("Sample"), CONSIGN: _("Dropship")},
        kinds={kind.value: str(kind.label) for kind in SupplierKind},
        standings={standing.value: str(standing.label) for standing in Standing},
    )


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; ``?mode=sample`` and ``?mode=consign`` turn its table to those prices."""
    try:
        context = _context(request, slug, request.GET)
    except Product.DoesNotExist:
        return _not_sold(request, slug)
    response = render(request, "catalog/product.html", context)
    places.remember(request, response)
    return response


@form_of("catalog:product", "slug")
def price(request: HttpRequest, slug: str) -> HttpResponse:
    """The price of the quantities in the form; the fragment alone for htmx, else the whole page."""
    in_place = "HX-Request" in request.headers
    try:
        context = _context(request, slug, request.POST, 0 if in_place else SIMILAR)
    except Product.DoesNotExist:
        return _no_price(request, slug) if in_place else _not_sold(request, slug)
    template = "catalog/_quote.html" if in_place else "catalog/product.html"
    return render(request, template, context)


def _no_price(request: HttpRequest, slug: str) -> HttpResponse:
    """Why there is no price, in its place; answered as found, as htmx puts in nothing else."""
    try:
        said = str(hidden(product_of_hidden_shop(slug).supplier))
    except Product.DoesNotExist:
        said = _("This is no longer on sale.")
    pricing = {"pieces": 0, "hints": [], "problems": [said]}
    return render(request, "catalog/_quote.html", {"pricing": pricing})


def _not_sold(request: HttpRequest, slug: str) -> HttpResponse:
    """Of a shop that is suspended or closed: that it is, and what else there is of the kind."""
    try:
        product = product_of_hidden_shop(slug)
    except Product.DoesNotExist:
        raise Http404(slug) from None
    others = card_inputs(similar(product.pk, product.category_id, SIMILAR))
    node = tree().nodes.get(product.category_id)
    category = Link(with_slug("catalog:category", node.slug), node.name) if node else None
    shop = product.supplier
    return shop_hidden(request, shop, hidden(shop), similar=others, category=category)


class _Way(NamedTuple):
    """A way of buying: what a piece costs where that is fixed, and of all ways that have it so."""

    mode: str
    flat: Decimal | None
    flat_prices: Mapping[str, Decimal | None]


def _context(
    request: HttpRequest, slug: str, asked: Mapping[str, str], most_similar: int = SIMILAR
) -> dict[str, Any]:
    """Raises Product.DoesNotExist where it is not on sale."""
    where = places.destination(request)
    page = product_page(slug, where, most_similar=most_similar)
    steps = ladder(page.offer, page.variants)
    if not steps:  # what is on sale has a price; an edit took it between two reads of this page
        raise Product.DoesNotExist(slug)
    chinese, labels, at = in_chinese(), _labels(), timezone.now()
    way, typed = _way_of_buying(page.product, asked.get("mode", "")), _typed(page, asked)
    pricing = _pricing(page, typed, way.mode, at) if typed else NOTHING_TYPED
    least = _least(page.product, steps, way.flat)
    sent = (pricing.pieces, pricing.total) if pricing.pieces else least
    return {
        **_goods(page, chinese),
        **_shop(request, page, chinese, labels),
        **_prices(page, steps, way, labels),
        "matrix": _matrix(page, typed, way),
        "pricing": pricing,
        "delivery": delivery(page, where, *sent, at),
        "places": places.choices(where),
        "place": places.place_name(where),
        "sells_here": page.sells_here,
    }


def _goods(page: ProductPage, chinese: bool) -> dict[str, Any]:
    """What it is, in words and pictures, and what else there is of the kind."""
    product = page.product
    title, unit = _title(product, chinese), unit_name(product.unit)
    return {
        "product": product,
        "title": title,
        "other_title": product.title if product.title_en and not chinese else "",
        "description": _described(product, chinese),
        "unit": unit,
        "crumbs": _crumbs(product, title, chinese),
        "pictures": _pictures(page, title),
        "facts": attribute_facts(product),
        "rules": rules(page, unit),
        "similar": card_inputs(page.similar),
    }


def _shop(
    request: HttpRequest, page: ProductPage, chinese: bool, labels: _Labels
) -> dict[str, Any]:
    """Whose it is."""
    supplier, figures = page.supplier, supplier_figures(page.supplier)
    return {
        "shop_url": with_slug("catalog:shop", supplier.slug),
        "supplier": supplier,
        "supplier_name": name_of(supplier, chinese),
        "supplier_place": place_of(supplier),
        "supplier_kind": labels.kinds[supplier.kind],
        "supplier_standing": labels.standings[supplier.status],
        "supplier_logo": default_storage.url(supplier.logo) if supplier.logo else "",
        "supplier_badges": marks_of_bits(page.badges),
        "supplier_score": supplier.composite if figures else None,
        "figures": figures,
        "is_own": _is_own(request, supplier),
    }


def _prices(
    page: ProductPage, steps: Sequence[LadderStep], way: _Way, labels: _Labels
) -> dict[str, Any]:
    """What it costs before a quantity is put in, and in which ways it is bought."""
    product = page.product
    product_url = with_slug("catalog:product", product.slug)
    return {
        "product_url": product_url,
        "price_url": with_slug("catalog:price", product.slug),
        "tiers": [Step(step.from_quantity, step.low) for step in steps],
        "span": _span(steps, product.currency),
        "mode": way.mode,
        "modes": _modes(product_url, product.currency, way, labels.modes),
        "show_price": way.mode == BATCH and product.quote_type != BY_QUANTITY,
    }


def _matrix(page: ProductPage, typed: Mapping[int, int | str], way: _Way) -> Matrix:
    """The table of SKUs; packs hold for goods bought in a batch alone."""
    return matrix(page, typed, way.flat, page.product.order_multiple if way.mode == BATCH else 1)


def _least(
    product: ShownProduct, steps: Sequence[LadderStep], flat: Decimal | None
) -> tuple[int, Decimal]:
    """The fewest pieces that can be bought in this way, and the least that they cost together."""
    if flat is not None:
        return 1, flat
    reached = [step for step in steps if step.from_quantity <= product.moq] or steps[:1]
    return product.moq, round_money(product.moq * reached[-1].low, product.currency)


def _is_own(request: HttpRequest, supplier: ShownSupplier) -> bool:
    """Whether the reader acts for the company whose shop it is: it does not buy from itself."""
    company = getattr(request, "company", None)
    return company is not None and company.pk == supplier.company_id


def _typed(page: ProductPage, asked: Mapping[str, str]) -> dict[int, int | str]:
    """Pieces by SKU; what is no number stays as it was typed."""
    if not asked:
        return {}
    texts = {v.sku_id: asked.get(f"{PREFIX}{v.sku_id}", "").strip() for v in page.variants}
    read = {sku_id: _pieces(text) for sku_id, text in texts.items() if text}
    return {sku_id: pieces for sku_id, pieces in read.items() if pieces}


def _pieces(text: str) -> int | str:
    if text.isascii() and text.isdecimal():
        return int(text[:LONGEST_TYPED])
    return text[:LONGEST_TYPED]


def _pricing(page: ProductPage, typed: Mapping[int, int | str], mode: str, at: datetime) -> Pricing:
    wanted = {sku_id: pieces for sku_id, pieces in typed.items() if isinstance(pieces, int)}
    unread = [text for text in typed.values() if isinstance(text, str)]
    wants = [Want(v, wanted[v.sku_id], mode) for v in page.variants if v.sku_id in wanted]
    quote = resolve(wants, page.mix_rules, limits(at), convert=converter(at))
    prices = {line.unit_price for line in quote.lines}
    return Pricing(
        quote=quote,
        pieces=sum(line.want.quantity for line in quote.lines),
        total=quote.total(page.offer.currency),
        unit_price=prices.pop() if len(prices) == 1 else None,
        problems=[
            *(_("“%(typed)s” is no number of pieces.") % {"typed": text} for text in unread),
            *(_said(page, problem) for problem in quote.problems),
        ],
        hints=_hints(page, quote),
        current=quote.lines[0].tier_from if quote.lines and mode == BATCH else None,
    )


def _said(page: ProductPage, problem: Problem) -> str:
    """The problem in words, with the SKU's options where it is one of several."""
    sentence = describe(problem)
    if problem.sku_id is None or len(page.kinds) < 2:
        return sentence
    kind = next(kind for kind in page.kinds if kind.variant.sku_id == problem.sku_id)
    return f"{' · '.join(kind.options) or kind.code}: {sentence}"


def _hints(page: ProductPage, quote: Quote) -> list[Fact]:
    """What would cost less: the saving first, else the nearest tier."""
    currency = page.offer.currency
    cheaper = [line.cheaper_at for line in quote.lines if line.cheaper_at]
    if cheaper:
        best = max(cheaper, key=lambda hint: hint.saving)
        words = {
            "more": number(best.missing),
            "quantity": best.quantity,
            "instead": best.instead_of,
            "saving": unit_price(best.saving, currency),
        }
        return [
            Fact(
                "good",
                _("%(more)s more and the whole costs %(saving)s less than now.") % words,
            )
        ]
    ahead = [line.next_tier for line in quote.lines if line.next_tier]
    if not ahead:
        return []
    near = min(ahead, key=lambda hint: hint.missing)
    words = {
        "more": number(near.missing),
        "percent": f"{near.percent.normalize():f}",
        "price": unit_price(near.unit_price, currency),
    }
    return [
        Fact("", _("%(more)s more and you pay %(percent)s %% less: %(price)s a piece.") % words)
    ]


def _span(steps: Sequence[LadderStep], currency: str) -> str:
    """From the cheapest to the dearest SKU, where they differ in price."""
    if all(step.low == step.high for step in steps):
        return ""
    low, high = min(step.low for step in steps), max(step.high for step in steps)
    return _("Prices differ by SKU: %(low)s to %(high)s a piece.") % {
        "low": unit_price(low, currency),
        "high": unit_price(high, currency),
    }


def _pictures(page: ProductPage, title: str) -> list[Picture]:
    return [
        Picture(
            picture_url(p.stem, LARGE), picture_url(p.stem, SMALL), one_language(p.alt) or title
        )
        for p in page.pictures
    ]


def _way_of_buying(product: ShownProduct, asked: str) -> _Way:
    """The way asked for, where the product offers it, else in a batch."""
    flat_prices = {SAMPLE: product.sample_price, CONSIGN: product.consign_price}
    flat = flat_prices.get(asked)
    return _Way(BATCH if flat is None else asked, flat, flat_prices)


def _modes(path: str, currency: str, way: _Way, labels: Mapping[str, str]) -> list[Link]:
    found = [Link(path, labels[BATCH], way.mode == BATCH)]
    for value, cost in way.flat_prices.items():
        if cost is not None:
            shown = f"{labels[value]} {unit_price(cost, currency)}"
            found.append(Link(f"{path}?mode={value}", shown, way.mode == value))
    return found


def _crumbs(product: ShownProduct, title: str, chinese: bool) -> list[Link]:
    known, address = tree().nodes, addresses("catalog:category")
    path = [known[pk] for pk in product.category_path if pk in known]
    names = [node.name_zh if chinese else node.name_en for node in path]
    return [*map(Link, [address(node.slug) for node in path], names), Link("", title)]


def _title(product: ShownProduct, chinese: bool) -> str:
    return product.title if chinese else product.title_en or product.title


def _described(product: ShownProduct, chinese: bool) -> str:
    return product.description if chinese else product.description_en or product.description
