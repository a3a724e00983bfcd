"""What the page of standing shows, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.notices import Phrase
from common.formats import day as day_in_words
from common.formats import days_left as days_left_in_words
from common.formats import percent
from common.working_days import day_of
from policies.schemas import ClearOutRules, PointRules
from policies.selectors import in_force
from suppliers.clear_out import days_left, target
from suppliers.enums import Criterion, HoldCause, Standing
from suppliers.models import (
    Appeal,
    ClearOutStreak,
    Deduction,
    DocumentRevision,
    Hold,
    StandingEvent,
    Supplier,
)
from suppliers.points import Threshold, next_threshold
from suppliers.selectors import standing as selectors
from suppliers.selectors.points import points_of
from suppliers.selectors.waiting import Waits
from suppliers.services.appeals import may_appeal as appeal_is_open
from suppliers.waiting import WaitingLine, waiting_lines

S = Standing

#: What is on in which standing.
SWITCHES = (
    (gettext_lazy("List, import and put products on sale"), {S.ACTIVE}),
    (gettext_lazy("Rank as others do"), {S.ACTIVE}),
    (gettext_lazy("Shop and products are shown and sold"), {S.ACTIVE, S.RESTRICTED}),
    (gettext_lazy("Payouts"), {S.ACTIVE, S.RESTRICTED}),
    (gettext_lazy("Ship and complete orders"), set(S)),
)

LIFTED_BY = {
    HoldCause.STAFF: gettext_lazy("Staff lift it when its reason is gone."),
    HoldCause.DOCUMENT: gettext_lazy("A new document lifts it as soon as it is accepted."),
    HoldCause.AUDIT: gettext_lazy("It is lifted when the audit is done and passed."),
    HoldCause.SPOT_CHECK: gettext_lazy("It is lifted when samples pass again."),
    HoldCause.DEBT: gettext_lazy("It is lifted when the deposit covers what is owed."),
    HoldCause.POINTS: gettext_lazy("It ends when its time is over."),
    HoldCause.CLEAR_OUT: gettext_lazy("Only an appeal that is granted lifts it."),
    HoldCause.UNVETTED: gettext_lazy("It is lifted when your application is approved."),
}
_ONLY_APPEAL = gettext_lazy("Only an appeal that is granted lifts it.")
#: Where the supplier goes to get rid of a hold.
WAYS = {
    HoldCause.DOCUMENT: ("suppliers:documents", gettext_lazy("To your documents")),
    HoldCause.AUDIT: ("suppliers:audits", gettext_lazy("To the audits")),
    HoldCause.DEBT: ("payments:deposit", gettext_lazy("Pay into the deposit")),
}


@dataclass(frozen=True, slots=True)
class Switch:
    label: Any
    is_on: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A hold or a deduction, with its appeal or the way to one."""

    thing: Any
    why: str
    lifted_by: Any = ""
    way_url: str = ""
    way_label: Any = ""
    appeal: Appeal | None = None
    appeal_url: str = ""
    appeal_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PointsNow:
    """``limit`` is where the next threshold stands."""

    total: int
    limit: int
    says: str

    @property
    def share(self) -> str:
        return f"{self.total} / {self.limit}"


@dataclass(frozen=True, slots=True)
class Warned:
    label: str
    figure: str
    target: str
    says: str
    value: int
    limit: int


@dataclass(frozen=True, slots=True)
class Paper:
    label: str
    last_day: str
    says: str
    tone: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as the component ``timeline`` shows it."""

    at: datetime
    title: str
    text: str
    tone: str


def standing_page(supplier: Supplier, *, may_appeal: bool, at: datetime) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries."""
    standing, appeals = Standing(supplier.status), selectors.appeals_of(supplier)
    waiting, warnings = waiting_lines(supplier, at), selectors.off_target(supplier)
    points = points_of(supplier, at)
    risks = [] if standing != S.ACTIVE else _risks(waiting, points, warned=bool(warnings))
    return {
        "supplier": supplier,
        "meaning": str(_ON_AT_RISK) if risks else supplier.standing_meaning,
        "risks": _("; ").join(risks),
        "waiting": waiting,
        "switches": [Switch(label, standing in on) for label, on in SWITCHES],
        "holds": [_held(one, may_appeal, at) for one in selectors.open_holds(supplier)],
        "points": _points(points, in_force(PointRules, at).rules),
        "deductions": [
            _taken(one, may_appeal, at) for one in selectors.counting_deductions(supplier, at)
        ],
        "warnings": [_warned(one) for one in warnings],
        "documents": _papers(selectors.documents_that_run_out(supplier), day_of(at)),
        "appeals": appeals,
        "moves": [_moved(one) for one in selectors.moves_of(supplier)],
    }


