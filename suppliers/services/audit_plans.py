"""When a supplier's next audit opens, and the end of audits that nobody needs any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.models import User
from common.status import move
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.enums.audits import AUDIT_TRANSITIONS, AuditStatus
from suppliers.enums.visits import AHEAD
from suppliers.models import Audit, AuditEvent, Supplier
from suppliers.selectors.audits import failed_last, next_due, open_audit_of, opens_at
from suppliers.services import tell_audits, visits

REMOVED = gettext_noop("The supplier was removed")


@transaction.atomic
def replan(*, supplier: Supplier, at: datetime) -> Supplier:
    """Set when the next audit opens, by the band of now and by how the last one ended.

    While an audit is open nothing is planned. The supplier is locked.
    """
    rules = in_force(AuditRules, at).rules
    due = next_due(supplier, rules, failed=failed_last(supplier))
    supplier.next_audit_at = None if open_audit_of(supplier) else opens_at(due, rules)
    supplier.save(update_fields=["next_audit_at"])
    return supplier


def call_off_audit(*, audit: Audit, reason: str, actor: User | None, at: datetime) -> None:
    """End it without a verdict, with the visit that it needed; the supplier is locked, and told."""
    move(
        audit,
        AuditStatus.CALLED_OFF,
        table=AUDIT_TRANSITIONS,
        events=AuditEvent,
        at=at,
        actor=actor,
        reason=reason,
        ended_at=at,
        clock_at=None,
        summary=reason,
    )
    for visit in audit.visits.filter(status__in=AHEAD):
        visits.cancel(visit=visit, reason=reason, actor=actor, at=at)
    tell_audits.ended(audit, at=at)


def end_for_removed(*, supplier: Supplier, actor: User | None, at: datetime) -> Audit | None:
    """Call off the open audit of a supplier that is being removed; None where there is none."""
    audit = open_audit_of(supplier)
    if audit is not None:
        audit.supplier = supplier
        call_off_audit(audit=audit, reason=REMOVED, actor=actor, at=at)
    return audit
