"""Scans: the carrier's word on where a parcel is (rules §8).

They arrive late, twice, out of order, and before the parcel is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from common.locking import lock, lock_word
from orders.enums import ScanKind, ScanOutcome
from orders.errors import BadNotice
from orders.models import Carrier, CarrierNotice, Order, Scan, Shipment
from orders.services.parcels import follow, parcels_of
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
    notice.outcome = book(carrier=carrier, received_at=at, notice=notice, **told)
    notice.save(update_fields=["outcome"])
    return notice


def book(
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

    A scan for a waybill that no parcel has yet waits for one; one older than the payment of all
    orders with that waybill is of none of their parcels, and is kept without effect. Inside the
    caller's transaction.
    """
    known = Shipment.objects.filter(carrier=carrier, waybill=waybill)
    hold_waybill(carrier, waybill)
    found = _travelling(known, scanned_at, received_at)
    told = {
        "carrier": carrier,
        "waybill": waybill,
        "kind": kind,
        "scanned_at": scanned_at,
        "received_at": received_at,
        "place": place,
        "notice": notice,
    }
    if not found:
        _wait(told)
        return ScanOutcome.BEFORE_PAYMENT if known.exists() else ScanOutcome.UNKNOWN_WAYBILL
    orders = _lock_orders({parcel.order_id for parcel in found})
    parcels = parcels_of(orders.keys())
    new = [
        parcel
        for known in found
        if (kind, scanned_at) not in (parcel := parcels[known.order_id][known.pk]).scans
    ]
    Scan.objects.bulk_create(Scan(shipment=parcel.shipment, **told) for parcel in new)
    for parcel in new:
        parcel.scans.append((kind, scanned_at))
        order = orders[parcel.shipment.order_id]
        follow(parcel, order=order, parcels=parcels[order.pk], at=received_at)
    return ScanOutcome.BOOKED if new else ScanOutcome.REPEATED


#: ``book`` in a transaction of its own.
book_scan = transaction.atomic(book)


def hold_waybill(carrier: Carrier, waybill: str) -> None:
    """Let nobody else name a parcel by this waybill, or tell of one, before this transaction ends.

    A scan would miss the parcel that is being named, and two buyers get one waybill. Comes before
    the lock of the order.
    """
    lock_word(f"waybill:{carrier.pk}:{in_one_piece(waybill)}")


def adopt_waiting_scans(shipment: Shipment) -> int:
    """Book the scans that came before this parcel was known; returns how many there were.

    The caller has locked the order. Scans older than the order's payment are of another parcel.
    """
    order = shipment.order
    taken = Scan.objects.filter(
        carrier=shipment.carrier,
        waybill=shipment.waybill,
        shipment__isnull=True,
        scanned_at__gte=order.paid_at - _clocks_differ(shipment.declared_at),  # type: ignore[operator]
    ).update(shipment=shipment)
    if taken:
        parcels = parcels_of([order.pk])[order.pk]
        follow(parcels[shipment.pk], order=order, parcels=parcels, at=shipment.declared_at)
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
    if moment > at + _clocks_differ(at):
        raise BadNotice(_("The scan lies in the future."), field="scanned_at")
    return moment


def _clocks_differ(at: datetime) -> timedelta:
    """How far a carrier's clock may be off from ours."""
    return timedelta(minutes=in_force(FulfilmentRules, at).rules.notice_window_minutes)


def _travelling(known: QuerySet[Shipment], scanned_at: datetime, at: datetime) -> list[Shipment]:
    """The parcels that a scan of then can be of: paid by then, and not those of long before."""
    latest = scanned_at + _clocks_differ(at)
    found = list(known.filter(order__paid_at__lte=latest).order_by("-declared_at"))
    if not found:
        return []
    days = in_force(FulfilmentRules, at).rules.waybill_reuse_days
    since = found[0].declared_at - timedelta(days=days)
    return sorted((p for p in found if p.declared_at > since), key=lambda parcel: parcel.pk)


def _lock_orders(ids: Iterable[int]) -> dict[int, Order]:
    locked = lock(Order.objects.filter(pk__in=ids).select_related("buyer", "supplier__company"))
    return {order.pk: order for order in locked}


def _wait(told: Mapping[str, Any]) -> None:
    Scan.objects.bulk_create([Scan(**told)], ignore_conflicts=True)
