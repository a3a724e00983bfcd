"""A random history, and every figure of it computed anew by plain Python from docs/scores.md."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

import pytest

from suppliers.enums import FactKind
from suppliers.models import CategoryDay, ScoreDay, Supplier
from suppliers.selectors.scoring import COUNT_COLUMNS
from suppliers.services.facts import NewFact, correct, record
from suppliers.services.scores import midnight, score_day
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
UNTIL = midnight(DAY)
ZONES = ("Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "America/New_York")
CATEGORIES = ("", "tea", "toys")
WEIGHTS = {"logistics": 30, "quality": 30, "after_sales": 15, "consulting": 15, "disputes": 10}
ITEMS = {
    "logistics": ("quick_pickups", "parcels_due"),
    "quality": ("quality_cases", "signed"),
    "after_sales": ("services_in_time", "services_due"),
    "consulting": ("answers_in_time", "answers_due"),
    "disputes": ("outcomes_for", "outcomes"),
}


def history(draw: Random, supplier: Supplier, number: int) -> list[NewFact]:
    """Of some suppliers nothing, of some a few facts, of some all good or all bad ones."""
    most, skill = draw.choice([0, 3, 40, 400]), draw.choice([0.0, 0.5, 0.9, 1.0])
    facts = []
    for n in range(draw.randint(0, most)):
        kind = draw.choice(list(FactKind))
        at = UNTIL - timedelta(seconds=draw.randrange(-86_400, 95 * 86_400))
        value = _value(draw, kind, draw.random() < skill)
        if kind != FactKind.QUALITY_CASE or draw.random() > skill:
            facts.append(NewFact(supplier.pk, kind, at, f"{number}:{n}", value))
    return facts


def _value(draw: Random, kind: str, good: bool) -> float | None:
    if kind in (FactKind.SIGNED, FactKind.QUALITY_CASE):
        return None
    if kind == FactKind.PICKUP:
        return draw.choice([48.0, draw.uniform(0, 48)] if good else [None, 48.000001, 99.0])
    if kind == FactKind.REVIEW:
        return float(draw.randint(1, 5))
    return float(good != (kind == FactKind.CASE_OUTCOME))


def counts(facts: list[NewFact], zone: str) -> dict[str, float]:
    def count(kinds: str, days: int, when: Callable[[float | None], bool] | None = None) -> int:
        return sum(
            fact.kind in kinds.split()
            and UNTIL - timedelta(days=days) <= fact.at < UNTIL
            and (fact.kind != "answer" or fact.at.astimezone(ZoneInfo(zone)).hour >= 8)
            and (when is None or when(fact.value))
            for fact in facts
        )

    def quick(hours: float | None) -> bool:
        return hours is not None and hours <= 48

    since = UNTIL - timedelta(days=90)
    stars = [f.value or 0 for f in facts if f.kind == "review" and since <= f.at < UNTIL]
    return {
        "parcels_due": count("pickup", 30),
        "quick_pickups": count("pickup", 30, quick),
        "promises": count("promise", 30),
        "promises_kept": count("promise", 30, bool),
        "answers_due": count("answer", 30),
        "answers_in_time": count("answer", 30, bool),
        "signed": count("signed", 30),
        "quality_cases": count("quality_case", 30),
        "services_due": count("case_answer return", 30),
        "services_in_time": count("case_answer return", 30, bool),
        "outcomes": count("case_outcome", 30),
        "outcomes_for": count("case_outcome", 30, lambda value: value == 0),
        "parcels_due_7d": count("pickup", 7),
        "quick_pickups_7d": count("pickup", 7, quick),
        "signed_90d": count("signed", 90),
        "quality_cases_90d": count("quality_case", 90),
        "purchases_90d": count("purchase", 90),
        "repeats_90d": count("purchase", 90, bool),
        "reviews_90d": count("review", 90),
        "stars_90d": sum(stars),
    }


@dataclass
class Ranked:
    """One item of one category: shares of those with facts, by supplier."""

    item: str
    shares: dict[int, tuple[int, int]]

    @property
    def mean(self) -> float | None:
        if not self.shares:
            return None
        hits, facts = (sum(side) for side in zip(*self.shares.values(), strict=True))
        return hits / max(facts, 1)

    def figures(self) -> dict[int, float]:
        mean, made = self.mean or 0.0, {}
        for pk, (hits, facts) in self.shares.items():
            share = hits / facts if facts >= 20 else (hits + (20 - facts) * mean) / 20
            made[pk] = math.floor(share * 1e9 + 0.5) / 1e9
        return made

    def better(self) -> dict[int, int]:
        figures, lower = self.figures(), self.item == "quality"
        return {
            pk: sum(f < mine if lower else f > mine for f in figures.values())
            for pk, mine in figures.items()
        }

    def by_rank(self) -> dict[int, int]:
        """The score of the rank alone."""
        bands = (
            (Fraction(1, 5), 5),
            (Fraction(1, 2), 4),
            (Fraction(4, 5), 3),
            (Fraction(19, 20), 2),
        )
        return {
            pk: next((s for bound, s in bands if Fraction(n, len(self.shares)) < bound), 0)
            for pk, n in self.better().items()
        }

    def score(self, pk: int) -> int:
        if pk not in self.shares:
            return 3
        (hits, facts), score = self.shares[pk], self.by_rank()[pk]
        good, bad = (facts - hits, hits) if self.item == "quality" else (hits, facts - hits)
        if bad == 0:
            return max(score, 3)
        return min(score, 3) if good <= 0 else score

    def median(self) -> float | None:
        """The worst figure of the better half."""
        ordered = sorted(self.figures().values(), reverse=self.item != "quality")
        return ordered[(len(ordered) + 1) // 2 - 1] if ordered else None

    def thresholds(self) -> list[float | None]:
        figures, scores = self.figures(), self.by_rank()
        worst = max if self.item == "quality" else min
        return [
            worst((f for pk, f in figures.items() if scores[pk] >= least), default=None)
            for least in (5, 4, 3, 2)
        ]


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_of_a_day(seed: int) -> None:
    draw = Random(seed)
    suppliers = {}
    for _ in range(45):
        one = SupplierFactory(main_category=draw.choice(CATEGORIES), time_zone=draw.choice(ZONES))
        suppliers[one.pk] = one
    facts = {pk: history(draw, one, n) for n, (pk, one) in enumerate(suppliers.items())}
    record(facts=[fact for told in facts.values() for fact in told])
    for told in facts.values():  # a few were wrong
        wrong = told[: len(told) // 9]
        correct(facts=[], withdrawn=[fact.key for fact in wrong])
        del told[: len(wrong)]
    score_day(day=DAY, at=UNTIL)

    counted = {pk: counts(told, suppliers[pk].time_zone) for pk, told in facts.items()}
    rows = {row.supplier_id: row for row in ScoreDay.objects.filter(day=DAY)}
    assert rows.keys() == suppliers.keys()
    ranked = _ranked(suppliers, counted)
    for pk, row in rows.items():
        assert {name: getattr(row, name) for name in COUNT_COLUMNS} == counted[pk]
        _compare(row, {item: ranked[row.category, item] for item in ITEMS})
    assert any(row.composite != 3 for row in rows.values())
    days = CategoryDay.objects.filter(day=DAY)
    assert {(day.category, day.item) for day in days} == ranked.keys()
    for day in days:
        _compare_category(day, ranked[day.category, day.item])
    _compare_latest_pickups(days, rows)


def _ranked(
    suppliers: dict[int, Supplier], counted: dict[int, dict[str, float]]
) -> dict[tuple[str, str], Ranked]:
    found: dict[tuple[str, str], Ranked] = {}
    for item, (hits, facts) in ITEMS.items():
        for pk, one in suppliers.items():
            of = found.setdefault((one.main_category, item), Ranked(item, {}))
            share = (int(counted[pk][hits]), int(counted[pk][facts]))
            if share[1] or (item == "quality" and share[0]):
                of.shares[pk] = share
    return found


def _compare(row: ScoreDay, ranked: dict[str, Ranked]) -> None:
    pk, total = row.supplier_id, Fraction(0)
    for item, of in ranked.items():
        assert getattr(row, f"{item}_figure") == of.figures().get(pk)
        assert getattr(row, f"{item}_better") == of.better().get(pk, 0)
        assert getattr(row, f"{item}_score") == of.score(pk)
        total += Fraction(WEIGHTS[item] * of.score(pk), 100)
    assert row.composite == Decimal(total.numerator) / total.denominator


def _compare_category(day: CategoryDay, of: Ranked) -> None:
    assert (day.suppliers, day.facts) == (len(of.shares), sum(n for _, n in of.shares.values()))
    assert (day.mean, day.median) == (of.mean, of.median())
    assert day.thresholds == of.thresholds()


def _compare_latest_pickups(days: list[CategoryDay], rows: dict[int, ScoreDay]) -> None:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows.values():
        sums[row.category][0] += row.quick_pickups_7d
        sums[row.category][1] += row.parcels_due_7d
    for day in days:
        hits, facts = sums[day.category]
        wanted = hits / facts if facts and day.item == "logistics" else None
        assert day.mean_7d == wanted
