"""When a supplier is cleared out, 清退 (rules §4): figures and days alone, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policies.schemas import ClearOutRules
from suppliers.enums import Criterion


@dataclass(frozen=True, slots=True)
class Measured:
    """``part`` of ``whole``, as of a day."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a supplier came to by a day; None of what nobody measured."""

    copied: Measured | None = None
    pickup: Measured | None = None
    refunds: Measured | None = None

    def of(self, criterion: Criterion) -> Measured | None:
        found: Measured | None = getattr(self, criterion.value)
        return found


def off_target(criterion: Criterion, have: Measured | None, rules: ClearOutRules) -> bool | None:
    """Whether the supplier misses the target; None where it cannot be said."""
    if have is None or have.whole < _least(criterion, rules):
        return None
    part, whole = Decimal(have.part), Decimal(have.whole)
    if criterion == Criterion.COPIED:
        return part >= rules.copied_share * whole
    if criterion == Criterion.PICKUP:
        return part < rules.pickup_share * whole
    return part > rules.refund_share * whole


def target(criterion: Criterion, rules: ClearOutRules) -> Decimal:
    """The share that the target stands at."""
    shares = {
        Criterion.COPIED: rules.copied_share,
        Criterion.PICKUP: rules.pickup_share,
        Criterion.REFUNDS: rules.refund_share,
    }
    return shares[criterion]


def days_left(days: int, rules: ClearOutRules) -> int:
    """After ``days`` off target in a row: days until the removal; 0: it is due."""
    return max(rules.grace_days + 1 - days, 0)


def _least(criterion: Criterion, rules: ClearOutRules) -> int:
    """Below so many there is no figure."""
    least = {Criterion.PICKUP: rules.pickup_parcels, Criterion.REFUNDS: rules.refund_orders}
    return least.get(criterion, 1)
