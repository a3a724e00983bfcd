"""Shipping many orders at once: a row an order on the page, or a file of waybills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest
from accounts.enums import Right
from common.errors import DomainError
from common.web.redirects import form_of
from orders.models import Carrier, Order
from orders.selectors.desk import DeskFilter, orders_of_shop
from orders.services import ship
from orders.web.desk.forms import BulkForm
from orders.web.desk.waybills import Row, read_rows
from suppliers.access import for_shop
from suppliers.models import Supplier

SHOWN_AT_ONCE = 50


@dataclass
class Outcome:
    """What became of one row: the parcel of ``number``, or why there is none."""

    where: str
    number: str
    problem: str = ""


@dataclass(frozen=True)
class RowToShip:
    """An order on the page, what was typed for it, and why that was refused."""

    order: Order
    waybill: str
    carrier: str
    problem: str


@for_shop(Right.SHIP)
@require_http_methods(["GET", "POST"])
def to_ship(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    """What waits, the most urgent first, with a place for each waybill."""
    if request.method == "GET":
        return _page(request, supplier)
    orders = list(orders_of_shop(supplier, DeskFilter(status="to_ship"))[:SHOWN_AT_ONCE])
    rows = [
        Row(order.number, order.number, request.POST.get(f"carrier-{order.pk}", ""), waybill)
        for order in orders
        if (waybill := request.POST.get(f"waybill-{order.pk}", "").strip())
    ]
    return _shipped(request, supplier, rows)


@form_of("orders:desk_ship")
@for_shop(Right.SHIP)
def upload(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    """A CSV or Excel file with order, carrier and waybill in each row."""
    form = BulkForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, supplier, form=form, status=422)
    try:
        rows = read_rows(form.cleaned_data["file"], timezone.now())
    except DomainError as error:
        form.add_error("file", str(error))
        return _page(request, supplier, form=form, status=422)
    return _shipped(request, supplier, rows)


def _shipped(request: MemberRequest, supplier: Supplier, rows: list[Row]) -> HttpResponse:
    """Each row for itself: the good ones are shipped, each bad one is named with its reason."""
    carriers = {carrier.code: carrier for carrier in Carrier.objects.filter(is_active=True)}
    carriers |= {carrier.name: carrier for carrier in carriers.values()}
    numbers = {row.number for row in rows}
    orders = {
        order.number: order
        for order in orders_of_shop(supplier, DeskFilter()).filter(number__in=numbers)
    }
    outcomes = [
        _ship_row(request, orders.get(row.number), carriers.get(row.carrier), row) for row in rows
    ]
    bad = [outcome for outcome in outcomes if outcome.problem]
    good = len(outcomes) - len(bad)
    if good:
        said = ngettext("%(n)d parcel noted.", "%(n)d parcels noted.", good) % {"n": good}
        messages.success(request, said)
    if not bad:
        if not good:
            messages.info(request, _("No waybill was given, so nothing was shipped."))
        return redirect("orders:desk_ship")
    return _page(request, supplier, bad=bad, typed=request.POST, status=422)


def _ship_row(
    request: MemberRequest, order: Order | None, carrier: Carrier | None, row: Row
) -> Outcome:
    if carrier is None:
        return Outcome(row.where, row.number, _("There is no carrier “%s”.") % row.carrier)
    if order is None:
        return Outcome(row.where, row.number, _("You have no order with this number."))
    try:
        ship.ship(
            order=order,
            carrier=carrier,
            waybill=row.waybill,
            quantities=None,
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as error:
        return Outcome(row.where, row.number, str(error))
    return Outcome(row.where, row.number)


def _page(
    request: MemberRequest, supplier: Supplier, status: int = 200, **context: Any
) -> HttpResponse:
    orders = list(orders_of_shop(supplier, DeskFilter(status="to_ship"))[: SHOWN_AT_ONCE + 1])
    typed, bad = context.pop("typed", {}), context.get("bad", [])
    problems = {outcome.number: outcome.problem for outcome in bad}
    shown = {
        "supplier": supplier,
        "rows": [
            RowToShip(
                order,
                waybill=typed.get(f"waybill-{order.pk}", ""),
                carrier=typed.get(f"carrier-{order.pk}", ""),
                problem=problems.get(order.number, ""),
            )
            for order in orders[:SHOWN_AT_ONCE]
        ],
        "has_more": len(orders) > SHOWN_AT_ONCE,
        "carriers": Carrier.objects.filter(is_active=True),
        "now": timezone.now(),
        "bad": [],
        "form": BulkForm(),
    }
    return render(request, "orders/desk/ship.html", shown | context, status=status)
