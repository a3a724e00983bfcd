"""What supplier and auditor are told of an audit; the sentences: suppliers.audit_sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.enums import Right
from accounts.models import User
from accounts.notices import Phrase
from accounts.services.notices import tell
from suppliers.enums.audits import AuditTrigger
from suppliers.models import Audit, AuditCondition

#: Those in a company who are told.
RIGHTS = (Right.MANAGE_COMPANY, Right.SELL)


def opened(audit: Audit, *, at: datetime) -> None:
    _tell_supplier(audit, "audit_opened", at, due=audit.due_at)


def ended(audit: Audit, *, at: datetime) -> None:
    """One kind an outcome."""
    _tell_supplier(audit, f"audit_{audit.status}", at, why=Phrase(audit.summary))


def due_soon(audit: Audit, *, people: list[User], at: datetime) -> None:
    """The auditor who has it, or all of them where nobody has."""
    tell(
        kind="audit_due",
        params={"shop": audit.supplier, "due": audit.due_at},
        url=reverse("admin:suppliers_audit_change", args=[audit.pk]),
        key=f"audit_due:{audit.pk}",
        at=at,
        users=people,
    )


def cause_joined(audit: Audit, *, trigger: AuditTrigger, at: datetime) -> None:
    """To the auditor who has it: something came up that is to be judged with the rest."""
    if audit.auditor is None:
        return
    tell(
        kind="audit_cause_joined",
        params={"shop": audit.supplier, "why": trigger},
        url=reverse("admin:suppliers_audit_change", args=[audit.pk]),
        key=f"audit_cause_joined:{audit.pk}:{audit.causes.count()}",
        at=at,
        users=[audit.auditor],
    )


def condition_set(condition: AuditCondition, *, at: datetime) -> None:
    _tell_condition(condition, "condition_set", at)


def condition_due(condition: AuditCondition, *, at: datetime) -> None:
    _tell_condition(condition, "condition_due", at)


def condition_missed(condition: AuditCondition, *, at: datetime) -> None:
    _tell_condition(condition, "condition_missed", at)


def condition_met(condition: AuditCondition, *, at: datetime) -> None:
    _tell_condition(condition, "condition_met", at)


def condition_sent_back(condition: AuditCondition, *, reason: str, at: datetime) -> None:
    once = str(condition.answers.count())
    _tell_condition(condition, "condition_sent_back", at, once=once, why=reason)


def condition_answered(condition: AuditCondition, *, at: datetime) -> None:
    """To the auditor who set it."""
    auditor = condition.audit.auditor
    if auditor is None:
        return
    tell(
        kind="condition_answered",
        params={"shop": condition.audit.supplier, "condition": condition.text},
        url=reverse("admin:suppliers_audit_change", args=[condition.audit_id]),
        key=f"condition_answered:{condition.pk}:{condition.answers.count()}",
        at=at,
        users=[auditor],
    )


def answer_waits(condition: AuditCondition, *, people: list[User], at: datetime) -> None:
    """To those who may look at it; again each time that the clock comes round."""
    tell(
        kind="answer_waits",
        params={"shop": condition.audit.supplier, "condition": condition.text},
        url=reverse("admin:suppliers_audit_change", args=[condition.audit_id]),
        key=f"answer_waits:{condition.pk}:{at.isoformat()}",
        at=at,
        users=people,
    )


def _tell_condition(
    condition: AuditCondition, kind: str, at: datetime, *, once: str = "", **params: Any
) -> None:
    _tell_supplier(
        condition.audit,
        kind,
        at,
        once=f"{condition.pk}:{once}",
        condition=condition.text,
        deadline=condition.deadline,
        **params,
    )


def _tell_supplier(audit: Audit, kind: str, at: datetime, *, once: str = "", **params: Any) -> None:
    tell(
        kind=kind,
        params=params,
        url=reverse("suppliers:audits"),
        key=f"{kind}:{audit.pk}:{once}",
        at=at,
        company=audit.supplier.company,
        rights=RIGHTS,
    )
