"""What waits for a supplier: everything of its standing and papers that has a day (rules §4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from common.working_days import day_of, end_of
from suppliers.enums import HoldCause
from suppliers.enums.audits import ConditionStatus
from suppliers.enums.spot_checks import SpotCheckStatus
from suppliers.enums.visits import AHEAD, VisitStatus
from suppliers.models import AuditCondition, Deduction, Hold, SiteVisit, Supplier
from suppliers.selectors.audits import open_audit_of
from suppliers.selectors.spot_checks import checks_of, named, supervisions_of
from suppliers.selectors.standing import (
    appeal_ends,
    counting_deductions,
    documents_that_run_out,
    open_holds,
)
from suppliers.selectors.visits import valid_visits

#: From so many days before it runs out, a document or visit waits to be renewed.
RUNS_OUT_WITHIN = timedelta(days=30)


class Waits(StrEnum):
    AUDIT = "audit"
    CONDITION = "condition"
    ANSWER = "answer"
    VISIT_PROPOSED = "visit_proposed"
    VISIT_AGREED = "visit_agreed"
    VISIT_ENDS = "visit_ends"
    DOCUMENT = "document"
    RETEST = "retest"
    SUPERVISION = "supervision"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Waiting:
    """``thing`` is what waits, and ``at`` until when: it may have passed."""

    kind: Waits
    at: datetime
    thing: Any


def waiting_for(supplier: Supplier, at: datetime) -> list[Waiting]:
    """All of it, the soonest first; nine queries, however much there is.

    What waits for the market's staff is not among it: ``waiting_for_auditor``.
    """
    found = chain(
        _audit(supplier),
        _conditions(supplier),
        _visits(supplier),
        _visit_that_ends(supplier, at),
        _documents(supplier, at),
        _retests(supplier, at),
        _supervisions(supplier, at),
        _appeals(supplier, at),
    )
    return sorted(found, key=lambda one: one.at)


def waiting_for_auditor(supplier: Supplier) -> list[Waiting]:
    """Conditions that the supplier has answered, the soonest first; one query."""
    answered = _conditions_of(supplier).filter(status=ConditionStatus.ANSWERED)
    return [Waiting(Waits.ANSWER, condition.deadline, condition) for condition in answered]


def _audit(supplier: Supplier) -> Iterator[Waiting]:
    audit = open_audit_of(supplier)
    if audit is not None:
        yield Waiting(Waits.AUDIT, audit.due_at, audit)


def _conditions(supplier: Supplier) -> Iterator[Waiting]:
    """Those that the supplier has to answer; an answer waits for the auditor."""
    for condition in _conditions_of(supplier).filter(status=ConditionStatus.OPEN):
        yield Waiting(Waits.CONDITION, condition.deadline, condition)


def _conditions_of(supplier: Supplier) -> QuerySet[AuditCondition]:
    return AuditCondition.objects.filter(audit__supplier=supplier).select_related("audit")


def _visits(supplier: Supplier) -> Iterator[Waiting]:
    for visit in SiteVisit.objects.filter(company=supplier.company_id, status__in=AHEAD):
        proposed = visit.status == VisitStatus.PROPOSED
        kind = Waits.VISIT_PROPOSED if proposed else Waits.VISIT_AGREED
        yield Waiting(kind, visit.scheduled_for, visit)


def _visit_that_ends(supplier: Supplier, at: datetime) -> Iterator[Waiting]:
    visit = valid_visits([supplier.company_id], at).get(supplier.company_id)
    if visit and visit.valid_until and visit.valid_until <= at + RUNS_OUT_WITHIN:
        yield Waiting(Waits.VISIT_ENDS, visit.valid_until, visit)


def _documents(supplier: Supplier, at: datetime) -> Iterator[Waiting]:
    """Those that run out soon, and those that have and were not renewed."""
    last = day_of(at + RUNS_OUT_WITHIN)
    for revision in documents_that_run_out(supplier).filter(expires_on__lte=last):
        if revision.expires_on:
            yield Waiting(Waits.DOCUMENT, end_of(revision.expires_on), revision)


def _retests(supplier: Supplier, at: datetime) -> Iterator[Waiting]:
    for check in named(checks_of(supplier).filter(status=SpotCheckStatus.REJECTED)):
        if check.may_be_retested(at) and check.retest_until:
            yield Waiting(Waits.RETEST, check.retest_until, check)


def _supervisions(supplier: Supplier, at: datetime) -> Iterator[Waiting]:
    going_on = list(supervisions_of(supplier, at))
    named(supervision.check_failed for supervision in going_on)
    for supervision in going_on:
        yield Waiting(Waits.SUPERVISION, supervision.until, supervision)


def _appeals(supplier: Supplier, at: datetime) -> Iterator[Waiting]:
    """Decisions against which there is still an appeal."""
    held = open_holds(supplier).exclude(cause=HoldCause.UNVETTED)
    decisions: list[Hold | Deduction] = [*held, *counting_deductions(supplier, at)]
    for decided in decisions:
        if not hasattr(decided, "appeal") and at < appeal_ends(decided):
            yield Waiting(Waits.APPEAL, appeal_ends(decided), decided)
