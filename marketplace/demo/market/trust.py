"""What the market's staff found of suppliers, through the services, each at its own time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.translation import gettext_noop

from accounts.models import User
from common.working_days import day_of
from marketplace.demo.market import audits, sampling, visits
from policies.schemas import ClearOutRules
from policies.selectors import in_force
from suppliers.clear_out import Figures, Measured
from suppliers.enums import DeductionCause, DocumentKind, HoldCause, Standing, SupplierKind
from suppliers.models import DocumentRevision, ScoreDay, Supplier
from suppliers.services import badges, clear_out, expiry, holds, points, staff

DAY = timedelta(days=1)
CASE, FALSE = DeductionCause.CASE, DeductionCause.FALSE_SHIPMENT
#: Points of the one that is restricted by them, and of the one that is suspended: days ago, points.
RESTRICTING = ((210, 8, CASE), (44, 9, FALSE), (2, 8, CASE))
SUSPENDING = ((300, 12, CASE), (120, 11, FALSE), (20, 12, CASE), (4, 14, FALSE))
#: Those of two who go on selling: old ones, one of them faded by now.
OLD = ((390, 6, CASE), (310, 4, FALSE)), ((75, 6, FALSE), (25, 3, CASE))
WHY = {
    CASE: gettext_noop("Demo: an after-sales case was decided against the supplier"),
    FALSE: gettext_noop("Demo: shipped in name only"),
}
#: Why staff suspended one, and removed another.
SUSPENDED_FOR = gettext_noop("Demo: the shop cannot be reached and is being looked into")
REMOVED_FOR = gettext_noop("Demo: it traded in another company's name")
#: How long somebody has been off a target, and for how long the clock of documents has run.
STREAK_DAYS, CLOCK_DAYS = 9, 40


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part: those held, the two that people sign in to, and others that sell."""

    held: Mapping[str, Sequence[Supplier]]
    factory: Supplier
    stall: Supplier
    others: Sequence[Supplier]

    @property
    def makers(self) -> list[Supplier]:
        """Of the others, those whose audits need no visit by their kind."""
        return [one for one in self.others if one.kind != SupplierKind.STALL]


def judge(cast: Cast, people: Mapping[str, User], at: datetime, random: Random) -> None:
    """Bring every supplier to where the demo shows it."""
    _expire(cast, at)
    visits.make(cast, inspector=people["inspector"], actor=people["auditor"], at=at)
    _take_points(cast, at)
    _decide(cast, people["staff"], at)
    _warn(cast.makers[-1], at)
    audits.hold(cast, auditor=people["auditor"], at=at)
    sampling.check(cast, actor=people["auditor"], at=at)
    holds.end_due(at=at, limit=1000)
    audits.plan(at, random)
    _attest(cast, people["staff"], at)
    badges.evaluate(at=at)


def _everybody(cast: Cast) -> list[Supplier]:
    held = [one for some in cast.held.values() for one in some]
    return [cast.factory, cast.stall, *cast.others, *held]


def _expire(cast: Cast, at: datetime) -> None:
    """The clock of documents has run: a lease has six more days, a licence is three days over."""
    today = day_of(at)
    late = cast.held["restricted"][1]
    _runs_out(cast.stall, DocumentKind.LEASE, today + 6 * DAY)
    _runs_out(late, DocumentKind.LICENCE, today - 3 * DAY)
    for supplier in _everybody(cast):
        expiry.watch_documents(supplier=supplier, at=supplier.joined_at)
    for days in range(CLOCK_DAYS, -1, -1):
        expiry.run_due(at=at - days * DAY, limit=1000)


def _runs_out(supplier: Supplier, kind: str, on: date) -> None:
    revisions = DocumentRevision.objects.filter(document__company=supplier.company)
    revisions.filter(document__kind=kind).update(expires_on=on)


def _take_points(cast: Cast, at: datetime) -> None:
    first, second = cast.others[:2]
    for supplier, taken in (
        (cast.held["restricted"][0], RESTRICTING),
        (cast.held["suspended"][0], SUSPENDING),
        (first, OLD[0]),
        (second, OLD[1]),
    ):
        for days, number, cause in taken:
            moment = at - days * DAY
            holds.end_due(at=moment, limit=1000)
            points.deduct(
                supplier=supplier,
                points=number,
                cause=cause,
                key=f"demo:{days}",
                reason=WHY[cause],
                at=moment,
            )


def _decide(cast: Cast, actor: User, at: datetime) -> None:
    """What staff decided themselves: one to be suspended, one to be removed."""
    staff.hold(
        supplier=cast.held["suspended"][1],
        standing=Standing.SUSPENDED,
        reason=SUSPENDED_FOR,
        actor=actor,
        at=at - 9 * DAY,
    )
    holds.remove(
        supplier=cast.held["removed"][0],
        cause=HoldCause.STAFF,
        key="demo:removed",
        reason=REMOVED_FOR,
        actor=actor,
        at=at - 21 * DAY,
    )


def _attest(cast: Cast, actor: User, at: datetime) -> None:
    """Two factories have shown staff what makes a factory a super one."""
    second = next(one for one in cast.others[2:] if one.kind == SupplierKind.FACTORY)
    for factory in (cast.factory, second):
        badges.attest(
            supplier=factory,
            attested=badges.Attested(revenue=Decimal(26_000_000), abroad="演示：报关单"),
            reason="演示：已看审计报告与报关单",
            actor=actor,
            at=at - 5 * DAY,
        )


def _warn(supplier: Supplier, at: datetime) -> None:
    """Days off target for pickup, warned twice by now; today's own figures go on from here."""
    today, least = day_of(at), in_force(ClearOutRules, at).rules.pickup_parcels
    for days in range(STREAK_DAYS, 0, -1):
        day = today - days * DAY
        known = ScoreDay.objects.filter(supplier=supplier, day=day).first()
        parcels = max(known.parcels_due if known else 0, least)
        figures = Figures(copied=Measured(0, 1), pickup=Measured(parcels // 2, parcels))
        clear_out.check(supplier=supplier, day=day, figures=figures, at=at - days * DAY)
