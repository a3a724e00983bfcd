"""What opens an audit at once (rules §4): figures, points, changes of who and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Exists, F, FloatField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_noop

from common.sweep import each_alone, noted
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.enums import DocumentKind, ScoreItem
from suppliers.enums.audits import AuditTrigger
from suppliers.models import (
    Audit,
    CategoryDay,
    DocumentRevision,
    ScoreDay,
    SiteVisit,
    Supplier,
    VisitItem,
)
from suppliers.services.audits import open_if_audited, see_new_place
from suppliers.services.telling import name_of

#: Which document named another person, account or address.
ANOTHER = gettext_noop("%(document)s, revision %(number)s")


def open_for_scores(*, day: date, at: datetime) -> list[Audit]:
    """Open audits for those whose figures of ``day`` have just passed a limit.

    Whoever was past it on the day scored before was looked at then. Twice is harmless. One that
    fails stops no other; what failed is raised together at the end.
    """
    rules = in_force(AuditRules, at).rules
    fallen = [
        (score, AuditTrigger.SCORE, f"{score.composite} < {rules.trigger_composite}")
        for score in _fallen(day, rules)
    ]
    many = [
        (score, AuditTrigger.QUALITY, _quality_reason(score))
        for score in _with_many_cases(day, rules)
    ]
    return _open_each([*fallen, *many], at)


def points_reached(*, supplier: Supplier, before: int, total: int, at: datetime) -> Audit | None:
    """Open an audit where the points have just passed the limit; None where they have not."""
    limit = in_force(AuditRules, at).rules.trigger_points
    if not before < limit <= total:
        return None
    return open_if_audited(
        supplier=supplier,
        trigger=AuditTrigger.POINTS,
        reason=f"{total} ≥ {limit}",
        key=points_key(at),
        at=at,
    )


def points_key(at: datetime) -> str:
    """The key of the cause that points taken at this moment are."""
    return f"points:{at.isoformat()}"


def document_changed(
    *,
    supplier: Supplier,
    revision: DocumentRevision,
    before: DocumentRevision | None,
    at: datetime,
) -> list[Audit]:
    """Open an audit where an accepted revision names another person, account or address.

    Another address is visited anew. A document shown for the first time changes nothing; a removed
    supplier is not audited, nor one that was never vetted.
    """
    if before is None:
        return []
    changed = [
        trigger
        for trigger, stated in _WATCHED.get(revision.document.kind, {}).items()
        if stated(before) != stated(revision)
    ]
    tried = [_open_changed(supplier, revision, trigger, at) for trigger in changed]
    opened = [audit for audit in tried if audit is not None]
    if opened and AuditTrigger.ADDRESS in changed:
        see_new_place(audit=opened[-1], at=at)
    return opened


def found_elsewhere(*, visit: SiteVisit, items: Sequence[VisitItem], at: datetime) -> Audit | None:
    """Open an audit where an inspector found a supplier in another place than it says."""
    if visit.supplier is None:
        return None
    return open_if_audited(
        supplier=visit.supplier,
        trigger=AuditTrigger.ADDRESS,
        reason="; ".join(f"{item.online} → {item.note}" for item in items)[:300],
        key=f"visit:{visit.pk}",
        at=at,
    )


def _open_changed(
    supplier: Supplier, revision: DocumentRevision, trigger: AuditTrigger, at: datetime
) -> Audit | None:
    return open_if_audited(
        supplier=supplier,
        trigger=trigger,
        reason=ANOTHER,
        params={"document": name_of(revision.document), "number": revision.number},
        key=f"{trigger.value}:{revision.pk}",
        at=at,
    )


def _open_each(found: Sequence[tuple[ScoreDay, AuditTrigger, str]], at: datetime) -> list[Audit]:
    opened = each_alone(partial(_open, *one, at) for one in found)
    return [audit for audit in opened if audit is not None]  # None: removed since it was read


def _open(score: ScoreDay, trigger: AuditTrigger, reason: str, at: datetime) -> Audit | None:
    key = f"{trigger.value}:{score.day.isoformat()}"
    with noted(f"supplier {score.supplier_id}, {trigger}"):
        return open_if_audited(
            supplier=score.supplier, trigger=trigger, reason=reason, key=key, at=at
        )


def _of_day(day: date) -> QuerySet[ScoreDay]:
    audited = ScoreDay.objects.filter(supplier__in=Supplier.objects.open())
    return audited.filter(day=day).select_related("supplier").order_by("supplier_id")


def _fallen(day: date, rules: AuditRules) -> QuerySet[ScoreDay]:
    low = Q(composite__lt=rules.trigger_composite)
    before = ScoreDay.objects.filter(low, supplier=OuterRef("supplier"), day=_before(day))
    return _of_day(day).filter(low).exclude(Exists(before))


def _with_many_cases(day: date, rules: AuditRules) -> QuerySet[ScoreDay]:
    past, before = (_past_median(one, rules) for one in (day, _before(day)))
    known = before.filter(supplier=OuterRef("supplier"))
    return past.exclude(Exists(known)).select_related("supplier").order_by("supplier_id")


def _past_median(day: date, rules: AuditRules) -> QuerySet[ScoreDay]:
    """Those whose figure is so many times the median of their category.

    Where half a category has no case its median is 0, and any case would be past it: a share of
    the rules stands in, for those with orders enough for their cases to count.
    """
    category = CategoryDay.objects.filter(
        day=day, category=OuterRef("category"), item=ScoreItem.QUALITY
    )
    factor, instead = float(rules.trigger_quality_factor), float(rules.trigger_quality_floor)
    median = Subquery(category.values("median")[:1])
    return (
        ScoreDay.objects.filter(day=day, quality_cases__gt=0)
        .filter(supplier__in=Supplier.objects.open())
        .annotate(median=median)
        .filter(Q(median__gt=0) | Q(signed_90d__gte=rules.cases_orders_min))
        .annotate(
            limit=Coalesce(NullIf("median", 0.0), instead, output_field=FloatField()) * factor
        )
        .filter(quality_figure__gte=F("limit"))
    )


def _quality_reason(score: ScoreDay) -> str:
    limit: float = getattr(score, "limit", 0.0)
    return f"{score.quality_figure or 0:.2%} ≥ {limit:.2%}"


def _before(day: date) -> date:
    """The day that was scored before: the night before, or further back where one was missed."""
    last: date | None = ScoreDay.objects.filter(day__lt=day).aggregate(last=Max("day"))["last"]
    return last or day - timedelta(days=1)


def _data(*names: str) -> Callable[[DocumentRevision], object]:
    return lambda revision: [revision.data.get(name) for name in names]


#: What of each document is watched, and which trigger a change of it is.
_WATCHED: dict[str, dict[AuditTrigger, Callable[[DocumentRevision], object]]] = {
    DocumentKind.LICENCE: {
        AuditTrigger.REPRESENTATIVE: lambda revision: revision.person,
        AuditTrigger.ADDRESS: _data("address"),
    },
    DocumentKind.ID: {AuditTrigger.REPRESENTATIVE: lambda revision: revision.identifier_digest},
    DocumentKind.BANK: {AuditTrigger.BANK_ACCOUNT: lambda revision: revision.identifier_digest},
    DocumentKind.PLANT: {AuditTrigger.ADDRESS: _data("address")},
    DocumentKind.LEASE: {AuditTrigger.ADDRESS: _data("market", "floor", "stall")},
}
