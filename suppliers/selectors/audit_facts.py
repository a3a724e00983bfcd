"""What is on record of suppliers, part by part, for the checklist of their audits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from common.formats import percent
from common.working_days import day_of
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.audit_facts import Fact, fact
from suppliers.enums import CheckCode, DocumentKind, Outcome
from suppliers.enums.audits import AuditPart, Finding, VisitNeed
from suppliers.models import Audit, Check, DocumentRevision, ScoreDay, SiteVisit, VisitItem
from suppliers.paperwork.kinds import required
from suppliers.selectors.documents import all_in_force
from suppliers.selectors.points import points_of_many
from suppliers.selectors.risk import last_scores
from suppliers.selectors.visits import last_visits, vouches

F = Finding
#: What was left to a reviewer is for the auditor to look at too.
_OF_CHECKS: dict[str, Finding] = {Outcome.FAIL: F.BAD, Outcome.WARN: F.LOOK, Outcome.OPEN: F.LOOK}
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
    unlike = _unlike(last.values())
    return {
        audit.supplier_id: _visit_facts(audit, visit, at) + unlike[visit.pk if visit else 0]
        for audit in audits
        for visit in [last.get(audit.supplier.company_id)]
    }


def _unlike(visits: Iterable[SiteVisit]) -> dict[int, list[Fact]]:
    """How many points of each visit were otherwise than it is said online; one query."""
    items = VisitItem.objects.unlike().filter(visit__in=list(visits))
    counts = Counter(items.values_list("visit", flat=True))
    facts = {pk: [fact("visit_unlike", F.LOOK, count=count)] for pk, count in counts.items()}
    return defaultdict(list, facts)


def _visit_facts(audit: Audit, visit: SiteVisit | None, at: datetime) -> list[Fact]:
    if audit.visit_need != VisitNeed.NONE and not _is_since(visit, audit.opened_at):
        return [fact("visit_wanted", F.BAD)]
    if visit is None:
        return [fact("visit_none", F.UNKNOWN)]
    if visit.valid_until is None:
        return [fact("visit_failed", F.BAD, on=visit.finished_at)]
    if vouches(visit, at):
        return [fact("visit_valid", F.GOOD, on=visit.finished_at, until=visit.valid_until)]
    if visit.left_at is not None:
        return [fact("visit_left", F.BAD, on=visit.left_at)]
    return [fact("visit_over", F.LOOK, until=visit.valid_until)]


def _is_since(visit: SiteVisit | None, at: datetime) -> bool:
    if visit is None or visit.finished_at is None or visit.left_at is not None:
        return False
    return visit.finished_at >= at


def _cases(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    """What the apps above count; ``settings.OPEN_CASES`` names them."""
    ids = [audit.supplier_id for audit in audits]
    counts: Counter[int] = Counter()
    for path in settings.OPEN_CASES:
        counts.update(import_string(path)(ids))
    many = in_force(AuditRules, at).rules.open_cases_many
    return {pk: [_case_fact(counts[pk], many)] for pk in ids}


def _case_fact(count: int, many: int) -> Fact:
    if not count:
        return fact("cases_none", F.GOOD)
    return fact("cases_open", F.LOOK if count >= many else F.GOOD, count=count)


def _documents(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    shown: dict[int, list[DocumentRevision]] = defaultdict(list)
    companies = [audit.supplier.company_id for audit in audits]
    for revision in all_in_force().filter(document__company__in=companies):
        shown[revision.document.company_id].append(revision)
    today = day_of(at)
    return {
        audit.supplier_id: _document_facts(audit, shown[audit.supplier.company_id], today)
        for audit in audits
    }


def _document_facts(audit: Audit, shown: list[DocumentRevision], today: date) -> list[Fact]:
    """Which are missing, which have run out, and how many are in order."""
    wanted = required(kind=audit.supplier.kind, country=audit.supplier.company.country, goods=[])
    have = {revision.document.kind for revision in shown}
    missing = [DocumentKind(one.kind) for one in wanted if one.kind not in have]
    needed = {one.kind for one in wanted}
    over = [one for one in shown if one.expires_on is not None and one.expires_on < today]
    facts = [fact("document_missing", F.BAD, document=kind) for kind in missing]
    facts += [
        fact(
            "document_over",
            F.BAD if one.document.kind in needed else F.LOOK,
            document=DocumentKind(one.document.kind),
            on=one.expires_on,
        )
        for one in over
    ]
    good = len(shown) - len(over)
    return facts + ([fact("documents_good", F.GOOD, count=good)] if good else [])


def _register(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    """What the last automatic check of each kind found of the documents."""
    checks: dict[int, list[Check]] = defaultdict(list)
    newest = (
        Check.objects.filter(company__in=[audit.supplier.company_id for audit in audits])
        .order_by("company_id", "code", "revision_id", "-at", "-pk")
        .distinct("company_id", "code", "revision_id")
    )
    for check in newest:
        checks[check.company_id].append(check)
    return {audit.supplier_id: _check_facts(checks[audit.supplier.company_id]) for audit in audits}


def _check_facts(checks: list[Check]) -> list[Fact]:
    bad = [
        fact(
            "check",
            _OF_CHECKS[check.outcome],
            check=CheckCode(check.code),
            outcome=Outcome(check.outcome),
        )
        for check in checks
        if check.outcome != Outcome.PASS
    ]
    good = len(checks) - len(bad)
    return bad + ([fact("checks_good", F.GOOD, count=good)] if good else [])


def _service(audits: Sequence[Audit], at: datetime) -> Mapping[int, list[Fact]]:
    """The figures of the last day that was scored, and the points that count."""
    rules = in_force(AuditRules, at).rules
    ids = [audit.supplier_id for audit in audits]
    scores, points = last_scores(ids), points_of_many(ids, at)
    return {
        pk: _score_facts(scores.get(pk), rules) + _point_facts(points.get(pk, 0), rules)
        for pk in ids
    }


def _score_facts(score: ScoreDay | None, rules: AuditRules) -> list[Fact]:
    if score is None:
        return []
    low = F.BAD if score.composite < rules.trigger_composite else F.LOOK
    facts = [
        fact(
            "composite",
            low if score.composite < rules.composite_b else F.GOOD,
            score=str(score.composite),
            day=score.day,
        )
    ]
    for code, rate, count in (
        ("pickup", score.pickup_48h_rate, score.parcels_due),
        ("quality", score.quality_refund_rate_90d, score.signed_90d),
    ):
        if rate is not None:
            facts.append(fact(code, F.GOOD, rate=percent(rate), count=count))
    return facts


def _point_facts(points: int, rules: AuditRules) -> list[Fact]:
    if not points:
        return []
    finding = F.BAD if points >= rules.trigger_points else F.LOOK
    return [fact("points", finding, points=points)]


FILLERS: dict[AuditPart, Filler] = {
    AuditPart.DOCUMENTS: _documents,
    AuditPart.REGISTER: _register,
    AuditPart.SITE_VISIT: _visits,
    AuditPart.SERVICE: _service,
    AuditPart.CASES: _cases,
}
