"""What a buyer does with orders. Acts that move money are asked first, with their amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from common.formats import number as number_of
from orders.enums import LONGEST_REASON
from orders.models import Order
from orders.selectors.money import money_by_number
from orders.selectors.orders import (
    for_receipt,
    open_stage_of,
    orders_bought_by,
    with_numbers,
)
from orders.services import cancel as cancelling
from orders.services import complete as completing
from orders.services import pay as paying
from orders.services.again import Short
from orders.services.again import buy_again as put_again
from orders.web import reading


def _own(request: MemberRequest, number: str) -> Order:
    mine = orders_bought_by(request.company).select_related("buyer", "supplier__company")
    return get_object_or_404(mine, number=number)


@require_POST
@requires(Right.PAY)
def pay(request: MemberRequest) -> HttpResponse:
    """One payment for what is open of the orders named."""
    orders = with_numbers(orders_bought_by(request.company), request.POST.getlist("order"))
    if not orders:
        messages.info(request, _("Tick the orders to pay first."))
        return redirect("orders:list")
    try:
        payment = paying.start_payment(
            orders=orders, membership=request.membership, at=timezone.now()
        )
    except DomainError as refused:
        messages.error(request, str(refused))
        return _back(orders)
    return redirect("payments:pay", payment.number)


@require_POST
@requires(Right.BUY, Right.PAY)
def bulk(request: MemberRequest) -> HttpResponse:
    """The ticked orders of the list: to be paid together, or their receipt to be confirmed."""
    if "pay" in request.POST:
        return pay(request)
    ticked = [("order", number) for number in request.POST.getlist("order")]
    return redirect(f"{reverse('orders:confirm')}?{urlencode(ticked)}")


@require_http_methods(["GET", "POST"])
@requires(Right.BUY)
def cancel(request: MemberRequest, number: str) -> HttpResponse:
    """Cancel an order that is not paid yet."""
    order = _own(request, number)
    if request.method == "GET":
        return _ask_to_cancel(request, order)
    reason = reading.text(request.POST, "reason", LONGEST_REASON)
    return _do(
        request,
        order,
        lambda at: cancelling.close_by_buyer(order=order, actor=request.user, at=at, reason=reason),
        _("Order %(number)s is cancelled.") % {"number": number},
    )


@require_http_methods(["GET", "POST"])
@requires(Right.BUY)
def confirm(request: MemberRequest) -> HttpResponse:
    """Confirm the receipt of one order or many, after goods and amounts were shown."""
    data = request.POST if request.method == "POST" else request.GET
    mine = for_receipt(orders_bought_by(request.company))
    orders = with_numbers(mine, data.getlist("order"))
    if not orders:
        messages.info(request, _("Tick the orders whose goods have arrived."))
        return redirect("orders:list")
    if request.method == "GET":
        rows = _outcomes([order for order in orders if _can_arrive(request, order)])
        return render(request, "orders/confirm.html", {"rows": rows}) if rows else _back(orders)
    done = [order for order in orders if _confirmed(request, order)]
    if done:
        text = ngettext(
            "Receipt of %(count)d order is confirmed.",
            "Receipt of %(count)d orders is confirmed.",
            len(done),
        )
        messages.success(request, text % {"count": len(done)})
    return _back(orders)


@require_POST
@requires(Right.BUY)
def extend(request: MemberRequest, number: str) -> HttpResponse:
    """Put the confirmation off, once."""
    order = _own(request, number)
    return _do(
        request,
        order,
        lambda at: completing.extend(order=order, actor=request.user, at=at),
        _("You have more time to look at the goods."),
    )


@require_http_methods(["GET", "POST"])
@requires(Right.BUY)
def confirm_stage(request: MemberRequest, number: str) -> HttpResponse:
    """Confirm what the supplier did for a stage, after the next amount was shown."""
    order = _own(request, number)
    if request.method == "GET":
        return render(request, "orders/confirm_stage.html", {"order": order, **_stages(order)})
    return _do(
        request,
        order,
        lambda at: paying.confirm_stage(order=order, actor=request.user, at=at),
        _("The next stage is open to be paid."),
    )


@require_POST
@requires(Right.BUY)
def buy_again(request: MemberRequest, number: str) -> HttpResponse:
    """Put what an order held into the cart, as far as it is still on sale."""
    order = _own(request, number)
    try:
        found = put_again(membership=request.membership, order=order, at=timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("orders:detail", number)
    for title in found.gone:
        messages.warning(request, _("“%(title)s” is no longer on sale.") % {"title": title})
    for title in found.sold_out:
        messages.warning(request, _("“%(title)s” is sold out.") % {"title": title})
    for short in found.short:
        messages.warning(request, _short(short))
    return redirect("orders:cart")


def _short(short: Short) -> str:
    return _(
        "“%(title)s”: %(added)s of %(ordered)s pieces were put in. No more are in stock beside"
        " those in your cart."
    ) % {
        "title": short.title,
        "added": number_of(short.added),
        "ordered": number_of(short.ordered),
    }


def _do(
    request: MemberRequest, order: Order, act: Callable[[datetime], Any], done: str
) -> HttpResponse:
    try:
        act(timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("orders:detail", order.number)


def _ask_to_cancel(request: MemberRequest, order: Order) -> HttpResponse:
    try:
        cancelling.check_unpaid(order)
    except DomainError as refused:
        messages.info(request, str(refused))
        return redirect("orders:detail", order.number)
    return render(request, "orders/cancel.html", {"order": order})


def _confirmed(request: MemberRequest, order: Order) -> bool:
    try:
        completing.confirm(order=order, actor=request.user, at=timezone.now())
    except DomainError as refused:
        messages.error(request, f"{order.number}: {refused}")
        return False
    return True


def _can_arrive(request: MemberRequest, order: Order) -> bool:
    """Whether its receipt can be confirmed; else it is said why not."""
    try:
        completing.check_on_the_way(order)
    except DomainError as refused:
        messages.info(request, f"{order.number}: {refused}")
        return False
    return True


def _outcomes(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """What confirming will move: all that is held goes to the supplier.

    What the market keeps of it is between the market and the supplier.
    """
    money = money_by_number(orders)
    return [{"order": order, "held": money[order.number].held} for order in orders]


def _stages(order: Order) -> dict[str, Any]:
    stages = list(order.stages.order_by("number"))
    return {"stages": stages, "open_stage": open_stage_of(order)}


def _back(orders: list[Order]) -> HttpResponse:
    if len(orders) == 1:
        return redirect("orders:detail", orders[0].number)
    return redirect("orders:list")
