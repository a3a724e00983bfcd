"""One order on the supplier's desk, and what the supplier does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest
from accounts.enums import Right
from common.web.forms import accepted
from common.web.redirects import form_of
from orders.enums import OrderStatus
from orders.models import Carrier, Order
from orders.selectors.money import money_of
from orders.services import cancel, change, resend, ship
from orders.web.desk.access import AT_THE_DESK, own_order, sees_money
from orders.web.desk.forms import ParcelForm, PriceForm, ReasonForm, ResendForm
from orders.web.timeline import timeline_of
from suppliers.access import for_shop
from suppliers.models import Supplier


@for_shop(*AT_THE_DESK)
@require_safe
def order(request: MemberRequest, supplier: Supplier, number: str) -> HttpResponse:
    return _page(request, supplier, own_order(supplier, number))


@form_of("orders:desk_order", "number")
@for_shop(Right.SHIP)
def send(request: MemberRequest, supplier: Supplier, number: str) -> HttpResponse:
    """Ship what the form names: all that is left, or a part."""
    shown = own_order(supplier, number)
    form = ParcelForm(request.POST, order=shown)

    def act() -> None:
        data = form.cleaned_data
        ship.ship(
            order=shown,
            carrier=data["carrier"],
            waybill=data["waybill"],
            quantities=form.quantities,
            actor=request.user,
            at=timezone.now(),
        )

    said = _("Parcel noted. It counts as shipped when the carrier scans it.")
    return _done(request, supplier, shown, form, act, said, parcel_form=form)


@form_of("orders:desk_order", "number")
@for_shop(Right.SHIP)
def send_again(request: MemberRequest, supplier: Supplier, number: str, pk: int) -> HttpResponse:
    """Ship once more what came back in a parcel."""
    shown = own_order(supplier, number)
    parcel = get_object_or_404(shown.shipments.all(), pk=pk)
    form = ResendForm(request.POST, parcel=parcel)

    def act() -> None:
        data = form.cleaned_data
        resend.resend(
            parcel=parcel,
            carrier=data["carrier"],
            waybill=data["waybill"],
            actor=request.user,
            at=timezone.now(),
        )

    said = _("Parcel noted. It counts as shipped when the carrier scans it.")
    return _done(request, supplier, shown, form, act, said, resend_form=form)


@form_of("orders:desk_order", "number")
@for_shop(Right.SELL)
def change_price(request: MemberRequest, supplier: Supplier, number: str) -> HttpResponse:
    shown = own_order(supplier, number)
    form = PriceForm(request.POST)

    def act() -> None:
        change.change_price(order=shown, actor=request.user, at=timezone.now(), **form.cleaned_data)

    said = _("The buyer was told the new price.")
    return _done(request, supplier, shown, form, act, said, price_form=form)


@form_of("orders:desk_order", "number")
@for_shop(Right.SELL)
def close(request: MemberRequest, supplier: Supplier, number: str) -> HttpResponse:
    """Cancel an unpaid order, or refund a paid one in full."""
    shown = own_order(supplier, number)
    form = ReasonForm(request.POST)
    is_unpaid = shown.status == OrderStatus.AWAITING_PAYMENT

    def act() -> None:
        service: Callable[..., object] = (
            cancel.close_by_supplier if is_unpaid else cancel.refund_in_full
        )
        service(
            order=shown,
            actor=request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )

    said = (
        _("The order is closed.") if is_unpaid else _("The order is closed; the buyer is refunded.")
    )
    return _done(request, supplier, shown, form, act, said, close_form=form)


def _done(
    request: MemberRequest,
    supplier: Supplier,
    shown: Order,
    form: forms.Form,
    act: Callable[[], None],
    said: str,
    **forms_shown: forms.Form,
) -> HttpResponse:
    """Act and go back to the order; or show it again with what was typed and why it was refused."""
    if accepted(form, act):
        messages.success(request, said)
        return redirect("orders:desk_order", shown.number)
    return _page(request, supplier, shown, status=422, **forms_shown)


def _page(
    request: MemberRequest, supplier: Supplier, shown: Order, status: int = 200, **forms_shown: Any
) -> HttpResponse:
    tried = forms_shown.pop("resend_form", None)
    context = {
        "supplier": supplier,
        "order": shown,
        "carriers": Carrier.objects.filter(is_active=True),
        "resend_forms": _resend_forms(request, shown, tried),
        "now": timezone.now(),
        "timeline": timeline_of(shown, with_money=sees_money(request)),
        "sees_money": sees_money(request),
        "money": money_of(shown),
        "can_ship": request.membership.may(Right.SHIP) and shown.status in ship.SHIPPABLE,
        "can_price": request.membership.may(Right.SELL)
        and shown.status == OrderStatus.AWAITING_PAYMENT,
        "can_close": request.membership.may(Right.SELL)
        and shown.status in {OrderStatus.AWAITING_PAYMENT, *cancel.REFUNDABLE},
        **_forms(shown),
        **forms_shown,
    }
    return render(request, "orders/desk/order.html", context, status=status)


def _resend_forms(
    request: MemberRequest, shown: Order, tried: ResendForm | None
) -> dict[int, ResendForm]:
    """A form for each parcel that came back and was not sent again, by parcel."""
    if not request.membership.may(Right.SHIP) or shown.status not in resend.RESENDABLE:
        return {}
    parcels = list(shown.shipments.all())
    replaced = {parcel.replaces_id for parcel in parcels}
    return {
        parcel.pk: tried if tried and tried.parcel == parcel else ResendForm(parcel=parcel)
        for parcel in parcels
        if parcel.returned_at and parcel.pk not in replaced
    }


def _forms(shown: Order) -> dict[str, forms.Form]:
    prices = {"discount": shown.discount, "freight": shown.freight_amount}
    return {
        "parcel_form": ParcelForm(order=shown),
        "price_form": PriceForm(initial=prices),
        "close_form": ReasonForm(),
    }
