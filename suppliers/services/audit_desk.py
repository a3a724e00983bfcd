"""An auditor's work: claim, judge part by part, end with an outcome (rules §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from common.errors import NotAllowed
from common.locking import lock_one
from common.status import move
from policies.schemas import AuditRules
from policies.selectors import InForce, in_force
from suppliers.enums import DeductionCause, HoldCause
from suppliers.enums.audits import (
    AUDIT_PASSED,
    AUDIT_TRANSITIONS,
    AUDIT_VERDICTS,
    AuditPart,
    AuditStatus,
    Consequence,
    Finding,
    Verdict,
    VisitNeed,
)
from suppliers.errors import BadAudit
from suppliers.models import Audit, AuditCondition, AuditEvent, AuditItem, Supplier
from suppliers.selectors.audits import CONDITION_KEY, clock_of
from suppliers.selectors.visits import last_visits
from suppliers.services import audit_items, audits, holds, points, tell_audits
from suppliers.services.staff import refuse_own_company

FAILED = gettext_noop("A re-audit failed")
ENDED = gettext_noop("A re-audit ended well")
S = AuditStatus


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """What the supplier has to put right, and by when."""

    text: str
    deadline: datetime


@transaction.atomic
def claim(*, audit: Audit, auditor: User, at: datetime) -> Audit:
    """Take an open audit. Of two who take it at once, one gets it, the other WrongStatus.

    Raises NotAllowed for a member of the company. The checklist is filled in anew.
    """
    refuse_own_company(supplier=audit.supplier, actor=auditor)
    _move(audit, S.IN_REVIEW, at, auditor, auditor=auditor, claimed_at=at)
    audit_items.refill(audit=audit, at=at)
    return audit


@transaction.atomic
def release(*, audit: Audit, reason: str, actor: User, at: datetime) -> Audit:
    """Give an audit back to the queue; what was judged stays. Raises WrongStatus."""
    _move(audit, S.OPEN, at, actor, reason=reason, auditor=None, claimed_at=None)
    return audit


@transaction.atomic
def judge(*, item: AuditItem, verdict: str, note: str, auditor: User, at: datetime) -> AuditItem:
    """Say what is to be said of one part; it may be changed until the audit ends.

    Raises BadAudit with the field, NotAllowed for another than the auditor who claimed it. What is
    called in order against the records, or without any, needs a note; a document that is missing
    or has run out is not in order whatever is noted.
    """
    item.audit = _own(item.audit, auditor)
    if verdict not in Verdict.values:
        raise BadAudit(_("Say whether the part is in order."), field="verdict")
    if verdict != Verdict.IN_ORDER and not note.strip():
        raise BadAudit(_("Say what is wrong with it."), field="note")
    if verdict == Verdict.IN_ORDER:
        _check_in_order(audit_items.refresh(item=item, at=at), note)
    item.verdict, item.note = verdict, note.strip()
    item.decided_by, item.decided_at = auditor, at
    item.save(update_fields=["verdict", "note", "decided_by", "decided_at"])
    return item


def _check_in_order(item: AuditItem, note: str) -> None:
    if item.part == AuditPart.DOCUMENTS and item.finding == Finding.BAD:
        raise BadAudit(
            _("A document is missing or has run out: name a condition, or a breach."),
            field="verdict",
            code="documents_bad",
        )
    if item.finding != Finding.GOOD and not note.strip():
        raise BadAudit(
            _("The records say “%(finding)s”: note why the part is in order.")
            % {"finding": item.get_finding_display()},
            field="note",
            code="against_the_records",
        )


@transaction.atomic
def ask_visit(*, audit: Audit, auditor: User, at: datetime) -> Audit:
    """Have the supplier visited for this audit. Raises BadAudit where that is asked already."""
    audit = _own(audit, auditor)
    if audit.visit_need != VisitNeed.NONE:
        raise BadAudit(_("This audit needs a visit already."), code="visit_needed")
    audit.visit_need = VisitNeed.STAFF
    audit.save(update_fields=["visit_need"])
    audit_items.refill(audit=audit, at=at)
    return audit


@transaction.atomic
def end(
    *,
    audit: Audit,
    outcome: str,
    summary: str,
    auditor: User,
    at: datetime,
    conditions: Sequence[ConditionDraft] = (),
    consequence: str = "",
) -> Audit:
    """End an audit, once, and do what its outcome brings; the next one is planned.

    Passed, with conditions or without, lifts what audits held the supplier by; failed takes the
    points of the rules, or holds it until an audit passes. Raises BadAudit where outcome and
    verdicts contradict each other, NotAllowed for another auditor.
    """
    supplier = lock_one(Supplier.objects.filter(pk=audit.supplier_id).select_related("company"))
    audit = _own(audit, auditor)
    audit.supplier = supplier
    rules = in_force(AuditRules, at)
    _check_end(audit, outcome, summary, conditions, consequence, rules.rules, at)
    _move(
        audit,
        S(outcome),
        at,
        auditor,
        reason=summary[:500],
        policy_version=rules.version,
        ended_at=at,
        clock_at=None,
        summary=summary.strip(),
        consequence=consequence,
    )
    _set_conditions(audit, conditions, rules.rules, at)
    _do_consequence(audit, auditor, rules, at)
    supplier.last_audit_at = at
    supplier.save(update_fields=["last_audit_at"])
    audits.replan(supplier=supplier, at=at)
    tell_audits.ended(audit, at=at)
    return audit


def _own(audit: Audit, auditor: User) -> Audit:
    """The audit, locked; raises where it is not in review by this auditor."""
    audit = lock_one(Audit.objects.filter(pk=audit.pk).select_related("supplier__company"))
    if audit.status != S.IN_REVIEW:
        raise BadAudit(
            _("The audit is “%(status)s”; only one in review is written to.")
            % {"status": audit.get_status_display()},
            code="not_in_review",
        )
    if audit.auditor_id != auditor.pk:
        raise NotAllowed(_("Another auditor has this audit."))
    refuse_own_company(supplier=audit.supplier, actor=auditor)
    return audit


def _move(
    audit: Audit,
    to: AuditStatus,
    at: datetime,
    actor: User,
    *,
    reason: str = "",
    policy_version: Any = None,
    **changes: Any,
) -> None:
    """The event keeps the rules that ended it; the audit keeps those that opened it."""
    move(
        audit,
        to,
        table=AUDIT_TRANSITIONS,
        events=AuditEvent,
        at=at,
        actor=actor,
        reason=reason,
        policy_version=policy_version,
        **changes,
    )


def _check_end(
    audit: Audit,
    outcome: str,
    summary: str,
    conditions: Sequence[ConditionDraft],
    consequence: str,
    rules: AuditRules,
    at: datetime,
) -> None:
    if outcome not in AUDIT_VERDICTS:
        raise BadAudit(_("An audit ends passed, with conditions or failed."), field="outcome")
    if not summary.strip():
        raise BadAudit(_("Sum up what was found."), field="summary")
    verdicts = dict(audit.items.values_list("part", "verdict"))
    left = sum(not verdict for verdict in verdicts.values())
    if left:
        raise BadAudit(
            _("%(left)d parts have no verdict yet.") % {"left": left}, code="parts_open", left=left
        )
    if outcome == S.FAILED:
        _check_failed(conditions, consequence)
    else:
        _check_passed(audit, outcome, set(verdicts.values()), conditions, consequence)
        _check_deadlines(conditions, rules, at)


def _check_failed(conditions: Sequence[ConditionDraft], consequence: str) -> None:
    if consequence not in Consequence.values:
        raise BadAudit(_("Say what the failed audit brings."), field="consequence")
    if conditions:
        raise BadAudit(_("A failed audit has no conditions."), field="conditions")


def _check_passed(
    audit: Audit,
    outcome: str,
    verdicts: set[str],
    conditions: Sequence[ConditionDraft],
    consequence: str,
) -> None:
    if Verdict.BREACH in verdicts:
        raise BadAudit(_("With a breach, an audit fails."), field="outcome")
    if consequence:
        raise BadAudit(_("Only a failed audit has a consequence."), field="consequence")
    wants = outcome == S.PASSED_WITH_CONDITIONS
    if wants != bool(conditions):
        raise BadAudit(
            _("An audit that passes with conditions names at least 1; a passed one has none."),
            field="conditions",
        )
    if Verdict.CONDITION in verdicts and not wants:
        raise BadAudit(_("A part needs a condition: the audit passes with one."), field="outcome")
    if audit.visit_need != VisitNeed.NONE and not _was_visited(audit):
        raise BadAudit(
            _("This audit needs a visit of its own; since it opened none was reported."),
            field="outcome",
            code=AuditPart.SITE_VISIT,
        )
    if audit.visit_need == VisitNeed.NONE and audit.draw_id is None:
        raise BadAudit(
            _("Whether it gets a site visit is drawn once a day; it can pass after that."),
            field="outcome",
            code="not_drawn",
        )


def _was_visited(audit: Audit) -> bool:
    """Whether a visit that passed was reported since the audit opened, and no move since."""
    later = datetime.max.replace(tzinfo=audit.opened_at.tzinfo)
    visit = last_visits([audit.supplier.company_id], later).get(audit.supplier.company_id)
    if visit is None or visit.finished_at is None or visit.valid_until is None:
        return False
    return visit.finished_at >= audit.opened_at and visit.left_at is None


def _check_deadlines(conditions: Sequence[ConditionDraft], rules: AuditRules, at: datetime) -> None:
    latest = at + timedelta(days=rules.condition_days_max)
    for condition in conditions:
        if not condition.text.strip():
            raise BadAudit(_("A condition says what is to be done."), field="conditions")
        if not at < condition.deadline <= latest:
            raise BadAudit(
                _("A condition's deadline lies ahead, at most %(days)d days.")
                % {"days": rules.condition_days_max},
                field="conditions",
                days=rules.condition_days_max,
            )


def _set_conditions(
    audit: Audit, conditions: Sequence[ConditionDraft], rules: AuditRules, at: datetime
) -> None:
    made = AuditCondition.objects.bulk_create(
        [
            AuditCondition(
                audit=audit,
                text=draft.text.strip(),
                deadline=draft.deadline,
                clock_at=clock_of(draft.deadline, at, rules),
                created_at=at,
            )
            for draft in conditions
        ]
    )
    for condition in made:
        tell_audits.condition_set(condition, at=at)


def _do_consequence(audit: Audit, auditor: User, rules: InForce[AuditRules], at: datetime) -> None:
    common: dict[str, Any] = {"supplier": audit.supplier, "at": at, "actor": auditor}
    if audit.status in AUDIT_PASSED:
        _lift_holds(audit.supplier, auditor, at)
    elif audit.consequence == Consequence.POINTS:
        points.deduct(
            points=rules.rules.failed_points,
            cause=DeductionCause.AUDIT,
            key=f"audit-failed:{audit.pk}",
            reason=FAILED,
            policy_version=rules.version,
            **common,
        )
    else:
        holds.place(
            cause=HoldCause.AUDIT,
            key=f"audit-failed:{audit.pk}",
            standing=audit.consequence,
            reason=FAILED,
            policy_version=rules.version,
            **common,
        )


def _lift_holds(supplier: Supplier, auditor: User, at: datetime) -> None:
    """Those for audits that were overdue or failed; a condition's own hold waits for it."""
    held = supplier.holds.open().filter(cause=HoldCause.AUDIT)
    for key in held.values_list("key", flat=True):
        if not key.startswith(CONDITION_KEY):
            holds.lift(supplier=supplier, key=key, reason=ENDED, actor=auditor, at=at)
