"""When each thing happened to an order of the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from orders.enums import ScanKind
from orders.selectors.clock import complete_at
from policies.schemas import OrderRules
from policies.selectors import in_force

WAYBILLS = {
    "sf": ("SF", 12),
    "zto": ("ZT", 12),
    "yto": ("YT", 13),
    "yunda": ("YD", 13),
    "deppon": ("DPK", 12),
}


@dataclass(frozen=True, slots=True)
class Trip:
    """The moments of an order that was paid, shipped, signed for and completed."""

    placed_at: datetime
    paid_at: datetime
    shipped_at: datetime
    scans: tuple[tuple[ScanKind, datetime], ...]
    completed_at: datetime
    by_buyer: bool

    @property
    def picked_up_at(self) -> datetime:
        return self.scans[0][1]

    @property
    def signed_at(self) -> datetime:
        return self.scans[-1][1]


def trip(placed_at: datetime, promise_hours: int, care: float, random: Random) -> Trip:
    """Paid within hours, shipped by ``care`` (0-1) in time or late, confirmed or left to time."""
    paid = placed_at + timedelta(minutes=random.choice((1, 2, 3, 8, 25, 90, 400)))
    share = random.betavariate(2, 3) if random.random() < care else random.uniform(1.05, 1.8)
    hours = min(promise_hours, 120) * share
    shipped = paid + timedelta(hours=max(1.0, hours - random.uniform(0.5, 5)))
    scans = _scans(shipped, random)
    rules = in_force(OrderRules, placed_at).rules
    by_time = complete_at(
        picked_up_at=scans[0][1], signed_at=scans[-1][1], is_extended=False, rules=rules
    )
    by_buyer = random.random() < 0.7
    confirmed = scans[-1][1] + timedelta(hours=random.uniform(2, 60))
    return Trip(
        placed_at, paid, shipped, scans, min(confirmed, by_time) if by_buyer else by_time, by_buyer
    )


def _scans(shipped: datetime, random: Random) -> tuple[tuple[ScanKind, datetime], ...]:
    hours = (
        random.uniform(0.5, 5),
        random.uniform(6, 20),
        random.uniform(18, 60),
        random.uniform(1, 7),
    )
    kinds = (ScanKind.ACCEPTED, ScanKind.IN_TRANSIT, ScanKind.OUT_FOR_DELIVERY, ScanKind.SIGNED)
    moments, at = [], shipped
    for kind, step in zip(kinds, hours, strict=True):
        at += timedelta(hours=step)
        moments.append((kind, at))
    return tuple(moments)


def waybill(carrier: str, random: Random) -> str:
    """A number as the carrier prints it."""
    prefix, digits = WAYBILLS[carrier]
    return prefix + "".join(random.choices("0123456789", k=digits))
