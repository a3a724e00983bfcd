"""What the clock does about audits and conditions: remind before, restrict after (rules §4).

Each row knows when its next step is due (``clock_at``), and the index holds only those that have
one: a sweep reads what is due and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from accounts.models import User
from common.locking import lock_one
from common.sweep import sweep
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.enums import HoldCause, Standing
from suppliers.enums.audits import ConditionStatus
from suppliers.models import Audit, AuditCondition, Supplier
from suppliers.selectors.audits import answered_at, overdue_key
from suppliers.selectors.staff import auditors
from suppliers.services import audit_conditions, holds, tell_audits

OVERDUE = gettext_noop("A re-audit was due on %(due)s")


def watch_audits(*, at: datetime, limit: int) -> list[int]:
    """Remind auditors of up to ``limit`` audits, or restrict whose audit is overdue too long."""

    def lock_supplier(pk: int) -> None:
        lock_one(Supplier.objects.filter(audits=pk))

    due = Audit.objects.filter(clock_at__lte=at).select_related("supplier__company", "auditor")
    return sweep(due, lambda audit: _step(audit, at), limit=limit, lock_first=lock_supplier)


def watch_conditions(*, at: datetime, limit: int) -> list[int]:
    """Remind suppliers of up to ``limit`` conditions, or restrict those that missed one."""

    def lock_supplier(pk: int) -> None:
        lock_one(Supplier.objects.filter(audits__conditions=pk))

    due = AuditCondition.objects.filter(clock_at__lte=at)
    return sweep(
        due.select_related("audit__supplier__company", "audit__auditor"),
        lambda condition: _condition_step(condition, at),
        limit=limit,
        lock_first=lock_supplier,
    )


def _step(audit: Audit, at: datetime) -> None:
    rules = in_force(AuditRules, at)
    too_late = audit.due_at + timedelta(days=rules.rules.overdue_days)
    if at < too_late:
        tell_audits.due_soon(audit, people=_people(audit), at=at)
        audit.reminded_at, audit.clock_at = at, too_late
    else:
        if audit.supplier.status != Standing.REMOVED:
            holds.place(
                supplier=audit.supplier,
                cause=HoldCause.AUDIT,
                key=overdue_key(audit),
                standing=Standing.RESTRICTED,
                reason=OVERDUE,
                params={"due": audit.due_at},
                at=at,
                policy_version=rules.version,
            )
        audit.restricted_at, audit.clock_at = at, None
    audit.save(update_fields=["reminded_at", "restricted_at", "clock_at"])


def _people(audit: Audit) -> list[User]:
    return [audit.auditor] if audit.auditor else list(auditors())


def _condition_step(condition: AuditCondition, at: datetime) -> None:
    if condition.status == ConditionStatus.ANSWERED:
        _remind_of_answer(condition, at)
    elif at < condition.deadline:
        tell_audits.condition_due(condition, at=at)
        condition.reminded_at, condition.clock_at = at, condition.deadline
    else:
        audit_conditions.miss(condition, at=at)
        return
    condition.save(update_fields=["reminded_at", "clock_at"])


def _remind_of_answer(condition: AuditCondition, at: datetime) -> None:
    """First the auditor whose condition it is, and from the second round on all of them."""
    second = audit_conditions.answer_due(answered_at(condition), at=at, rounds=2)
    auditor = condition.audit.auditor
    people = [auditor] if auditor and at < second else list(auditors())
    tell_audits.answer_waits(condition, people=people, at=at)
    condition.clock_at = second if at < second else audit_conditions.answer_due(at, at=at)
