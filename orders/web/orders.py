"""A buyer's orders: the list with its filters, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from orders.enums import OrderStatus
from orders.models import Order
from orders.selectors.clock import extension_opens_at
from orders.selectors.consent import approvers_of, total_to_consent
from orders.selectors.money import money_of
from orders.selectors.orders import (
    counts_by_status,
    for_cards,
    for_page,
    open_stage_of,
    orders_bought_by,
    search,
    stage_to_confirm,
)
from orders.selectors.rules import rules_of
from orders.web import reading
from orders.web.timeline import timeline_of

ORDERS_A_PAGE = 20
LONGEST_SEARCH = 100
ON_THE_WAY = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)


@require_GET
@requires(Right.SEE_ORDERS)
def order_list(request: MemberRequest) -> HttpResponse:
    """All orders of the acting company, newest first; filters are in the address."""
    text = reading.text(request.GET, "search", LONGEST_SEARCH)
    found = search(orders_bought_by(request.company), text)
    status = request.GET.get("status", "")
    counts = counts_by_status(found)
    if status in OrderStatus.values:
        found = found.filter(status=status)
    page = Paginator(for_cards(found), ORDERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "tabs": _tabs(request, counts, status),
        "search": text,
        "status": status,
        **_ticks(request, list(page)),
    }
    return render(request, "orders/list.html", context)


@require_GET
@requires(Right.SEE_ORDERS)
def detail(request: MemberRequest, number: str) -> HttpResponse:
    """One order: both clocks, parcels, money, what was agreed, and what can be done now."""
    order = get_object_or_404(for_page(orders_bought_by(request.company)), number=number)
    waiting = stage_to_confirm(order)
    context = {
        "order": order,
        "open_stage": open_stage_of(order),
        "stage_to_confirm": waiting[0] if waiting else None,
        "money": money_of(order),
        "timeline": timeline_of(order),
        "change": next(reversed(order.price_changes.all()), None),
        **_may(request, order),
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
        "may_buy": may_buy,
    }


def _may(request: MemberRequest, order: Order) -> dict[str, Any]:
    """What this person can do with the order now."""
    may_buy = request.membership.may(Right.BUY)
    on_the_way = order.status in ON_THE_WAY
    at = timezone.now()
    to_pay = open_stage_of(order) is not None and order.status != OrderStatus.CLOSED
    over_limit = _over_limit(request, order, at) if to_pay else None
    return {
        "over_limit": over_limit,
        "approvers": approvers_of(request.company) if over_limit is not None else (),
        "may_pay": to_pay and request.membership.may(Right.PAY) and over_limit is None,
        "may_cancel": may_buy and order.status == OrderStatus.AWAITING_PAYMENT,
        "may_confirm": may_buy and on_the_way,
        "may_extend": may_buy
        and on_the_way
        and order.extended_at is None
        and order.returned_at is None
        and order.picked_up_at is not None
        and order.complete_at is not None
        and extension_opens_at(order.complete_at, rules_of(order).rules) <= at < order.complete_at,
        "may_buy": may_buy,
    }


def _over_limit(request: MemberRequest, order: Order, at: datetime) -> Decimal | None:
    """What the purchase costs now, where only an approver may pay it and this person is none."""
    if request.membership.may(Right.APPROVE):
        return None
    return total_to_consent(order, at=at)


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
