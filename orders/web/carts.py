"""The cart: seen by supplier, counted and chosen in place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from catalog.enums import BuyMode
from catalog.pricing import describe
from common.errors import DomainError
from common.formats import number
from common.web.redirects import form_of, whole_page
from orders.errors import CannotOrder
from orders.selectors.cart import cart_view
from orders.services import cart as service
from orders.web import reading

UNPROCESSABLE = 422
#: What fields of quantities by SKU are called, and how much of one is kept to be seen again.
SKU, LONGEST_TYPED = "sku", 18
#: What fields hold that nobody typed into.
NOTHING = "0"


@require_GET
@requires(Right.BUY)
def cart(request: MemberRequest) -> HttpResponse:
    """The cart as of now; old and new price where one has changed."""
    return _answer(request)


def _product_page(request: HttpRequest) -> str:
    """The page that quantities were typed on, with them."""
    url = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return reverse("orders:cart")
    typed = [
        (f"{SKU}-{number}", text[:LONGEST_TYPED])
        for number, text in reading.numbered(request.POST, SKU).items()
        if text != NOTHING
    ]
    return f"{url}?{urlencode([('mode', _mode(request.POST.get('mode', ''))), *typed])}"


@form_of("orders:cart")
@requires(Right.BUY, way_back=_product_page)
def add(request: MemberRequest) -> HttpResponse:
    """Put quantities by SKU into the cart, or go on with them alone to the checkout."""
    mode = request.POST.get("mode", BuyMode.BATCH)
    try:
        typed = reading.quantities(request.POST, SKU)
        wants = {sku: pieces for sku, pieces in typed.items() if pieces}
        added = service.put_in(
            membership=request.membership, wants=wants, mode=_mode(mode), at=timezone.now()
        )
    except DomainError as refused:
        return _refuse_add(request, refused)
    if "buy_now" in request.POST:
        chosen = [line.pk for line in added.lines]
        service.choose(membership=request.membership, line_ids=chosen, at=timezone.now())
        return whole_page(request, redirect("orders:checkout"))
    return _added(request, added, sum(wants.values()))


@form_of("orders:cart")
@requires(Right.BUY)
def update(request: MemberRequest) -> HttpResponse:
    """Quantities, choice and removal of lines, whatever of it the form brings."""
    at, member = timezone.now(), request.membership
    try:
        service.update(
            membership=member,
            quantities=reading.quantities(request.POST),
            chosen=reading.ids(request.POST.getlist("line")),
            at=at,
        )
    except CannotOrder as refused:
        return _answer(request, refused=refused, typed=reading.numbered(request.POST, "quantity"))
    gone = reading.ids(request.POST.getlist("remove"))
    if gone:
        service.remove(membership=member, line_ids=gone, at=at)
    if "accept" in request.POST:
        service.accept_prices(membership=member, at=at)
    if "checkout" in request.POST:
        return whole_page(request, redirect("orders:checkout"))
    return _answer(request) if request.htmx else redirect("orders:cart")


def _mode(text: str) -> str:
    return text if text in BuyMode.values else BuyMode.BATCH


def _answer(
    request: MemberRequest,
    *,
    refused: DomainError | None = None,
    typed: Mapping[int, str] | None = None,
) -> HttpResponse:
    """The cart's page, or the part of it that changes."""
    view = cart_view(membership=request.membership, at=timezone.now())
    refusals = refused.refusals if isinstance(refused, CannotOrder) else ()
    context: dict[str, Any] = {
        "cart": view,
        "refused": refused,
        "wrong": {refusal.line_id or refusal.sku_id: refusal.message for refusal in refusals},
        "typed": typed or {},
    }
    template = "orders/_cart.html" if request.htmx else "orders/cart.html"
    response = render(request, template, context, status=UNPROCESSABLE if refused else None)
    if request.htmx and not refused:
        response["HX-Trigger"] = json.dumps({"announce": {"text": _("The cart is up to date.")}})
    return response


def _added(request: MemberRequest, added: service.Added, pieces: int) -> HttpResponse:
    text = ngettext(
        "%(count)s piece was put into your cart.",
        "%(count)s pieces were put into your cart.",
        pieces,
    ) % {"count": number(pieces)}
    there = sum(line.quantity for line in added.lines)
    if there > pieces:
        words = {"added": text, "there": number(there)}
        text = _("%(added)s With those that were there it is %(there)s.") % words
    wrong = describe(added.problems[0]) if added.problems else ""
    if wrong:
        text = _("%(added)s As it stands this cannot be ordered: %(wrong)s") % {
            "added": text,
            "wrong": wrong,
        }
    if not request.htmx:
        (messages.warning if wrong else messages.success)(request, text)
        return redirect("orders:cart")
    response = render(request, "orders/_cart_count.html")
    response["HX-Trigger"] = json.dumps({"announce": {"text": text, "show": True}})
    return response


def _refuse_add(request: MemberRequest, refused: DomainError) -> HttpResponse:
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Trigger"] = json.dumps({"announce": {"text": str(refused), "show": True}})
        return response
    messages.error(request, str(refused))
    return redirect("orders:cart" if refused.code == "not_on_sale" else _product_page(request))
