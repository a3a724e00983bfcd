"""Re-audits in every state, and when the next of each supplier is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from accounts.models import Membership, User
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.enums import Standing
from suppliers.enums.audits import (
    AUDIT_OPEN,
    AuditPart,
    AuditStatus,
    AuditTrigger,
    Consequence,
    Verdict,
)
from suppliers.models import Audit, AuditItem, Supplier
from suppliers.risk import days_of
from suppliers.selectors.audits import failed_last, next_due, opens_at
from suppliers.services import audit_clock, audit_conditions, audit_desk, draws, risk_bands
from suppliers.services.audit_desk import ConditionDraft
from suppliers.services.audits import open_audit

if TYPE_CHECKING:
    from marketplace.demo.market.trust import Cast

DAY = timedelta(days=1)
S = AuditStatus
ASKED = gettext_noop("Demo: an unannounced check")
TODO = (
    "演示：补交新的厂房照片",
    "演示：更新产能说明",
    "演示：更换仓库门牌",
)


def hold(cast: Cast, *, auditor: User, at: datetime) -> None:
    """Audits that are open, in review, passed, failed, overdue; of the factory, with conditions."""
    waiting, busy, good, bad = cast.makers[3:7]
    _opened(waiting, at - 3 * DAY)
    audit_desk.claim(audit=_opened(busy, at - 5 * DAY), auditor=auditor, at=at - 2 * DAY)
    _ended(good, S.PASSED, auditor, at - 6 * DAY)
    _ended(bad, S.FAILED, auditor, at - 8 * DAY)
    _with_conditions(cast.factory, auditor, at)
    _opened(cast.held["restricted"][2], at - 26 * DAY)
    for days in (15, 2, 0):
        audit_clock.watch_audits(at=at - days * DAY, limit=1000)


def _opened(supplier: Supplier, at: datetime) -> Audit:
    return open_audit(supplier=supplier, trigger=AuditTrigger.STAFF, reason=ASKED, at=at)


def _ended(
    supplier: Supplier,
    outcome: str,
    auditor: User,
    at: datetime,
    conditions: Sequence[ConditionDraft] = (),
) -> Audit:
    """Open, draw whether it gets a visit, claim, judge part by part, end."""
    audit = _opened(supplier, at - 6 * DAY)
    draws.draw_audit_visits(at=at - 5 * DAY, limit=1000)
    audit = audit_desk.claim(audit=audit, auditor=auditor, at=at - DAY)
    verdicts = {
        S.PASSED_WITH_CONDITIONS: Verdict.CONDITION,
        S.FAILED: Verdict.BREACH,
    }
    items = list(audit.items.all())
    for item in items:
        found = item.part == AuditPart.REGISTER and verdicts.get(S(outcome))
        item.verdict, item.note = found or Verdict.IN_ORDER, "演示" if found else ""
        item.decided_by, item.decided_at = auditor, at
    AuditItem.objects.bulk_update(items, ["verdict", "note", "decided_by", "decided_at"])
    return audit_desk.end(
        audit=audit,
        outcome=outcome,
        summary="演示：已核对资料与服务数据",
        auditor=auditor,
        at=at,
        conditions=conditions,
        consequence=Consequence.POINTS if outcome == S.FAILED else "",
    )


def _with_conditions(supplier: Supplier, auditor: User, at: datetime) -> None:
    """Of three conditions one is met, one answered, one still to be done."""
    drafts = [ConditionDraft(text, at + 9 * DAY) for text in TODO]
    audit = _ended(supplier, S.PASSED_WITH_CONDITIONS, auditor, at - 12 * DAY, drafts)
    owner = Membership.objects.filter(company=supplier.company).order_by("pk")[0].user
    conditions = list(audit.conditions.order_by("pk"))
    for days, condition in zip((7, 1), conditions, strict=False):
        audit_conditions.answer(
            condition=condition, text="演示：已完成", actor=owner, at=at - days * DAY
        )
    audit_conditions.accept(condition=conditions[0], actor=auditor, at=at - 6 * DAY)


def plan(at: datetime, random: Random) -> None:
    """Risk bands by the figures; last audits spread so that no two dozen fall due at once."""
    rules = in_force(AuditRules, at).rules
    risk_bands.reassess_all(at=at, batch=1000)
    busy = set(Audit.objects.filter(status__in=AUDIT_OPEN).values_list("supplier_id", flat=True))
    rows = list(Supplier.objects.order_by("pk"))
    for supplier in rows:
        spread = random.random()
        if supplier.last_audit_at is None:
            wait = days_of(supplier.risk_band, rules) - rules.work_days - 2
            last = at - DAY * max(wait * spread, 0.5)
            supplier.last_audit_at = max(last, supplier.joined_at)
        due = next_due(supplier, rules, failed=failed_last(supplier))
        plans_none = supplier.pk in busy or supplier.status == Standing.REMOVED
        supplier.next_audit_at = None if plans_none else opens_at(due, rules)
    Supplier.objects.bulk_update(rows, ["last_audit_at", "next_audit_at"])
