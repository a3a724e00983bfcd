"""Penalty points as arithmetic: what counts, and what crossing a threshold brings (rules §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from policies.schemas import PointRules
from suppliers.enums import Standing


@dataclass(frozen=True, slots=True)
class Taken:
    """A deduction that was not given back."""

    points: int
    at: datetime
    fades_at: datetime


@dataclass(frozen=True, slots=True)
class Threshold:
    """From ``points`` on the standing is ``standing``, for ``days``; None: for good, or no move."""

    points: int
    standing: Standing
    days: int | None = None

    @property
    def moves(self) -> bool:
        return self.standing != Standing.ACTIVE

    def until(self, since: datetime) -> datetime | None:
        return None if self.days is None else since + timedelta(days=self.days)


def thresholds(rules: PointRules) -> tuple[Threshold, ...]:
    """From the mildest, a warning alone, to the gravest."""
    return (
        Threshold(rules.warning, Standing.ACTIVE),
        Threshold(rules.restricted, Standing.RESTRICTED, rules.restricted_days),
        Threshold(rules.restricted_longer, Standing.RESTRICTED, rules.restricted_longer_days),
        Threshold(rules.suspended, Standing.SUSPENDED, rules.suspended_days),
        Threshold(rules.removed, Standing.REMOVED),
    )


def counted(taken: Iterable[Taken], at: datetime) -> int:
    """The points that count at ``at``: from the moment they were taken until they fade."""
    return sum(one.points for one in taken if one.at <= at < one.fades_at)


def crossed(before: int, after: int, rules: PointRules) -> Threshold | None:
    """The gravest threshold that lies above ``before`` and not above ``after``."""
    reached = [step for step in thresholds(rules) if before < step.points <= after]
    return reached[-1] if reached else None


def next_threshold(points: int, rules: PointRules) -> Threshold | None:
    """The next one to come; None where the last was reached."""
    return next((step for step in thresholds(rules) if points < step.points), None)


def replayed(taken: Sequence[Taken], rules: PointRules) -> list[Threshold | None]:
    """For each deduction, in the order in which they were taken, the threshold that it crossed."""
    found = []
    for place, one in enumerate(taken):
        before = counted(taken[:place], one.at)
        found.append(crossed(before, before + one.points, rules))
    return found
