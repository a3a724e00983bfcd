"""A buyer's orders: the list with its filters, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from orders.enums import OrderStatus
from orders.models import Order
from orders.selectors.consent import approvers_of
from orders.selectors.money import money_of
from orders.selectors.orders import (
    counts_by_status,
    for_cards,
    for_page,
    orders_bought_by,
    search,
    with_acts,
)
from orders.web import reading
from orders.web.acts import ON_THE_WAY, acts_on
from orders.web.desk.access import sells
from orders.web.timeline import timeline_of

ORDERS_A_PAGE = 20
LONGEST_SEARCH = 100


@require_GET
@requires(Right.SEE_ORDERS)
def order_list(request: MemberRequest) -> HttpResponse:
    """All orders of the acting company, newest first; filters are in the address.

    Who has bought nothing and has a shop is led to the shop's orders: those are meant by it.
    """
    text = reading.text(request.GET, "search", LONGEST_SEARCH)
    found = search(orders_bought_by(request.company), text)
    status = request.GET.get("status", "")
    counts = counts_by_status(found)
    if not request.GET and not any(counts.values()) and sells(request.membership):
        return redirect("orders:desk_orders")
    if status in OrderStatus.values:
        found = found.filter(status=status)
    page = Paginator(with_acts(for_cards(found)), ORDERS_A_PAGE).get_page(request.GET.get("page"))
    orders = list(page)
    context = {
        "page": page,
        "tabs": _tabs(request, counts, status),
        "search": text,
        "status": status,
        "acts_by_order": acts_on(orders, request.membership, timezone.now()),
        **_ticks(request, orders),
    }
    return render(request, "orders/list.html", context)


@require_GET
@requires(Right.SEE_ORDERS)
def detail(request: MemberRequest, number: str) -> HttpResponse:
    """One order: both clocks, parcels, money, what was agreed, and what can be done now."""
    order = get_object_or_404(for_page(orders_bought_by(request.company)), number=number)
    acts = acts_on([order], request.membership, timezone.now())[order.pk]
    context = {
        "order": order,
        "acts": acts,
        "approvers": approvers_of(request.company) if acts.over_limit is not None else (),
        "money": money_of(order),
        "timeline": timeline_of(order),
    }
    return render(request, "orders/detail.html", context)


def _ticks(request: MemberRequest, orders: Sequence[Order]) -> dict[str, Any]:
    """Which orders of a page can be ticked, and what can be done with those."""
    may_buy, may_pay = request.membership.may(Right.BUY), request.membership.may(Right.PAY)
    to_confirm = ON_THE_WAY if may_buy else ()
    to_pay = (OrderStatus.AWAITING_PAYMENT,) if may_pay else ()
    found = {order.status for order in orders}
    return {
        "tickable": (*to_confirm, *to_pay),
        "may_confirm_some": not found.isdisjoint(to_confirm),
        "may_pay_some": not found.isdisjoint(to_pay),
    }


def _tabs(request: MemberRequest, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    text = reading.text(request.GET, "search", LONGEST_SEARCH)
    kept = {"search": text} if text else {}
    base = reverse("orders:list")
    tabs = [{"url": f"{base}?{urlencode(kept)}", "label": _("All"), "current": not current}]
    for value, label in OrderStatus.choices:
        query = urlencode({"status": value, **kept})
        tabs.append(
            {
                "url": f"{base}?{query}",
                "label": label,
                "current": current == value,
                "count": counts[value],
            }
        )
    return tabs
