"""Scans: the carrier's word on where a parcel is (rules §8).

They arrive late, twice, out of order, and before the parcel is known. The scan's own time counts,
so a parcel's times are computed anew from all its scans whenever one arrives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from common.locking import lock
from orders.enums import PROVE_PICKUP, EventKind, OrderStatus, ScanKind, ScanOutcome
from orders.errors import BadNotice
from orders.models import Carrier, CarrierNotice, Order, Scan, Shipment
from orders.selectors.clock import complete_at
from orders.selectors.rules import rules_of
from orders.services.history import move_order, note
from orders.services.pay import open_receipt_stages
from orders.services.tell import tell_buyer, tell_supplier
from orders.waybills import LONGEST_WAYBILL, in_one_piece
from policies.schemas import FulfilmentRules
from policies.selectors import in_force


@transaction.atomic
def book_notice(
    *, carrier: Carrier, notice_id: str, payload: Mapping[str, Any], at: datetime
) -> CarrierNotice:
    """Act once on a notice whose signature was checked; one that came before changes nothing.

    ``payload`` has ``waybill``, ``kind``, ``scanned_at`` (ISO 8601 with its zone) and ``place``.
    Raises BadNotice where it cannot be read, or speaks of the future.
    """
    told = _read(payload, at)
    notice, is_new = CarrierNotice.objects.get_or_create(
        carrier=carrier,
        notice_id=notice_id,
        defaults={
            "payload": dict(payload),
            "outcome": ScanOutcome.BOOKED,
            "received_at": at,
        },
    )
    if not is_new:
        notice.outcome = ScanOutcome.REPEATED
        return notice
    notice.outcome = book_scan(carrier=carrier, received_at=at, notice=notice, **told)
    notice.save(update_fields=["outcome"])
    return notice


@transaction.atomic
def book_scan(
    *,
    carrier: Carrier,
    waybill: str,
    kind: str,
    scanned_at: datetime,
    received_at: datetime,
    place: str = "",
    notice: CarrierNotice | None = None,
) -> ScanOutcome:
    """Write a scan to every parcel of that waybill, and bring parcels and orders up to date.

    A scan for a waybill that no parcel has yet waits for one.
    """
    parcels = _parcels_of(carrier, waybill, scanned_at)
    told = {
        "carrier": carrier,
        "waybill": waybill,
        "kind": kind,
        "scanned_at": scanned_at,
        "received_at": received_at,
        "place": place,
        "notice": notice,
    }
    if not parcels:
        return _wait(told)
    orders = _lock_orders(parcels)
    is_new = [_book(told, parcel, orders[parcel.order_id]) for parcel in parcels]
    return ScanOutcome.BOOKED if any(is_new) else ScanOutcome.REPEATED


def adopt_waiting_scans(shipment: Shipment) -> int:
    """Book the scans that came before this parcel was known; returns how many there were.

    The caller has locked the order. Scans older than the order's payment are of another parcel.
    """
    order = shipment.order
    taken = Scan.objects.filter(
        carrier=shipment.carrier,
        waybill=shipment.waybill,
        shipment__isnull=True,
        scanned_at__gte=order.paid_at,
    ).update(shipment=shipment)
    if taken:
        _update(shipment, order, _scans_of(shipment), at=shipment.declared_at)
    return taken


def _read(payload: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    kind, given = payload.get("kind"), payload.get("waybill")
    if kind not in ScanKind.values:
        raise BadNotice(_("Unknown kind of scan “%(kind)s”.") % {"kind": kind}, field="kind")
    waybill = in_one_piece(given) if isinstance(given, str) else ""
    if not 0 < len(waybill) <= LONGEST_WAYBILL:
        raise BadNotice(_("The notice names no waybill."), field="waybill")
    return {
        "waybill": waybill,
        "kind": kind,
        "scanned_at": _moment(payload.get("scanned_at"), at),
        "place": str(payload.get("place", ""))[:120],
    }


def _moment(value: Any, at: datetime) -> datetime:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise BadNotice(_("The time of the scan cannot be read."), field="scanned_at")
    minutes = in_force(FulfilmentRules, at).rules.notice_window_minutes
    if moment > at + timedelta(minutes=minutes):
        raise BadNotice(_("The scan lies in the future."), field="scanned_at")
    return moment


def _parcels_of(carrier: Carrier, waybill: str, scanned_at: datetime) -> list[Shipment]:
    """The parcels that travel under this number now: not those of a recipient of long ago."""
    found = list(Shipment.objects.filter(carrier=carrier, waybill=waybill).order_by("-declared_at"))
    if not found:
        return []
    days = in_force(FulfilmentRules, scanned_at).rules.waybill_reuse_days
    since = found[0].declared_at - timedelta(days=days)
    return sorted((p for p in found if p.declared_at > since), key=lambda parcel: parcel.pk)


def _lock_orders(parcels: Sequence[Shipment]) -> dict[int, Order]:
    ids = {parcel.order_id for parcel in parcels}
    return {order.pk: order for order in lock(Order.objects.filter(pk__in=ids))}


def _wait(told: Mapping[str, Any]) -> ScanOutcome:
    Scan.objects.bulk_create([Scan(**told)], ignore_conflicts=True)
    return ScanOutcome.UNKNOWN_WAYBILL


def _book(told: Mapping[str, Any], parcel: Shipment, order: Order) -> bool:
    """Whether the scan is new to the parcel; its order is locked, so nobody writes it meanwhile."""
    scans, scan = _scans_of(parcel), (told["kind"], told["scanned_at"])
    if scan in scans:
        return False
    Scan.objects.create(shipment=parcel, **told)
    _update(parcel, order, [*scans, scan], at=told["received_at"])
    return True


def _scans_of(parcel: Shipment) -> list[tuple[str, datetime]]:
    scans = Scan.objects.filter(shipment=parcel).order_by("pk")
    return list(scans.values_list("kind", "scanned_at"))


def _update(
    parcel: Shipment, order: Order, scans: Sequence[tuple[str, datetime]], *, at: datetime
) -> None:
    """Compute the parcel's times from its scans, and the order's from its parcels."""
    before = (parcel.picked_up_at, parcel.signed_at, parcel.returned_at)
    times = _times(scans)
    parcel.picked_up_at = times.picked_up_at
    parcel.signed_at = times.signed_at
    parcel.returned_at = times.returned_at
    parcel.last_scan_at, parcel.last_scan_kind = times.last_at, times.last_kind
    parcel.save(
        update_fields=["picked_up_at", "signed_at", "returned_at", "last_scan_at", "last_scan_kind"]
    )
    _note_news(parcel, order, before, at)
    _update_order(order, at)


@dataclass(frozen=True, slots=True)
class _Times:
    picked_up_at: datetime | None
    signed_at: datetime | None
    returned_at: datetime | None
    last_at: datetime
    last_kind: str


def _times(scans: Sequence[tuple[str, datetime]]) -> _Times:
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
    told = {"waybill": parcel.waybill, "carrier": parcel.carrier.name}
    tell_buyer(order, kind="parcel_returned", at=at, once=str(parcel.pk), **told)
    tell_supplier(order, kind="parcel_returned_to_supplier", at=at, once=str(parcel.pk), **told)


def _update_order(order: Order, at: datetime) -> None:
    """Bring both clocks of a shipped order up to date; move it when all of it is signed for."""
    if order.status not in (OrderStatus.SHIPPED, OrderStatus.DELIVERED):
        return
    picked_up_at, signed_at = _order_times(order)
    changes: dict[str, Any] = {
        "picked_up_at": picked_up_at,
        "complete_at": complete_at(
            shipped_at=picked_up_at or order.shipped_at,  # type: ignore[arg-type]
            signed_at=signed_at,
            is_extended=order.extended_at is not None,
            rules=rules_of(order).rules,
        ),
    }
    if signed_at is None:
        _save(order, changes)
    elif order.status == OrderStatus.DELIVERED:
        _save(order, changes | {"delivered_at": signed_at})
    else:
        move_order(order, to=OrderStatus.DELIVERED, at=at, delivered_at=signed_at, **changes)
        open_receipt_stages(order, at=at)
        tell_buyer(order, kind="order_delivered", at=at, complete_at=order.complete_at)


def _order_times(order: Order) -> tuple[datetime | None, datetime | None]:
    """When the last parcel was picked up and signed for; None while one of them is not."""
    times = order.shipments.aggregate(
        picked_up=Max("picked_up_at"),
        signed=Max("signed_at"),
        waiting=Min("pk", filter=Q(picked_up_at__isnull=True)),
        unsigned=Min("pk", filter=Q(signed_at__isnull=True)),
    )
    return (
        None if times["waiting"] else times["picked_up"],
        None if times["unsigned"] else times["signed"],
    )


def _save(order: Order, changes: Mapping[str, Any]) -> None:
    for field, value in changes.items():
        setattr(order, field, value)
    order.save(update_fields=list(changes))
