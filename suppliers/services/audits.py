"""Opening audits: at once when something happens, else when the time of the risk band is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.notices import pack
from common.locking import lock_again, lock_one
from common.sweep import sweep_at_once
from policies.schemas import AuditRules
from policies.selectors import InForce, in_force
from suppliers.enums import Standing, SupplierKind
from suppliers.enums.audits import (
    AUDIT_OPEN,
    AuditStatus,
    AuditTrigger,
    VisitNeed,
    concerned,
)
from suppliers.errors import BadAudit, NotAudited
from suppliers.models import Audit, AuditCause, AuditEvent, SiteVisit, Supplier
from suppliers.selectors.audits import (
    clock_of,
    due_to_open,
    due_when_opened,
    next_due,
    open_audit_of,
    opens_at,
    overdue_key,
    visit_needs,
)
from suppliers.services import audit_items, holds, tell_audits
from suppliers.services.audit_plans import call_off_audit, replan

#: Those who are visited where they make or show their goods.
WITH_PREMISES = (SupplierKind.STALL, SupplierKind.FACTORY)
SCHEDULED = gettext_noop("The time between two audits is over.")


@dataclass(frozen=True, slots=True)
class Opening:
    """An audit to be opened: of whom, due when, and why."""

    supplier: Supplier
    due_at: datetime
    trigger: str
    reason: str
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def open_audit(
    *,
    supplier: Supplier,
    trigger: str,
    reason: str,
    at: datetime,
    key: str = "",
    params: Mapping[str, Any] | None = None,
) -> Audit:
    """Open an audit of the supplier at once, or add this cause to the one that is open.

    ``params`` are what a sentence of the software's names, where ``reason`` is one.
    What was judged there of the parts that the cause concerns is to be judged again.
    The same ``key`` a second time changes nothing and returns the audit that it opened. Raises
    BadAudit without a reason, and NotAudited.
    """
    if not reason.strip():
        raise BadAudit(_("An audit is opened for a reason."), field="reason")
    supplier = lock_one(Supplier.objects.filter(pk=supplier.pk).select_related("company"))
    known = AuditCause.objects.filter(supplier=supplier, key=key).first() if key else None
    if known:
        return known.audit
    _check_audited(supplier)
    rules = in_force(AuditRules, at)
    due = at + timedelta(days=rules.rules.work_days)
    audit = open_audit_of(supplier)
    opening = Opening(supplier, due, trigger, reason, key, params or {})
    if audit is None:
        return _open([opening], rules, at)[0]
    audit = lock_again(audit, "status", "auditor", "due_at")
    audit.supplier = supplier
    _cause(audit, opening, rules, at).save()
    audit_items.reopen(audit=audit, parts=concerned(trigger), at=at)
    tell_audits.cause_joined(audit, trigger=AuditTrigger(trigger), at=at)
    _bring_forward(audit, due, rules.rules, at)
    return audit


def open_if_audited(
    *,
    supplier: Supplier,
    trigger: str,
    reason: str,
    at: datetime,
    key: str,
    params: Mapping[str, Any] | None = None,
) -> Audit | None:
    """The same for what the rules find; None where nothing of the supplier is audited."""
    try:
        return open_audit(
            supplier=supplier, trigger=trigger, reason=reason, params=params, at=at, key=key
        )
    except NotAudited:
        return None


@transaction.atomic
def see_new_place(*, audit: Audit, at: datetime) -> Audit:
    """The company has moved: visits to where it was vouch for nothing now.

    The audit of one with premises needs a visit of its own, made after the move.
    """
    supplier = audit.supplier
    seen = SiteVisit.objects.filter(company=supplier.company_id, finished_at__lte=at, left_at=None)
    seen.update(left_at=at)
    audit = lock_again(audit, "status", "visit_need")
    if supplier.kind in WITH_PREMISES and audit.visit_need == VisitNeed.NONE:
        audit.visit_need = VisitNeed.MOVED
        audit.save(update_fields=["visit_need"])
    audit_items.refill(audit=audit, at=at)
    return audit


@transaction.atomic
def call_off(
    *, supplier: Supplier, keys: Collection[str], reason: str, actor: User, at: datetime
) -> Audit | None:
    """Call off the open audit of which nothing but these causes is left; None where there is none.

    What it held the supplier by is lifted, and the visit that it needed is not made. The next
    audit is due when it was before.
    """
    supplier = lock_one(Supplier.objects.filter(pk=supplier.pk).select_related("company"))
    audit = open_audit_of(supplier)
    if audit is None or audit.causes.exclude(key__in=keys).exists():
        return None
    audit.supplier = supplier
    call_off_audit(audit=audit, reason=reason, actor=actor, at=at)
    holds.lift(supplier=supplier, key=overdue_key(audit), reason=reason, actor=actor, at=at)
    replan(supplier=supplier, at=at)
    return audit


def open_due(*, at: datetime, limit: int) -> list[int]:
    """Open up to ``limit`` audits whose time has come; returns their suppliers' ids.

    Two sweeps at once share the work: each passes over what the other has locked.
    """
    due = due_to_open(at).select_related("company")
    return sweep_at_once(due, lambda locked: _open_scheduled(locked, at), limit=limit)


def _open_scheduled(locked: Sequence[Supplier], at: datetime) -> None:
    rules = in_force(AuditRules, at)
    audited = _audited(locked)
    _plan_nothing([one for one in locked if one.pk not in audited])
    live = [one for one in locked if one.pk in audited]
    _open([_scheduled(supplier, rules.rules, at) for supplier in live], rules, at)


def plan_new(*, at: datetime, limit: int) -> list[int]:
    """Plan the first audit of suppliers that have none: their approval counts as the one before.

    Of one that was never vetted none is planned; its approval begins anew (``shops.open_shop``).
    """
    fresh = Supplier.objects.filter(last_audit_at__isnull=True)
    return sweep_at_once(fresh, lambda locked: _plan_first(locked, at), limit=limit)


def _plan_first(locked: Sequence[Supplier], at: datetime) -> None:
    rules = in_force(AuditRules, at).rules
    to_plan = _audited(locked) - _with_open_audit(locked)
    for supplier in locked:
        supplier.last_audit_at = supplier.joined_at
        if supplier.pk in to_plan:
            supplier.next_audit_at = opens_at(next_due(supplier, rules), rules)
    Supplier.objects.bulk_update(locked, ["last_audit_at", "next_audit_at"])


def _scheduled(supplier: Supplier, rules: AuditRules, at: datetime) -> Opening:
    due = due_when_opened(supplier.next_audit_at or at, at, rules)
    return Opening(supplier, due, AuditTrigger.SCHEDULE, SCHEDULED)


def _open(openings: Sequence[Opening], rules: InForce[AuditRules], at: datetime) -> list[Audit]:
    """The suppliers are locked, and none of them has an open audit."""
    suppliers = [opening.supplier for opening in openings]
    needs = visit_needs(suppliers, at, rules.rules)
    audits = Audit.objects.bulk_create([_audit(opening, needs, rules, at) for opening in openings])
    AuditEvent.objects.bulk_create(
        [AuditEvent(subject=audit, at=at, target=AuditStatus.OPEN) for audit in audits]
    )
    AuditCause.objects.bulk_create(
        [_cause(audit, opening, rules, at) for audit, opening in zip(audits, openings, strict=True)]
    )
    _plan_nothing(suppliers)
    audit_items.lay_out(audits=audits, at=at)
    for audit in audits:
        tell_audits.opened(audit, at=at)
    return audits


def _plan_nothing(suppliers: Sequence[Supplier]) -> None:
    for supplier in suppliers:
        supplier.next_audit_at = None
    ids = [supplier.pk for supplier in suppliers]
    Supplier.objects.filter(pk__in=ids).update(next_audit_at=None)


def _audit(
    opening: Opening, needs: Mapping[int, str], rules: InForce[AuditRules], at: datetime
) -> Audit:
    return Audit(
        supplier=opening.supplier,
        band=opening.supplier.risk_band,
        opened_at=at,
        due_at=opening.due_at,
        clock_at=clock_of(opening.due_at, at, rules.rules),
        visit_need=needs.get(opening.supplier.pk, VisitNeed.NONE),
        policy_version=rules.version,
    )


def _cause(audit: Audit, opening: Opening, rules: InForce[AuditRules], at: datetime) -> AuditCause:
    return AuditCause(
        supplier=opening.supplier,
        audit=audit,
        trigger=opening.trigger,
        reason=opening.reason,
        params=pack(opening.params),
        key=opening.key,
        at=at,
        policy_version=rules.version,
    )


def _bring_forward(audit: Audit, due: datetime, rules: AuditRules, at: datetime) -> None:
    if due < audit.due_at:
        audit.due_at, audit.clock_at = due, clock_of(due, at, rules)
        audit.save(update_fields=["due_at", "clock_at"])


def _check_audited(supplier: Supplier) -> None:
    if supplier.status == Standing.REMOVED:
        raise NotAudited(_("%(shop)s was removed.") % {"shop": supplier}, code="removed")
    if not _audited([supplier]):
        raise NotAudited(_("%(shop)s was never vetted.") % {"shop": supplier}, code="unvetted")


def _audited(suppliers: Sequence[Supplier]) -> set[int]:
    ids = [supplier.pk for supplier in suppliers]
    return set(Supplier.objects.open().filter(pk__in=ids).values_list("pk", flat=True))


def _with_open_audit(suppliers: Sequence[Supplier]) -> set[int]:
    found = Audit.objects.filter(supplier__in=suppliers, status__in=AUDIT_OPEN)
    return set(found.values_list("supplier_id", flat=True))
