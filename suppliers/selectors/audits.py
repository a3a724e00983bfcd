"""Reads of audits, of the rules they go by, and of what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from policies.schemas import AuditRules
from suppliers.calendar import months_later
from suppliers.enums import SupplierKind
from suppliers.enums.audits import AUDIT_OPEN, AuditStatus, ConditionStatus, VisitNeed
from suppliers.models import Audit, AuditCondition, Hold, SiteVisit, Supplier
from suppliers.risk import days_of
from suppliers.selectors.visits import last_visits

#: How the hold that a missed condition brings is named.
CONDITION_KEY = "audit-condition:"


def condition_key(condition: AuditCondition) -> str:
    """The key of the hold that missing the condition brings."""
    return f"{CONDITION_KEY}{condition.pk}"


def overdue_key(audit: Audit) -> str:
    """The key of the hold that an overdue audit brings."""
    return f"audit-overdue:{audit.pk}"


def condition_of(hold: Hold) -> AuditCondition | None:
    """The condition whose missing brought the hold, with its audit's auditor; None for others."""
    if not hold.key.startswith(CONDITION_KEY):
        return None
    found = AuditCondition.objects.filter(pk=int(hold.key.removeprefix(CONDITION_KEY)))
    return found.select_related("audit__auditor").first()


def answered_at(condition: AuditCondition) -> datetime:
    """Since when it waits for an auditor: the first answer after it was set or sent back."""
    turns = condition.events.filter(
        source=ConditionStatus.OPEN, target=ConditionStatus.ANSWERED
    ).order_by("-at", "-pk")
    return turns[0].at


def open_audit_of(supplier: Supplier) -> Audit | None:
    """The audit that is open or in review, if there is one."""
    return Audit.objects.filter(supplier=supplier, status__in=AUDIT_OPEN).first()


def next_due(supplier: Supplier, rules: AuditRules, *, failed: bool = False) -> datetime:
    """When the next audit has to be done: so many days after the last one, by its risk band.

    Sooner after one that ``failed``, whatever becomes of the band meanwhile.
    """
    last = supplier.last_audit_at or supplier.joined_at
    days = days_of(supplier.risk_band, rules)
    return last + timedelta(days=min(days, rules.failed_days) if failed else days)


def failed_last(supplier: Supplier) -> bool:
    """Whether its last audit failed."""
    ended = Audit.objects.filter(supplier=supplier, ended_at=supplier.last_audit_at)
    return ended.filter(status=AuditStatus.FAILED).exists()


def opens_at(due: datetime, rules: AuditRules) -> datetime:
    """When an audit opens that has to be done by ``due``."""
    return due - timedelta(days=rules.work_days)


def due_when_opened(opens: datetime, at: datetime, rules: AuditRules) -> datetime:
    """The deadline of an audit that was to open at ``opens`` and does at ``at``.

    The day that was planned; where a change of band has brought that too near, the time that an
    audit takes.
    """
    work = timedelta(days=rules.work_days)
    planned = opens + work
    near = planned - at < timedelta(days=rules.remind_days)
    return at + work if near else planned


def clock_of(due: datetime, at: datetime, rules: AuditRules) -> datetime:
    """When the clock speaks up first: before the deadline, and never in the past."""
    return max(due - timedelta(days=rules.remind_days), at)


def visit_needs(suppliers: Iterable[Supplier], at: datetime, rules: AuditRules) -> dict[int, str]:
    """Which stalls an audit has to visit: those whose last visit is too long ago; one query."""
    stalls = [one for one in suppliers if one.kind == SupplierKind.STALL]
    last = last_visits((stall.company_id for stall in stalls), at)
    return {
        stall.pk: VisitNeed.STALL
        for stall in stalls
        if _too_long_ago(last.get(stall.company_id), at, rules)
    }


def _too_long_ago(visit: SiteVisit | None, at: datetime, rules: AuditRules) -> bool:
    if visit is None or visit.finished_at is None:
        return True
    return months_later(visit.finished_at, rules.stall_visit_months, visit.time_zone) <= at


def due_to_open(at: datetime) -> QuerySet[Supplier]:
    """Suppliers whose next audit opens by ``at``; the index holds them in this order."""
    return Supplier.objects.filter(next_audit_at__lte=at).order_by("next_audit_at")


def audits_of(supplier: Supplier) -> QuerySet[Audit]:
    """The supplier's audits with all that its own page shows, newest first."""
    return (
        Audit.objects.filter(supplier=supplier)
        .prefetch_related("causes", "conditions__answers__actor", "conditions__events")
        .order_by("-opened_at", "-pk")
    )


def audit_with_all(pk: int) -> Audit | None:
    """An audit with all that its page on staff's desk shows."""
    found = Audit.objects.select_related("supplier__company", "auditor", "draw")
    return (
        found.prefetch_related(
            "causes", "items__decided_by", "conditions__answers__actor", "visits__inspector"
        )
        .filter(pk=pk)
        .first()
    )
