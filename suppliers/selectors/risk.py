"""The figures that a risk band is made of, of many suppliers at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from policies.schemas import AuditRules
from suppliers.models import RiskAssessment, ScoreDay, Supplier
from suppliers.risk import RiskFigures
from suppliers.selectors.points import points_of_many

_STORED = Decimal("0.000001")


def risk_figures(
    suppliers: Sequence[Supplier], rules: AuditRules, at: datetime
) -> dict[int, RiskFigures]:
    """Three queries, however many suppliers. Few orders say nothing of cases."""
    ids = [supplier.pk for supplier in suppliers]
    points, scores = points_of_many(ids, at), last_scores(ids)
    return {
        supplier.pk: RiskFigures(
            composite=_composite(score := scores.get(supplier.pk)),
            points=points.get(supplier.pk, 0),
            case_rate=_case_rate(score, rules),
            standing=supplier.status,
        )
        for supplier in suppliers
    }


def last_scores(supplier_ids: Sequence[int]) -> dict[int, ScoreDay]:
    """The rows of the last day that was scored; two queries."""
    last = ScoreDay.objects.order_by("-day").values_list("day", flat=True).first()
    found = ScoreDay.objects.filter(day=last, supplier__in=supplier_ids) if last else []
    return {score.supplier_id: score for score in found}


def assessments_of(supplier: Supplier) -> list[RiskAssessment]:
    """How its band came about, the newest first."""
    return list(RiskAssessment.objects.filter(supplier=supplier))


def _composite(score: ScoreDay | None) -> Decimal | None:
    """A score of no facts at all is the neutral one, and says nothing of risk."""
    counted = score and (
        score.parcels_due
        + score.answers_due
        + score.signed
        + score.services_due
        + score.outcomes
        + score.signed_90d
    )
    return score.composite if score and counted else None


def _case_rate(score: ScoreDay | None, rules: AuditRules) -> Decimal | None:
    if score is None or score.signed_90d < max(rules.cases_orders_min, 1):
        return None
    rate = Decimal(score.quality_cases_90d) / Decimal(score.signed_90d)
    return rate.quantize(_STORED)
