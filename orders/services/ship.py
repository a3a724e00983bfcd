"""Shipping: a parcel with carrier and waybill takes what it holds of the order's lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalog.services import stock
from common.bulk import add_by_pk
from common.formats import in_language, number
from common.locking import lock_one
from orders.enums import EventKind, OrderStatus, StageDue
from orders.errors import CannotShip
from orders.models import Carrier, Order, OrderLine, Shipment, ShipmentLine
from orders.selectors.orders import unpaid_before_shipping
from orders.services import facts
from orders.services.history import move_order, note
from orders.services.pay import has_stage_due
from orders.services.scans import adopt_waiting_scans, hold_waybill
from orders.services.tell import tell_buyer
from orders.waybills import in_one_piece
from policies.schemas import FulfilmentRules
from policies.selectors import in_force

SHIPPABLE = frozenset({OrderStatus.AWAITING_SHIPMENT, OrderStatus.PARTLY_SHIPPED})


def hand_over(
    *,
    order: Order,
    carrier: Carrier,
    waybill: str,
    quantities: Mapping[int, int] | None,
    actor: User | None,
    at: datetime,
) -> Shipment:
    """Hand a parcel to ``carrier``: ``quantities`` by order line, or all that is left.

    The order becomes partly shipped or shipped; the pieces leave the stock; scans that came
    before the parcel was known are booked now. Raises CannotShip. Inside the caller's transaction.
    """
    hold_waybill(carrier, waybill)
    order = take_order(order.pk, SHIPPABLE)
    _refuse_unpaid_stage(order)
    waybill = clean_waybill(carrier, waybill)
    refuse_used(order, carrier=carrier, waybill=waybill, at=at)
    lines = {line.pk: line for line in order.lines.all()}
    parcel = _pieces(lines, quantities)
    shipment = _make_shipment(order, carrier, waybill, parcel, actor, at)
    _take(lines, parcel)
    _move(order, shipment, is_whole=all(_left(line) == 0 for line in lines.values()))
    announce(shipment)
    facts.judge_again(order=order, at=at)
    return shipment


#: ``hand_over`` in a transaction of its own.
ship = transaction.atomic(hand_over)


def take_order(order_id: int, statuses: Collection[OrderStatus]) -> Order:
    """The order, locked; raises CannotShip where its status is none of these."""
    found = Order.objects.filter(pk=order_id).select_related("buyer", "supplier__company")
    order = lock_one(found)
    if order.status not in statuses:
        raise CannotShip(
            _("Order %(number)s cannot be shipped: %(status)s.")
            % {"number": order.number, "status": order.get_status_display()},
            code="wrong_status",
        )
    return order


def announce(shipment: Shipment) -> None:
    """Tell the buyer of a parcel, and book the scans that came before it was known."""
    order = shipment.order
    tell_buyer(
        order,
        kind="order_shipped",
        at=shipment.declared_at,
        once=str(shipment.pk),
        supplier=order.supplier,
        carrier=shipment.carrier,
        waybill=shipment.waybill,
    )
    adopt_waiting_scans(shipment)


def clean_waybill(carrier: Carrier, waybill: str) -> str:
    """The number as the carrier prints it; raises CannotShip where it is none of the carrier's."""
    cleaned = in_one_piece(waybill)
    if not re.fullmatch(carrier.waybill_pattern, cleaned):
        raise CannotShip(_not_of(carrier, waybill), field="waybill", code="bad_waybill")
    return cleaned


def _not_of(carrier: Carrier, waybill: str) -> str:
    """Why a number is refused, with the carrier's format where staff have put it in words."""
    told = {
        "waybill": waybill,
        "carrier": in_language(carrier, "name"),
        "format": in_language(carrier, "waybill_format"),
    }
    if told["format"]:
        return _("“%(waybill)s” is not a waybill number of %(carrier)s: %(format)s.") % told
    return _("“%(waybill)s” is not a waybill number of %(carrier)s.") % told


