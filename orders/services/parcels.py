"""What scans make of a parcel and of its order (rules §8).

The scan's own time counts, so both are computed anew from all scans whenever one arrives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from common.rows import columns, made, width
from orders.enums import PROVE_PICKUP, EventKind, OrderStatus, ScanKind
from orders.models import Carrier, Order, Shipment
from orders.selectors.clock import complete_at
from orders.selectors.rules import rules_of
from orders.services import facts
from orders.services.history import move_order, note
from orders.services.pay import open_receipt_stages
from orders.services.tell import tell_buyer, tell_supplier

#: All of it is on its way or there.
SENT = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.COMPLETED})


@dataclass(slots=True)
class Parcel:
    """A parcel with its scans: (kind, the scan's own time), in the order in which they came."""

    shipment: Shipment
    scans: list[tuple[str, datetime]]


#: All parcels of an order by id.
Parcels = Mapping[int, Parcel]

_PARCELS = f"""
    SELECT p.order_id, {columns(Shipment, "p")}, {columns(Carrier, "c")},
        ARRAY(SELECT s.kind FROM orders_scan s WHERE s.shipment_id = p.id ORDER BY s.id),
        ARRAY(SELECT s.scanned_at FROM orders_scan s WHERE s.shipment_id = p.id ORDER BY s.id)
    FROM orders_shipment p JOIN orders_carrier c ON c.id = p.carrier_id
    WHERE p.order_id = ANY(%s) ORDER BY p.id
"""  # noqa: S608 — columns of models


def parcels_of(order_ids: Collection[int]) -> dict[int, dict[int, Parcel]]:
    """The parcels of orders that the caller has locked, by order; one query."""
    found: dict[int, dict[int, Parcel]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_PARCELS, [list(order_ids)])
        for order_id, *row, kinds, moments in cursor.fetchall():
            shipment = _shipment(row)
            found[order_id][shipment.pk] = Parcel(shipment, list(zip(kinds, moments, strict=True)))
    return found


def follow(parcel: Parcel, *, order: Order, parcels: Parcels, at: datetime) -> None:
    """Bring a parcel of ``order`` up to date with its scans, and the order with its parcels."""
    shipment = parcel.shipment
    before = (shipment.picked_up_at, shipment.signed_at, shipment.returned_at)
    times = _times(parcel.scans)
    shipment.picked_up_at = times.picked_up_at
    shipment.signed_at = times.signed_at
    shipment.returned_at = times.returned_at
    shipment.last_scan_at, shipment.last_scan_kind = times.last_at, times.last_kind
    shipment.save(
        update_fields=["picked_up_at", "signed_at", "returned_at", "last_scan_at", "last_scan_kind"]
    )
    _note_news(shipment, order, before, at)
    follow_order(order, parcels=parcels, at=at)
    facts.judge_again(order=order, at=at)


def follow_order(order: Order, *, parcels: Parcels, at: datetime) -> None:
    """Bring both clocks of an order up to date; move it when all of it is signed for.

    What came back was not received, and holds the order up until it is sent again.
    """
    under_way = _under_way(parcels)
    came_back = [parcel.returned_at for parcel in under_way if parcel.returned_at]
    changes: dict[str, Any] = {"returned_at": min(came_back, default=None)}
    signed_at = None if came_back else _last(parcel.signed_at for parcel in under_way)
    if order.status in SENT and signed_at is not None and signed_at != order.delivered_at:
        facts.tell_signed(order=order, signed_at=signed_at)
    if order.status not in (OrderStatus.SHIPPED, OrderStatus.DELIVERED):
        _save(order, changes)
        return
    picked_up_at = _last(parcel.picked_up_at for parcel in under_way)
    changes |= {
        "picked_up_at": picked_up_at,
        "complete_at": _complete_at(order, picked_up_at, signed_at),
    }
    if signed_at is None:
        _save(order, changes)
    elif order.status == OrderStatus.DELIVERED:
        _save(order, changes | {"delivered_at": signed_at})
    else:
        move_order(order, to=OrderStatus.DELIVERED, at=at, delivered_at=signed_at, **changes)
        open_receipt_stages(order, at=at)
        tell_buyer(order, kind="order_delivered", at=at, complete_at=order.complete_at)


def _complete_at(
    order: Order, picked_up_at: datetime | None, signed_at: datetime | None
) -> datetime | None:
    """The supplier's word alone starts no clock (rules §8); none begins before the payment."""
    if picked_up_at is None:
        return None
    return complete_at(
        picked_up_at=max(picked_up_at, order.paid_at),  # type: ignore[type-var, arg-type]
        signed_at=signed_at,
        is_extended=order.extended_at is not None,
        rules=rules_of(order).rules,
    )


def _under_way(parcels: Parcels) -> list[Shipment]:
    """The parcels that count: not those whose goods were sent again."""
    shipments = [parcel.shipment for parcel in parcels.values()]
    replaced = {shipment.replaces_id for shipment in shipments}
    return [shipment for shipment in shipments if shipment.pk not in replaced]


def _shipment(row: Sequence[Any]) -> Shipment:
    split = width(Shipment)
    shipment = made(Shipment, row[:split])
    shipment.carrier = made(Carrier, row[split:])
    return shipment


@dataclass(frozen=True, slots=True)
class _Times:
    picked_up_at: datetime | None
    signed_at: datetime | None
    returned_at: datetime | None
    last_at: datetime
    last_kind: str


def _times(scans: Iterable[tuple[str, datetime]]) -> _Times:
    """The earliest scan of each kind; a pickup that was not told is proved by what came after."""
    scans = sorted(scans, key=lambda scan: scan[1])
    first: dict[str, datetime] = {}
    for kind, moment in scans:
        first.setdefault(kind, moment)
    proofs = [first[kind] for kind in PROVE_PICKUP if kind in first]
    last_kind, last_at = scans[-1]
    return _Times(
        picked_up_at=first.get(ScanKind.ACCEPTED) or min(proofs, default=None),
        signed_at=first.get(ScanKind.SIGNED),
        returned_at=first.get(ScanKind.RETURNED),
        last_at=last_at,
        last_kind=last_kind,
    )


def _note_news(
    parcel: Shipment, order: Order, before: tuple[datetime | None, ...], at: datetime
) -> None:
    """A line in the order's history for each time that became known or was corrected."""
    after = (parcel.picked_up_at, parcel.signed_at, parcel.returned_at)
    kinds = (EventKind.PICKED_UP, EventKind.SIGNED, EventKind.RETURNED)
    for kind, was, moment in zip(kinds, before, after, strict=True):
        if moment is not None and moment != was:
            note(order, kind=kind, at=at, waybill=parcel.waybill, moment=moment.isoformat())
            if kind == EventKind.RETURNED and was is None:
                _tell_returned(parcel, order, at)


def _tell_returned(parcel: Shipment, order: Order, at: datetime) -> None:
    told = {"waybill": parcel.waybill, "carrier": parcel.carrier}
    tell_buyer(order, kind="parcel_returned", at=at, once=str(parcel.pk), **told)
    tell_supplier(order, kind="parcel_returned_to_supplier", at=at, once=str(parcel.pk), **told)


def _last(moments: Iterable[datetime | None]) -> datetime | None:
    """The last of them; None while one is not known."""
    known = list(moments)
    return max((moment for moment in known if moment), default=None) if all(known) else None


def _save(order: Order, changes: Mapping[str, Any]) -> None:
    """Write what is not so yet; most scans change nothing of the order."""
    new = {name: value for name, value in changes.items() if getattr(order, name) != value}
    for field, value in new.items():
        setattr(order, field, value)
    if new:
        order.save(update_fields=list(new))
