"""The checklist of an audit, filled in from what is on record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from common.locking import lock
from suppliers.audit_facts import Fact, finding_of
from suppliers.enums.audits import AuditPart
from suppliers.models import Audit, AuditItem
from suppliers.selectors.audit_facts import facts_of


def lay_out(*, audits: Sequence[Audit], at: datetime) -> list[AuditItem]:
    """Give new audits their checklist. ``supplier`` of each is loaded."""
    known = facts_of(audits, at)
    items = [
        _filled(AuditItem(audit=audit, part=part), known, at)
        for audit in audits
        for part in AuditPart
    ]
    return AuditItem.objects.bulk_create(items)


@transaction.atomic
def refill(*, audit: Audit, at: datetime) -> list[AuditItem]:
    """Read the records again, for the parts that nobody has decided yet."""
    known = facts_of([audit], at)
    items = lock(AuditItem.objects.filter(audit=audit, verdict=""))
    for item in items:
        item.audit = audit
        _filled(item, known, at)
    AuditItem.objects.bulk_update(items, ["facts", "finding", "filled_at"])
    return items


@transaction.atomic
def reopen(*, audit: Audit, parts: Collection[str], at: datetime) -> None:
    """Take back what was judged of these parts: something new came up, and is read with the rest.

    The note stays for whoever judges again.
    """
    judged = AuditItem.objects.filter(audit=audit, part__in=parts).exclude(verdict="")
    judged.update(verdict="", decided_by=None, decided_at=None)
    refill(audit=audit, at=at)


@transaction.atomic
def refresh(*, item: AuditItem, at: datetime) -> AuditItem:
    """Read the records of one part again, whether or not it was judged."""
    _filled(item, facts_of([item.audit], at), at)
    item.save(update_fields=["facts", "finding", "filled_at"])
    return item


def _filled(item: AuditItem, known: dict[tuple[int, str], list[Fact]], at: datetime) -> AuditItem:
    facts = known.get((item.audit.supplier_id, str(item.part)), [])
    item.facts = [fact.packed() for fact in facts]
    item.finding = finding_of(facts)
    item.filled_at = at
    return item
