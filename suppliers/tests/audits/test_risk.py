"""Risk bands: pure, monotone, explained, and what a change of band moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.schemas import AuditRules
from suppliers.enums import ScoreItem, Standing
from suppliers.enums.audits import AuditTrigger, RiskBand
from suppliers.models import Audit, CategoryDay, NightMark, RiskAssessment, Supplier
from suppliers.risk import RiskFigures, assess, days_of
from suppliers.services import audit_night, audit_triggers, risk_bands, scores
from suppliers.services.facts import NewFact, record
from suppliers.tests.factories import ScoreDayFactory, SupplierFactory

RULES = AuditRules()
AT = datetime(2026, 3, 2, tzinfo=UTC)
DAY = date(2026, 3, 2)
ONE = timedelta(days=1)
SCORES = st.none() | st.decimals(0, 5, places=2)
RATES = st.none() | st.decimals(0, 1, places=4)
FIGURES = st.builds(
    RiskFigures,
    composite=SCORES,
    points=st.integers(0, 80),
    case_rate=RATES,
    standing=st.sampled_from(["active", "restricted", "suspended"]),
)


@given(FIGURES, st.decimals(0, 5, places=2))
def test_a_better_score_never_worsens_the_band(figures: RiskFigures, better: Decimal) -> None:
    if figures.composite is not None and better >= figures.composite:
        moved = assess(replace(figures, composite=better), RULES)
        assert moved.band <= assess(figures, RULES).band


@given(FIGURES, st.integers(0, 80))
def test_fewer_points_never_worsen_it(figures: RiskFigures, fewer: int) -> None:
    if fewer <= figures.points:
        assert assess(replace(figures, points=fewer), RULES).band <= assess(figures, RULES).band


@given(FIGURES)
def test_the_band_is_the_worst_of_its_factors(figures: RiskFigures) -> None:
    risk = assess(figures, RULES)
    assert risk.band == max(factor.band for factor in risk.factors)
    assert len(risk.factors) == 4
    assert days_of(risk.band, RULES) <= days_of(RiskBand.A, RULES)


@pytest.mark.parametrize(
    ("figures", "band"),
    [
        ({}, "A"),
        ({"composite": Decimal("4.00")}, "A"),
        ({"composite": Decimal("3.99")}, "B"),
        ({"composite": Decimal("3.49")}, "C"),
        ({"composite": Decimal("2.99")}, "D"),
        ({"points": 11}, "A"),
        ({"points": 12}, "B"),
        ({"points": 24}, "C"),
        ({"points": 36}, "D"),
        ({"case_rate": Decimal("0.05")}, "D"),
        ({"standing": Standing.RESTRICTED}, "C"),
    ],
)
def test_bands(figures: dict[str, Any], band: str) -> None:
    assert assess(RiskFigures(**figures), RULES).band == band


# --- In the database ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_change_of_band_is_kept_and_brings_the_next_audit_nearer() -> None:
    supplier = SupplierFactory(last_audit_at=AT, next_audit_at=AT + 166 * ONE)
    assert risk_bands.reassess_all(at=AT, batch=1) == 1  # the first assessment is written down
    assert risk_bands.reassess_all(at=AT, batch=1) == 0
    ScoreDayFactory(supplier=supplier, day=DAY, composite=Decimal("2.50"), parcels_due=40)
    fresh = SupplierFactory()
    ScoreDayFactory(supplier=fresh, day=DAY, composite=Decimal(3))  # nothing was counted
    assert risk_bands.reassess_all(at=AT + ONE, batch=1) == 2
    fresh.refresh_from_db()
    assert fresh.risk_band == "A"
    supplier.refresh_from_db()
    assert (supplier.risk_band, supplier.next_audit_at) == ("D", AT + 16 * ONE)
    newest = RiskAssessment.objects.filter(supplier=supplier).first()
    assert newest is not None
    assert [f["limit"] for f in newest.factors if f["factor"] == "composite"] == ["3.00"]
    assert RiskAssessment.objects.filter(supplier=supplier).count() == 2


@pytest.mark.django_db
def test_few_orders_say_nothing_of_cases() -> None:
    few, many = SupplierFactory(), SupplierFactory()
    common: dict[str, Any] = {"day": DAY, "composite": Decimal(5)}
    ScoreDayFactory(supplier=few, signed_90d=29, quality_cases_90d=29, **common)
    ScoreDayFactory(supplier=many, signed_90d=30, quality_cases_90d=1, **common)
    risk_bands.reassess_all(at=AT, batch=10)
    bands = dict(Supplier.objects.values_list("pk", "risk_band"))
    assert bands == {few.pk: "A", many.pk: "C"}


@pytest.mark.django_db
def test_assessing_three_costs_what_assessing_one_does(django_assert_num_queries: Any) -> None:
    risk_bands.reassess(supplier_ids=[SupplierFactory().pk], at=AT)
    for count in (1, 3):
        ids = [SupplierFactory().pk for _ in range(count)]
        with django_assert_num_queries(7):
            risk_bands.reassess(supplier_ids=ids, at=AT)


@pytest.mark.django_db
def test_a_score_that_falls_opens_an_audit_once() -> None:
    fell, low, fine = (SupplierFactory() for _ in range(3))
    for supplier, before, now in ((fell, "3.00", "2.99"), (low, "2.90", "2.80"), (fine, "4", "3")):
        ScoreDayFactory(supplier=supplier, day=DAY - ONE, composite=Decimal(before))
        ScoreDayFactory(supplier=supplier, day=DAY, composite=Decimal(now))
    for _ in range(2):
        audit_triggers.open_for_scores(day=DAY, at=AT)
    audit = Audit.objects.get()
    assert (audit.supplier, audit.causes.get().trigger) == (fell, AuditTrigger.SCORE)


@pytest.mark.django_db
def test_the_night_looks_at_scores_before_it_assesses() -> None:
    supplier = SupplierFactory(last_audit_at=AT, next_audit_at=AT + 166 * ONE)
    ScoreDayFactory(supplier=supplier, day=DAY, composite=Decimal("2.50"), signed=40)
    for _ in range(2):
        audit_night.run(day=DAY, at=AT)
    supplier.refresh_from_db()
    assert (supplier.risk_band, supplier.next_audit_at) == ("D", None)  # an audit is open
    assert Audit.objects.get().causes.count() == 1
    assert RiskAssessment.objects.count() == 1


def scored(supplier: Supplier, *composites: str) -> None:
    """On as many days, the last of them DAY."""
    for back, composite in enumerate(reversed(composites)):
        day, figure = DAY - back * ONE, Decimal(composite)
        ScoreDayFactory(supplier=supplier, day=day, composite=figure, signed=40)


@pytest.mark.django_db
def test_a_night_that_was_missed_loses_no_trigger() -> None:
    fell, came_back = SupplierFactory(), SupplierFactory()
    scored(fell, "4.00", "2.50", "2.40")
    scored(came_back, "4.00", "2.90", "4.00")
    NightMark.objects.create(step=audit_night.STEP, day=DAY - 2 * ONE)
    audit_night.run(day=DAY, at=AT)
    opened = {audit.supplier: audit.causes.get().reason for audit in Audit.objects.all()}
    assert opened == {fell: "2.50 < 3.00", came_back: "2.90 < 3.00"}
    assert NightMark.objects.get().day == DAY


@pytest.mark.django_db
def test_a_night_without_scores_waits_for_them() -> None:
    supplier = SupplierFactory()
    scored(supplier, "4.00")
    audit_night.run(day=DAY, at=AT)
    audit_night.run(day=DAY + ONE, at=AT + ONE)
    assert NightMark.objects.get().day == DAY
    for day in (1, 2):
        ScoreDayFactory(supplier=supplier, day=DAY + day * ONE, composite=Decimal("2.00"))
    audit_night.run(day=DAY + 2 * ONE, at=AT + 2 * ONE)
    assert Audit.objects.get().causes.get().key == f"score:{DAY + ONE}"


@pytest.mark.django_db
def test_who_was_low_before_a_gap_was_looked_at() -> None:
    supplier = SupplierFactory()
    ScoreDayFactory(supplier=supplier, day=DAY - 5 * ONE, composite=Decimal("2.00"))
    ScoreDayFactory(supplier=supplier, day=DAY, composite=Decimal("2.00"))
    assert audit_triggers.open_for_scores(day=DAY, at=AT) == []


@pytest.mark.django_db
def test_one_that_fails_stops_neither_the_others_nor_the_bands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, fell = SupplierFactory(), SupplierFactory()
    for supplier in (broken, fell):
        scored(supplier, "4.00", "2.50")
    NightMark.objects.create(step=audit_night.STEP, day=DAY - ONE)
    opens = audit_triggers.open_if_audited

    def faulty(**given: Any) -> Audit | None:
        if given["supplier"] == broken:
            raise RuntimeError("full disk")
        return opens(**given)

    monkeypatch.setattr(audit_triggers, "open_if_audited", faulty)
    with pytest.raises(ExceptionGroup, match="1 failed, 1 were done"):
        audit_night.run(day=DAY, at=AT)
    assert Audit.objects.get().supplier == fell
    assert set(Supplier.objects.values_list("risk_band", flat=True)) == {"D"}
    monkeypatch.undo()
    audit_night.run(day=DAY, at=AT)
    assert Audit.objects.count() == 2


@pytest.mark.django_db
def test_a_band_that_cannot_be_assessed_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fell = SupplierFactory(), SupplierFactory()
    for supplier in (broken, fell):
        scored(supplier, "4.00", "2.50")
    apply = risk_bands._apply

    def faulty(supplier: Supplier, band: str, at: datetime) -> None:
        if supplier == broken:
            raise RuntimeError("full disk")
        apply(supplier, band, at)

    monkeypatch.setattr(risk_bands, "_apply", faulty)
    with pytest.raises(ExceptionGroup):
        risk_bands.reassess_all(at=AT, batch=10)
    bands = Supplier.objects.values_list("pk", "risk_band")
    assert dict(bands) == {broken.pk: "A", fell.pk: "D"}


@pytest.mark.django_db
def test_twice_the_median_of_quality_cases_opens_an_audit() -> None:
    bad, fair = SupplierFactory(), SupplierFactory()
    CategoryDay.objects.create(
        day=DAY,
        category="toys",
        item=ScoreItem.QUALITY,
        suppliers=2,
        facts=100,
        mean=0.02,
        median=0.02,
        thresholds=[],
    )
    for supplier, figure in ((bad, 0.04), (fair, 0.039)):
        ScoreDayFactory(
            supplier=supplier,
            day=DAY,
            category="toys",
            composite=Decimal(4),
            quality_figure=figure,
            quality_cases=2,
        )
    audit_triggers.open_for_scores(day=DAY, at=AT)
    audit = Audit.objects.get()
    assert (audit.supplier, audit.causes.get().trigger) == (bad, AuditTrigger.QUALITY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("orders", "cases", "opened"), [(40, 20, 1), (50, 1, 1), (51, 1, 0), (29, 20, 0)]
)
def test_where_half_have_no_case_a_share_of_the_rules_stands_in(
    orders: int, cases: int, opened: int
) -> None:
    """Twice a median of 0 is no limit; 2 % is one, from 30 orders on."""
    shops = [SupplierFactory(main_category="toys") for _ in range(11)]
    for n, shop in enumerate(shops):
        signed, bad = (orders, cases) if n == 0 else (40, 0)
        told = [("signed", None)] * signed + [("quality_case", None)] * bad + [("answer", 1)] * 20
        record(
            facts=[
                NewFact(shop.pk, kind, AT - 2 * ONE, f"{shop.pk}:{k}", value)
                for k, (kind, value) in enumerate(told)
            ]
        )
    scores.score_day(day=DAY, at=AT)
    assert CategoryDay.objects.get(item=ScoreItem.QUALITY).median == 0
    found = audit_triggers.open_for_scores(day=DAY, at=AT)
    assert [audit.supplier for audit in found] == shops[:opened]
    for audit in found:
        assert audit.causes.get().trigger == AuditTrigger.QUALITY
        assert audit.causes.get().reason.endswith("≥ 2.00%")
    assert audit_triggers.open_for_scores(day=DAY, at=AT) == found
