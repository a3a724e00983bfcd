"""The checkout: where to, what it costs with freight, and one button to order it all."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from accounts.models import Address
from catalog.services.stock import OverStock
from common.errors import DomainError, KeyReused
from orders.errors import CannotOrder, NothingChosen, StalePrice
from orders.models import OrderGroup, PurchaseRequest
from orders.selectors.checkout import (
    CheckoutView,
    addresses_of,
    checkout_view,
    payments_of,
    total_over_limit,
)
from orders.services.checkout import checkout as place
from orders.services.checks import said
from orders.templatetags.orders import named
from orders.web import reading
from policies.schemas import OrderRules
from policies.selectors import in_force

#: What the column of an order's note holds.
LONGEST_NOTE = 500
LONGEST_KEY = 64


@require_http_methods(["GET", "POST"])
@requires(Right.BUY)
def checkout(request: MemberRequest) -> HttpResponse:
    """Look at what is to be ordered, and order it."""
    return _order(request) if request.method == "POST" else _show(request, request.GET)


def _order(request: MemberRequest) -> HttpResponse:
    address = _chosen(addresses_of(request.company), request.POST)
    if address is None:
        messages.error(request, _("Say where it should go."))
        return _show(request, request.POST, status=422)
    try:
        made = place(
            membership=request.membership,
            address=address,
            notes=_notes(request),
            key=reading.text(request.POST, "key", LONGEST_KEY) or uuid4().hex,
            at=timezone.now(),
            seen=reading.prices(request.POST),
            seen_totals=reading.totals(request.POST),
        )
    except (NothingChosen, KeyReused) as refused:
        messages.error(request, str(refused))
        return redirect("orders:cart")
    except DomainError as refused:
        return _show(request, request.POST, refused=refused, status=refused.status)
    return _next_page(made)


@require_GET
@requires(Right.BUY, Right.PAY)
def placed(request: MemberRequest, pk: int) -> HttpResponse:
    """What a checkout made, where it takes more than one payment."""
    group = get_object_or_404(OrderGroup, pk=pk, buyer=request.company)
    context = {"payments": payments_of(group), "orders": group.orders.select_related("supplier")}
    return render(request, "orders/placed.html", context)


def _next_page(made: OrderGroup | PurchaseRequest) -> HttpResponse:
    """To pay; over several currencies to all that is to be paid; over the limit, to wait."""
    if isinstance(made, PurchaseRequest):
        return redirect("orders:request", made.pk)
    waiting = payments_of(made)
    if len(waiting) == 1:
        return redirect("payments:pay", waiting[0].number)
    return redirect("orders:placed", made.pk)


def _chosen(known: list[Address], data: QueryDict) -> Address | None:
    """The address that was picked, else the company's default or only one."""
    picked = [address for address in known if str(address.pk) == data.get("address")]
    fallback = known if len(known) == 1 else [a for a in known if a.is_default]
    return next(iter(picked or fallback), None)


def _notes(request: MemberRequest) -> dict[int, str]:
    notes = reading.numbered(request.POST, "note")
    return {supplier: text[:LONGEST_NOTE] for supplier, text in notes.items()}


def _show(
    request: MemberRequest,
    data: QueryDict,
    *,
    refused: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    at, addresses = timezone.now(), addresses_of(request.company)
    address = _chosen(addresses, data)
    view = checkout_view(membership=request.membership, address=address, at=at)
    if not view.basket.wants:
        messages.info(request, str(NothingChosen()))
        return redirect("orders:cart")
    if refused is None and not (view.orders or view.basket.quote.problems):
        messages.error(request, _("Nothing that you chose can be ordered now."))
        return redirect("orders:cart")
    context = {
        "addresses": addresses,
        "address": address,
        "view": view,
        "problems": [said(problem) for problem in view.basket.quote.problems],
        "over_limit": total_over_limit(membership=request.membership, view=view, at=at),
        "key": reading.text(data, "key", LONGEST_KEY) or uuid4().hex,
        "notes": reading.numbered(data, "note"),
        "unpaid_days": in_force(OrderRules, at).rules.unpaid_days,
        "refused": refused,
        "moves": refused.moves if isinstance(refused, StalePrice) else (),
        "totals_moved": refused.totals if isinstance(refused, StalePrice) else (),
        "refusals": _refusals(refused),
        "orders_shown": _by_currency(view),
        "add_address_url": f"{reverse('accounts:new_address')}?next={reverse('orders:checkout')}",
    }
    context["button_label"] = (
        _("Order and pay") if context["over_limit"] is None else _("Ask for approval")
    )
    template = "orders/_checkout.html" if request.htmx else "orders/checkout.html"
    return render(request, template, context, status=status)


def _by_currency(view: CheckoutView) -> dict[str, list[dict[str, Any]]]:
    """What each supplier gets at once, as rows of the sums."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for order in view.orders:
        rows[order.draft.currency].append(
            {"label": named(order.supplier), "amount": order.to_pay_now}
        )
    return rows


def _refusals(refused: DomainError | None) -> list[str]:
    if isinstance(refused, CannotOrder):
        return [refusal.message for refusal in refused.refusals]
    return [str(refused)] if isinstance(refused, OverStock) else []