def _risks(waiting: Iterable[WaitingLine], points: int, *, warned: bool) -> list[str]:
    """What may yet move the standing of a shop that nothing holds, the gravest first."""
    found = [str(_("a clear-out warning"))] if warned else []
    kinds = {line.kind for line in waiting}
    found += [str(said) for kind, said in _RISKS.items() if kind in kinds]
    if points:
        counted = ngettext("%(count)d penalty point", "%(count)d penalty points", points)
        found.append(counted % {"count": points})
    return found


_ON_AT_RISK = gettext_lazy("Everything is on now. What may change that is said below.")
_RISKS = {
    Waits.CONDITION: gettext_lazy("a condition of an audit that is not met yet"),
    Waits.DOCUMENT: gettext_lazy("a document that runs out"),
    Waits.SUPERVISION: gettext_lazy("supervision, under which new samples are taken"),
    Waits.AUDIT: gettext_lazy("an audit that goes on"),
}


def _held(hold: Hold, may_appeal: bool, at: datetime) -> Decided:
    cause = HoldCause(hold.cause)
    is_final = hold.standing == Standing.REMOVED
    way, label = ("", "") if is_final else WAYS.get(cause, ("", ""))
    return Decided(
        hold,
        str(hold.said),
        _ONLY_APPEAL if is_final else LIFTED_BY[cause],
        reverse(way) if way else "",
        label,
        getattr(hold, "appeal", None),
        _way_to_appeal("suppliers:appeal_hold", hold, may_appeal, at),
        selectors.appeal_ends(hold),
    )


def _taken(deduction: Deduction, may_appeal: bool, at: datetime) -> Decided:
    return Decided(
        deduction,
        str(deduction.said),
        appeal=getattr(deduction, "appeal", None),
        appeal_url=_way_to_appeal("suppliers:appeal_deduction", deduction, may_appeal, at),
        appeal_until=selectors.appeal_ends(deduction),
    )


def _way_to_appeal(name: str, thing: Hold | Deduction, may_appeal: bool, at: datetime) -> str:
    if not may_appeal or not appeal_is_open(against=thing, at=at):
        return ""
    return reverse(name, args=[thing.pk])


def _points(total: int, rules: PointRules) -> PointsNow:
    step = next_threshold(total, rules)
    if step is None:
        return PointsNow(total, rules.removed, _("The last threshold is reached."))
    return PointsNow(total, step.points, _consequence(step, total))


def _consequence(step: Threshold, total: int) -> str:
    left = step.points - total
    missing = ngettext("%(left)d point more", "%(left)d points more", left) % {"left": left}
    if not step.moves:
        return _("%(missing)s and you are warned.") % {"missing": missing}
    words = {"missing": missing, "standing": step.standing.label, "days": step.days}
    if step.days is None:
        return _("%(missing)s and your shop is: %(standing)s, for good.") % words
    return _("%(missing)s and your shop is: %(standing)s, for %(days)d days.") % words


def _warned(streak: ClearOutStreak) -> Warned:
    rules = cast("ClearOutRules", streak.policy_version.rules)
    criterion, left = Criterion(streak.criterion), days_left(streak.days, rules)
    says = ngettext(
        "%(left)d day left until your shop is removed; one day back on target begins it anew.",
        "%(left)d days left until your shop is removed; one day back on target begins it anew.",
        left,
    )
    return Warned(
        str(criterion.label),
        f"{percent(streak.part / streak.whole)} ({streak.part} / {streak.whole})",
        _TARGETS[criterion] % {"share": percent(target(criterion, rules))},
        says % {"left": left},
        streak.days,
        rules.grace_days + 1,
    )


_TARGETS = {
    Criterion.COPIED: gettext_lazy("under %(share)s"),
    Criterion.PICKUP: gettext_lazy("at least %(share)s"),
    Criterion.REFUNDS: gettext_lazy("at most %(share)s"),
}


def _papers(revisions: Iterable[DocumentRevision], today: date) -> list[Paper]:
    return [_paper(revision, revision.expires_on, today) for revision in revisions]


def _paper(revision: DocumentRevision, last_day: date | None, today: date) -> Paper:
    left = revision.days_left(today) or 0
    return Paper(
        revision.document.label,
        day_in_words(last_day) if last_day else "",
        days_left_in_words(left) if left >= 0 else _("expired"),
        "bad" if left < 0 else "warn" if left <= SOON else "good",
    )


#: From here on the days that are left are shown as a warning.
SOON = 30


def _moved(event: StandingEvent) -> Moved:
    return Moved(
        event.at,
        str(Standing(event.target).label),
        str(Phrase(event.reason, event.data.get("params", {}))),
        "good" if event.target == Standing.ACTIVE else "",
    )
