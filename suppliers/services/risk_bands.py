"""Risk bands: assessed anew each night, kept with their reasons, and what they move (rules §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from common.bulk import ids_in_batches
from common.locking import lock
from common.sweep import in_batches
from policies.schemas import AuditRules
from policies.selectors import InForce, in_force
from suppliers.models import RiskAssessment, Supplier
from suppliers.risk import Risk, RiskFigures, assess
from suppliers.selectors.risk import risk_figures
from suppliers.services import audits


def reassess_all(*, at: datetime, batch: int) -> int:
    """Assess every supplier, so many at a time; returns how many bands changed."""
    batches = ids_in_batches(Supplier.objects.all(), batch)
    return in_batches(batches, lambda ids: reassess(supplier_ids=ids, at=at))


@transaction.atomic
def reassess(*, supplier_ids: Sequence[int], at: datetime) -> list[RiskAssessment]:
    """Assess these suppliers; where the band is another, write why and plan the next audit anew."""
    rules = in_force(AuditRules, at)
    known = Exists(RiskAssessment.objects.filter(supplier=OuterRef("pk")))
    rows = Supplier.objects.filter(pk__in=supplier_ids).annotate(assessed=known)
    figures = risk_figures(list(rows), rules.rules, at)
    moved = {
        row.pk
        for row in rows
        if not row.assessed or _risk(figures, row, rules).band != row.risk_band
    }
    locked = lock(Supplier.objects.filter(pk__in=moved)) if moved else []
    made = [
        _assessment(supplier, _risk(figures, supplier, rules), rules, at) for supplier in locked
    ]
    RiskAssessment.objects.bulk_create(made)
    for supplier, assessment in zip(locked, made, strict=True):
        _apply(supplier, assessment.band, at)
    return made


def _risk(figures: dict[int, RiskFigures], supplier: Any, rules: InForce[AuditRules]) -> Risk:
    return assess(figures[supplier.pk], rules.rules)


def _assessment(
    supplier: Supplier, risk: Risk, rules: InForce[AuditRules], at: datetime
) -> RiskAssessment:
    return RiskAssessment(
        supplier=supplier,
        at=at,
        band=risk.band,
        factors=[asdict(factor) for factor in risk.factors],
        policy_version=rules.version,
    )


def _apply(supplier: Supplier, band: str, at: datetime) -> None:
    if supplier.risk_band == band:
        return
    supplier.risk_band = band
    supplier.save(update_fields=["risk_band"])
    if supplier.last_audit_at:
        audits.replan(supplier=supplier, at=at)
