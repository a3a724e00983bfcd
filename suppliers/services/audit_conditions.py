"""Conditions of an audit: the supplier answers, an auditor accepts or sends back (rules §4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from common.locking import lock_one
from common.status import move
from common.working_days import working_days_later
from policies.schemas import AuditRules, VettingRules
from policies.selectors import in_force
from suppliers.enums import HoldCause, Standing
from suppliers.enums.audits import CONDITION_TRANSITIONS, ConditionStatus
from suppliers.errors import BadAudit
from suppliers.models import AuditCondition, ConditionAnswer, ConditionEvent, Supplier
from suppliers.paperwork.files import FileLimits, read_page
from suppliers.selectors.audits import condition_key
from suppliers.services import holds, tell_audits
from suppliers.services.staff import refuse_own_company

MISSED = gettext_noop("A condition of a re-audit was not met: %(condition)s")
MET = gettext_noop("The condition of the audit is met")
FOLDER = "audit-answers"
S = ConditionStatus


@transaction.atomic
def answer(
    *,
    condition: AuditCondition,
    text: str,
    actor: User,
    at: datetime,
    file: BinaryIO | None = None,
) -> ConditionAnswer:
    """Say, and if need be show, what was done. Each answer stays; until it is met, more may come.

    From the first of them the clock is the auditor's; a further one does not begin it anew.
    Raises BadAudit without words, BadDocument for a file that is no PDF or picture, WrongStatus
    once the condition is met.
    """
    if not text.strip():
        raise BadAudit(_("Say what was done."), field="text")
    condition = _locked(condition)
    kept = _keep(file, at) if file else {}
    first = condition.status == S.OPEN
    clock = answer_due(at, at=at) if first else condition.clock_at
    _move(condition, S.ANSWERED, at, actor, clock_at=clock)
    made = ConditionAnswer.objects.create(
        condition=condition, text=text.strip(), actor=actor, at=at, **kept
    )
    tell_audits.condition_answered(condition, at=at)
    return made


@transaction.atomic
def accept(*, condition: AuditCondition, actor: User, at: datetime) -> AuditCondition:
    """The condition is met: the hold that missing it brought is lifted.

    Raises NotAllowed for a member of the company, WrongStatus the second time.
    """
    condition = _locked(condition)
    refuse_own_company(supplier=condition.audit.supplier, actor=actor)
    _move(condition, S.MET, at, actor, met_at=at, clock_at=None)
    holds.lift(
        supplier=condition.audit.supplier,
        key=condition_key(condition),
        reason=MET,
        actor=actor,
        at=at,
    )
    tell_audits.condition_met(condition, at=at)
    return condition


@transaction.atomic
def send_back(
    *, condition: AuditCondition, reason: str, actor: User, at: datetime
) -> AuditCondition:
    """The answer is not enough. Past the deadline, the supplier is restricted at once.

    Raises NotAllowed for a member of the company, WrongStatus where nothing was answered.
    """
    condition = _locked(condition)
    refuse_own_company(supplier=condition.audit.supplier, actor=actor)
    _move(condition, S.OPEN, at, actor, reason=reason, clock_at=condition.deadline)
    tell_audits.condition_sent_back(condition, reason=reason, at=at)
    if at >= condition.deadline:
        miss(condition, at=at, actor=actor)
    return condition


def miss(condition: AuditCondition, *, at: datetime, actor: User | None = None) -> None:
    """The deadline is over and the condition open: restrict until it is met. Both are locked."""
    supplier = condition.audit.supplier
    condition.missed_at, condition.clock_at = condition.missed_at or at, None
    condition.save(update_fields=["missed_at", "clock_at"])
    if supplier.status == Standing.REMOVED:
        return
    holds.place(
        supplier=supplier,
        cause=HoldCause.AUDIT,
        key=condition_key(condition),
        standing=Standing.RESTRICTED,
        reason=MISSED,
        params={"condition": condition.text},
        at=at,
        actor=actor,
        policy_version=in_force(AuditRules, at).version,
    )
    tell_audits.condition_missed(condition, at=at)


def answer_due(answered: datetime, *, at: datetime, rounds: int = 1) -> datetime:
    """When an auditor has to have looked at an answer, by the rules of ``at``.

    After their working days, ``rounds`` times.
    """
    return working_days_later(answered, rounds * in_force(AuditRules, at).rules.answer_days)


def _locked(condition: AuditCondition) -> AuditCondition:
    """The condition, locked after its supplier."""
    lock_one(Supplier.objects.filter(audits__conditions=condition.pk))
    rows = AuditCondition.objects.filter(pk=condition.pk)
    return lock_one(rows.select_related("audit__supplier__company", "audit__auditor"))


def _move(
    condition: AuditCondition,
    to: ConditionStatus,
    at: datetime,
    actor: User,
    *,
    reason: str = "",
    **changes: Any,
) -> None:
    move(
        condition,
        to,
        table=CONDITION_TRANSITIONS,
        events=ConditionEvent,
        at=at,
        actor=actor,
        reason=reason,
        **changes,
    )


def _keep(file: BinaryIO, at: datetime) -> dict[str, str]:
    """What is stored of the file; raises BadDocument."""
    page = read_page(file, FileLimits.of(in_force(VettingRules, at).rules))
    storage, name = storages["private"], f"{FOLDER}/{page.name}"
    if not storage.exists(name):
        storage.save(name, ContentFile(page.content))
    return {"file": name, "content_type": page.content_type}
