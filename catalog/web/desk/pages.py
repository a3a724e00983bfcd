"""The products desk: the table, and what changes in its rows."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.access import MemberRequest
from accounts.enums import Right
from catalog.enums import ProductStatus
from catalog.models import Product
from catalog.selectors.desk import SOLD_OUT, DeskFilter, desk_products, status_counts
from catalog.selectors.drafts import draft_of
from catalog.selectors.gaps import gaps_of
from catalog.services import products as product_services
from catalog.services.checks import BadDraft
from catalog.web.desk.access import own_product
from catalog.web.desk.quick import QuickEdit
from common.errors import DomainError
from common.formats import in_language
from common.web.redirects import form_of
from suppliers.access import for_shop
from suppliers.models import Supplier

PER_PAGE = 30


@for_shop(Right.SELL)
@require_safe
def product_table(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    wanted = DeskFilter(
        q=request.GET.get("q", "").strip()[:100], status=request.GET.get("status", "")
    )
    page = Paginator(desk_products(supplier, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "supplier": supplier,
        "page": page,
        "wanted": wanted,
        "tabs": _tabs(supplier, wanted),
    }
    return render(request, "catalog/desk/products.html", context)


def _tabs(supplier: Supplier, wanted: DeskFilter) -> list[dict[str, object]]:
    counts = status_counts(supplier)
    labels = {"": _("All"), **dict(ProductStatus.choices), SOLD_OUT: _("Sold out")}
    return [
        {
            "url": f"?status={key}",
            "label": label,
            "current": wanted.status == key,
            "count": counts.get(key, 0),
        }
        for key, label in labels.items()
    ]


@for_shop(Right.SELL)
@require_http_methods(["GET", "POST"])
def quick_edit(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    """Prices and stock of one product, in its row or, without JavaScript, on a page."""
    product = own_product(supplier, slug)
    edit = QuickEdit(
        draft_of(product), request.POST if request.method == "POST" else None, product.revision
    )
    if edit.is_valid() and _saved(request, product, edit):
        said = edit.said(in_language(product, "title"))
        if request.htmx:
            news = {"text": said, "show": True}
            return trigger_client_event(_row(request, supplier, product), "announce", news)
        messages.success(request, said)
        return redirect("catalog:desk_products")
    template = "_quick.html" if request.htmx else "quick.html"
    context = {"supplier": supplier, "product": product, "edit": edit}
    return render(
        request, f"catalog/desk/{template}", context, status=422 if edit.is_bound else 200
    )


def _saved(request: MemberRequest, product: Product, edit: QuickEdit) -> bool:
    try:
        product_services.edit_product(
            product=product,
            draft=edit.draft(),
            actor=request.user,
            at=timezone.now(),
            seen_revision=edit.revision,
        )
    except BadDraft as error:
        edit.refuse(error.faults)
        return False
    except DomainError as error:
        edit.refuse([error])
        return False
    return True


@for_shop(Right.SELL)
@require_safe
def product_row(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    """The row as the table shows it: where a quick edit is left."""
    return _row(request, supplier, own_product(supplier, slug))


def _row(request: MemberRequest, supplier: Supplier, product: Product) -> HttpResponse:
    fresh = desk_products(supplier, DeskFilter()).get(pk=product.pk)
    return render(request, "catalog/desk/_row.html", {"product": fresh})


@form_of("catalog:desk_product", "slug")
@for_shop(Right.SELL)
def put_on_sale(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    """At once where nothing is missing; else after a page that says what buyers will miss."""
    product = own_product(supplier, slug)
    gaps = [] if "sure" in request.POST else gaps_of(product)
    if gaps:
        context = {"supplier": supplier, "product": product, "gaps": gaps}
        return render(request, "catalog/desk/put_on_sale.html", context)
    return _moved(request, product, product_services.list_product, _("On sale: %(title)s"))


@for_shop(Right.SELL)
@require_POST
def hide(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    product = own_product(supplier, slug)
    return _moved(request, product, product_services.hide_product, _("Hidden: %(title)s"))


def _moved(
    request: MemberRequest, product: Product, service: Callable[..., Product], said: str
) -> HttpResponse:
    try:
        service(product=product, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said % {"title": in_language(product, "title")})
    return redirect("catalog:desk_product", product.slug)
