"""How sharply the next lot is inspected: the switching rules of the standard (9.3, 9.4).

Normal at first; tightened after 2 of 5 (or fewer) consecutive lots were rejected; normal again
after 5 accepted ones in a row; reduced when the switching score reaches 30; back to normal with the
first rejected lot. After 5 lots rejected under tightened inspection it stops: the supplier has to
mend its production first, and goes on with tightened inspection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from suppliers.enums.spot_checks import Severity
from suppliers.sampling.plans import plan, tighter_by_one

WINDOW = 5
REJECTED_TO_TIGHTEN = 2
ACCEPTED_TO_EASE = 5
REJECTED_TO_STOP = 5
#: Rejected lots before inspection is ever discontinued.
FEWEST_TO_STOP = REJECTED_TO_TIGHTEN + REJECTED_TO_STOP
SCORE_TO_REDUCE = 30
#: Of a plan that accepts 2 failures or more, the score asks for a better lot, and gives more.
EASY_PLAN = 2
EASY_POINTS, HARD_POINTS = 3, 2


class Stopped(ValueError):
    """Inspection was discontinued; a lot is inspected again only once it is ``RESUMED``."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One lot of the series: its size, AQL, and how many of its sample failed.

    ``accepted`` is what was decided of it; of a lot that is only imagined the plan of the series'
    severity decides. The two differ where severity switched while the lot was under way.
    """

    lot_size: int
    aql: Decimal
    failures: int
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Where a series of lots stands. ``recent`` tells of its last lots at this severity whether
    they were accepted; ``rejected`` counts those rejected under tightened inspection."""

    severity: str = Severity.NORMAL
    recent: tuple[bool, ...] = ()
    score: int = 0
    rejected: int = 0
    stopped: bool = False


START = Series()
#: 9.4: the supplier has mended what was wrong, and inspection goes on, tightened.
RESUMED = Series(severity=Severity.TIGHTENED)


def after(series: Series, lot: Verdict) -> Series:
    """The series after one lot more. Raises Stopped, and NoPlan for a lot that has none."""
    if series.stopped:
        raise Stopped
    found = plan(lot.lot_size, lot.aql, series.severity)
    accepted = lot.failures <= found.accept if lot.accepted is None else lot.accepted
    seen = replace(series, recent=(*series.recent, accepted)[-WINDOW:])
    if series.severity == Severity.NORMAL:
        return _after_normal(replace(seen, score=_score(series.score, lot, accepted)))
    if series.severity == Severity.TIGHTENED:
        return _after_tightened(replace(seen, rejected=series.rejected + (not accepted)))
    return seen if accepted else Series()


def replay(lots: Iterable[Verdict], since: Series = START) -> Series:
    """The series after these lots, from the oldest on. What comes once it is stopped does not
    count: the lots were under way."""
    series = since
    for lot in lots:
        if series.stopped:
            break
        series = after(series, lot)
    return series


def _after_normal(series: Series) -> Series:
    if series.recent.count(False) >= REJECTED_TO_TIGHTEN:
        return Series(severity=Severity.TIGHTENED)
    if series.score >= SCORE_TO_REDUCE:
        return Series(severity=Severity.REDUCED)
    return series


def _after_tightened(series: Series) -> Series:
    if series.rejected >= REJECTED_TO_STOP:
        return replace(series, stopped=True)
    if series.recent[-ACCEPTED_TO_EASE:].count(True) == ACCEPTED_TO_EASE:
        return Series()
    return series


def _score(score: int, lot: Verdict, accepted: bool) -> int:
    """9.3.3.2: points for a lot that would have passed a sharper look, else from 0 again."""
    if not accepted:
        return 0
    if plan(lot.lot_size, lot.aql).accept < EASY_PLAN:
        return score + HARD_POINTS
    passes = lot.failures <= tighter_by_one(lot.lot_size, lot.aql).accept
    return score + EASY_POINTS if passes else 0