def _refuse_unpaid_stage(order: Order) -> None:
    if not has_stage_due(order, StageDue.BEFORE_SHIPPING):
        return  # the first stage is paid: the order would not wait for shipment
    if stage := unpaid_before_shipping(order):
        raise CannotShip(
            _("Stage %(stage)d (%(percent)d %%) has to be paid before shipping.")
            % {"stage": stage.number, "percent": stage.percent},
            code="stage_unpaid",
        )


def refuse_used(order: Order, *, carrier: Carrier, waybill: str, at: datetime) -> None:
    """A waybill serves an order once, and one recipient within the days of the policy."""
    days = in_force(FulfilmentRules, at).rules.waybill_reuse_days
    of_others = Q(declared_at__gt=at - timedelta(days=days)) & ~Q(order__buyer=order.buyer_id)
    used = Shipment.objects.filter(Q(order=order) | of_others, carrier=carrier, waybill=waybill)
    order_ids = set(used.values_list("order_id", flat=True))
    if order.pk in order_ids:
        said = _("Waybill %(waybill)s is on another parcel of this order.")
    elif order_ids:
        said = _("Waybill %(waybill)s was used for another parcel in the last %(days)d days.")
    else:
        return
    told = {"waybill": waybill, "days": days}
    raise CannotShip(said % told, field="waybill", code="waybill_used")


def _left(line: OrderLine) -> int:
    return line.quantity - line.shipped_quantity


def _pieces(lines: Mapping[int, OrderLine], quantities: Mapping[int, int] | None) -> dict[int, int]:
    """Pieces by order line; raises CannotShip for other orders' lines and for too many pieces."""
    if quantities is None:
        return {pk: _left(line) for pk, line in lines.items() if _left(line)}
    if not set(quantities) <= lines.keys():
        raise CannotShip(_("A line is not of this order."), field="lines", code="other_order")
    for pk, quantity in quantities.items():
        _check_pieces(lines[pk], quantity)
    parcel = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if not parcel:
        raise CannotShip(_("A parcel holds at least one piece."), field="lines", code="empty")
    return parcel


def only_left(left: int) -> str:
    """Why more than the pieces that are left of a line do not go into a parcel."""
    if not left:
        return _("Nothing of it is left to ship.")
    return ngettext("Only %(left)s is left to ship.", "Only %(left)s are left to ship.", left) % {
        "left": number(left)
    }


def _check_pieces(line: OrderLine, quantity: int) -> None:
    if not 0 <= quantity <= _left(line):
        raise CannotShip(
            only_left(_left(line)),
            field=f"line-{line.pk}",
            code="too_many",
            left=_left(line),
        )


def _make_shipment(
    order: Order,
    carrier: Carrier,
    waybill: str,
    parcel: Mapping[int, int],
    actor: User | None,
    at: datetime,
) -> Shipment:
    shipment = Shipment.objects.create(
        order=order, carrier=carrier, waybill=waybill, created_by=actor, declared_at=at
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=pk, quantity=quantity)
        for pk, quantity in parcel.items()
    )
    return shipment


def _take(lines: Mapping[int, OrderLine], parcel: Mapping[int, int]) -> None:
    """Count the pieces as shipped and take them off the shelf, each in one statement."""
    add_by_pk(OrderLine, parcel, shipped_quantity=1)
    by_sku: dict[int, int] = defaultdict(int)
    for pk, quantity in parcel.items():
        lines[pk].shipped_quantity += quantity
        by_sku[lines[pk].sku_id] += quantity
    stock.ship(quantities=by_sku)


def _move(order: Order, shipment: Shipment, *, is_whole: bool) -> None:
    at, actor = shipment.declared_at, shipment.created_by
    told = {"waybill": shipment.waybill, "carrier": shipment.carrier.code}
    if is_whole:
        move_order(order, to=OrderStatus.SHIPPED, at=at, actor=actor, data=told, shipped_at=at)
    elif order.status == OrderStatus.AWAITING_SHIPMENT:
        move_order(order, to=OrderStatus.PARTLY_SHIPPED, at=at, actor=actor, data=told)
    else:
        note(order, kind=EventKind.PARCEL_SENT, at=at, actor=actor, **told)
