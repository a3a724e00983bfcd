"""Sending again what a carrier brought back (rules §8): the same goods in another parcel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from orders.enums import EventKind, OrderStatus
from orders.errors import CannotShip
from orders.models import Carrier, Order, Shipment, ShipmentLine
from orders.services.history import note
from orders.services.parcels import follow_order, parcels_of
from orders.services.scans import hold_waybill
from orders.services.ship import announce, clean_waybill, refuse_used, take_order

RESENDABLE = frozenset({OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.DELIVERED})


@transaction.atomic
def resend(
    *, parcel: Shipment, carrier: Carrier, waybill: str, actor: User | None, at: datetime
) -> Shipment:
    """Hand what came back in ``parcel`` to ``carrier`` once more.

    The pieces were taken off the stock when they were first sent. The order's clock goes on from
    the new parcel once none is left that came back. Raises CannotShip.
    """
    hold_waybill(carrier, waybill)
    order = take_order(parcel.order_id, RESENDABLE)
    returned = _returned(order, parcel)
    waybill = clean_waybill(carrier, waybill)
    refuse_used(order, carrier=carrier, waybill=waybill, at=at)
    shipment = _make(order, returned, carrier, waybill, actor, at)
    if order.status != OrderStatus.PARTLY_SHIPPED:
        order.shipped_at = at
        order.save(update_fields=["shipped_at"])
    note(order, kind=EventKind.PARCEL_SENT, at=at, actor=actor, waybill=waybill)
    follow_order(order, parcels=parcels_of([order.pk])[order.pk], at=at)
    announce(shipment)
    return shipment


def _returned(order: Order, parcel: Shipment) -> Shipment:
    """The parcel as it is now, under the order's lock."""
    found = order.shipments.filter(
        pk=parcel.pk, returned_at__isnull=False, replacement__isnull=True
    ).first()
    if found is None:
        raise CannotShip(
            _("Parcel %(waybill)s did not come back, or was sent again.")
            % {"waybill": parcel.waybill},
            code="not_returned",
        )
    return found


def _make(
    order: Order,
    returned: Shipment,
    carrier: Carrier,
    waybill: str,
    actor: User | None,
    at: datetime,
) -> Shipment:
    shipment = Shipment.objects.create(
        order=order,
        carrier=carrier,
        waybill=waybill,
        created_by=actor,
        declared_at=at,
        replaces=returned,
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=line.order_line_id, quantity=line.quantity)
        for line in returned.lines.all()
    )
    return shipment
