"""What is on record of suppliers, part by part, for the checklist of their audits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.audit_facts import Fact, fact
from suppliers.enums.audits import AuditPart, Finding, VisitNeed
from suppliers.models import Audit, SiteVisit
from suppliers.selectors.visits import last_visits, vouches

F = Finding
#: Facts of audits of as many suppliers, by the supplier's id; a fixed number of queries.
Filler = Callable[[Sequence[Audit], datetime], Mapping[int, list[Fact]]]


def facts_of(audits: Sequence[Audit], at: datetime) -> dict[tuple[int, str], list[Fact]]:
    """What is known of every part of the audits, by supplier and part."""
    return {
        (audit.supplier_id, part.value): found[audit.supplier_id]
        for part, fill in FILLERS.items()
        for found in [fill(audits, at)]
        for audit in audits
        if found.get(audit.supplier_id)
    }


def _visits(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    last = last_visits((audit.supplier.company_id for audit in audits), at)
    return {
        audit.supplier_id: _visit_facts(audit, last.get(audit.supplier.company_id), at)
        for audit in audits
    }


def _visit_facts(audit: Audit, visit: SiteVisit | None, at: datetime) -> list[Fact]:
    if audit.visit_need != VisitNeed.NONE and not _is_since(visit, audit.opened_at):
        return [fact("visit_wanted", F.BAD)]
    if visit is None:
        return [fact("visit_none", F.UNKNOWN)]
    if visit.valid_until is None:
        return [fact("visit_failed", F.BAD, on=visit.finished_at)]
    if vouches(visit, at):
        return [fact("visit_valid", F.GOOD, on=visit.finished_at, until=visit.valid_until)]
    return [fact("visit_over", F.LOOK, until=visit.valid_until)]


def _is_since(visit: SiteVisit | None, at: datetime) -> bool:
    return visit is not None and visit.finished_at is not None and visit.finished_at >= at


def _cases(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    """What the apps above count; ``settings.OPEN_CASES`` names them."""
    if not settings.OPEN_CASES:
        return {}
    ids = [audit.supplier_id for audit in audits]
    counts: Counter[int] = Counter()
    for path in settings.OPEN_CASES:
        counts.update(import_string(path)(ids))
    many = in_force(AuditRules, at).rules.open_cases_many
    return {
        pk: [fact("cases_open", F.LOOK if counts[pk] >= many else F.GOOD, count=counts[pk])]
        for pk in ids
    }


FILLERS: dict[AuditPart, Filler] = {
    AuditPart.SITE_VISIT: _visits,
    AuditPart.CASES: _cases,
}
