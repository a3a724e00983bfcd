"""Reads of a supplier's standing: what holds it, how it came to be, and what may come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import AppealStatus
from suppliers.models import (
    Appeal,
    ClearOutStreak,
    Deduction,
    DocumentRevision,
    Hold,
    StandingEvent,
    Supplier,
)
from suppliers.selectors.audits import condition_of
from suppliers.selectors.documents import all_in_force


def open_holds(supplier: Supplier) -> QuerySet[Hold]:
    """What holds the supplier now, the newest first, with the appeal against it."""
    return supplier.holds.open().select_related("appeal")


def counting_deductions(supplier: Supplier, at: datetime) -> QuerySet[Deduction]:
    """The deductions that count, the newest first, each with the appeal against it."""
    counting = supplier.deductions.counting(at)
    return counting.select_related("appeal", "reversal").order_by("-at", "-pk")


def off_target(supplier: Supplier) -> QuerySet[ClearOutStreak]:
    """The targets of the clear-out that the supplier is off now."""
    return ClearOutStreak.objects.open().filter(supplier=supplier).select_related("policy_version")


def documents_that_run_out(supplier: Supplier) -> QuerySet[DocumentRevision]:
    """Its documents in force that have a last day, the soonest first."""
    mine = all_in_force().filter(document__company=supplier.company_id, covered_by=None)
    return mine.filter(expires_on__isnull=False).order_by("expires_on", "pk")


def moves_of(supplier: Supplier) -> QuerySet[StandingEvent]:
    """Every move of its standing, the newest first."""
    return supplier.events.order_by("-at", "-pk")


def appeals_of(supplier: Supplier) -> QuerySet[Appeal]:
    """Its appeals, the newest first."""
    return supplier.appeals.select_related("hold", "deduction")


def open_appeals(supplier: Supplier) -> QuerySet[Appeal]:
    """Those that nobody has decided on yet, the newest first."""
    return appeals_of(supplier).filter(status=AppealStatus.OPEN)


def appeal_until(*, since: datetime, at: datetime) -> datetime:
    """The end of the time for an appeal against what was decided at ``since``."""
    return since + timedelta(days=in_force(StandingRules, at).rules.appeal_days)


def appeal_ends(against: Hold | Deduction) -> datetime:
    """Until when there is an appeal against it, by the rules of when it was decided."""
    decided_at = against.since if isinstance(against, Hold) else against.at
    return appeal_until(since=decided_at, at=decided_at)


def deciders_of(subject: Hold | Deduction) -> list[User]:
    """Whose decision it is; nobody's where the rules alone decided.

    Behind a hold that the rules placed stands who took the points that crossed its threshold, or
    whose audit set the condition that was missed.
    """
    if isinstance(subject, Deduction):
        people = [subject.actor]
    else:
        condition = condition_of(subject)
        people = [
            subject.placed_by,
            subject.deduction.actor if subject.deduction else None,
            condition.audit.auditor if condition else None,
        ]
    return list(dict.fromkeys(person for person in people if person is not None))
