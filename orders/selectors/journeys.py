"""How the simulated carrier moves a parcel: which scans it has had by a moment, and where."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from orders.enums import ScanKind
from orders.models import Shipment

#: Hours after the supplier's «shipped»; each parcel is up to a fifth slower, by its waybill.
LEGS = (
    (ScanKind.ACCEPTED, 3),
    (ScanKind.IN_TRANSIT, 14),
    (ScanKind.OUT_FOR_DELIVERY, 44),
    (ScanKind.SIGNED, 48),
)
SLOWEST = 0.2
#: Parcels handed over so lately are hurried, so that one can watch; older ones move as in life.
HURRIED = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class JourneyScan:
    """A scan that the simulated carrier has made of a parcel."""

    shipment: Shipment
    kind: str
    at: datetime
    place: str

    @property
    def notice_id(self) -> str:
        """The same whenever it is told, so that telling it twice books it once."""
        return f"{self.shipment.waybill}-{self.shipment.pk}-{self.kind}"


def scans_to_tell(*, at: datetime, speed: float, limit: int) -> list[JourneyScan]:
    """Scans made by ``at`` that nobody was told of yet, in their order.

    Parcels handed over lately move ``speed`` times as fast as in life.
    """
    moving = Shipment.objects.filter(signed_at__isnull=True, returned_at__isnull=True)
    parcels = moving.filter(declared_at__lte=at).select_related("carrier", "order")
    told = [
        scan
        for parcel in parcels.prefetch_related("scans").order_by("declared_at")[:limit]
        for scan in _untold(parcel, at, speed if parcel.declared_at > at - HURRIED else 1)
    ]
    return sorted(told, key=lambda scan: scan.at)


def _untold(parcel: Shipment, at: datetime, speed: float) -> Iterator[JourneyScan]:
    known = {scan.kind for scan in parcel.scans.all()}
    slowness = 1 + SLOWEST * (zlib.crc32(parcel.waybill.encode()) % 100) / 100
    for kind, hours in LEGS:
        moment = parcel.declared_at + timedelta(hours=hours * slowness / speed)
        if moment <= at and kind not in known:
            yield JourneyScan(parcel, kind, moment, _place(parcel, kind))


def _place(parcel: Shipment, kind: str) -> str:
    """The last scans are made where the order goes."""
    if kind in (ScanKind.OUT_FOR_DELIVERY, ScanKind.SIGNED):
        return str(parcel.order.address.get("city") or parcel.order.address.get("province", ""))
    return ""
