"""Scores: held against plain Python, and the properties that no supplier may get round."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from policies.schemas import ScoreRules
from policies.tests.factories import rules_from
from suppliers.models import CategoryDay, Fact, ScoreDay, Supplier
from suppliers.selectors import scores as selectors
from suppliers.selectors.scoring import COUNT_COLUMNS, COUNTED
from suppliers.services.facts import NewFact, correct, record
from suppliers.services.scores import catch_up, midnight, score_day, scores_at
from suppliers.tests.factories import SupplierFactory
from suppliers.tests.scoring import WEIGHTS, Told, expected

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
UNTIL = midnight(DAY)
AT = datetime(2026, 3, 1, 1, tzinfo=UTC)
NOON = UNTIL - timedelta(hours=12)


def tell(facts: list[Told], suppliers: dict[str, Supplier], name: str = "t") -> None:
    record(
        facts=[
            NewFact(suppliers[f.supplier].pk, f.kind, f.at, f"{name}:{n}", f.value)
            for n, f in enumerate(facts)
        ]
    )


def shops(**categories: str) -> dict[str, Supplier]:
    return {
        slug: SupplierFactory(slug=slug, main_category=category)
        for slug, category in categories.items()
    }


def compare(found: ScoreDay, wanted: Any) -> None:
    for item in WEIGHTS:
        assert getattr(found, f"{item}_figure") == wanted.figures[item], item
        assert getattr(found, f"{item}_better") == wanted.better[item], item
        assert getattr(found, f"{item}_score") == wanted.scores[item], item
    assert found.composite == Decimal(wanted.composite.numerator) / wanted.composite.denominator
    quick, due = wanted.counts["logistics"]
    assert (found.quick_pickups, found.parcels_due) == (quick, due)
    assert (found.promises_kept, found.promises) == wanted.counts["promise"]
    assert (found.quality_cases, found.signed) == wanted.counts["quality"]


VALUES = {
    "pickup": st.sampled_from([None, 0.0, 12.5, 47.999999, 48.0, 48.000001, 200.0]),
    **dict.fromkeys(
        ("promise", "answer", "case_outcome", "case_answer", "return"), st.sampled_from([0.0, 1.0])
    ),
    **dict.fromkeys(("signed", "quality_case"), st.none()),
}
HOURS = [0, 0.001, 11.999, 12, 16, 23.999, 24 * 29.99, 24 * 30, 24 * 30.001, -0.001]


@st.composite
def told(draw: Any, slugs: str = "abcd") -> Told:
    kind = draw(st.sampled_from(sorted(VALUES)))
    hours = draw(st.sampled_from(HOURS))
    return Told(
        draw(st.sampled_from(slugs)), kind, UNTIL - timedelta(hours=hours), draw(VALUES[kind])
    )


@st.composite
def logs(draw: Any) -> list[Told]:
    """A few facts, some of them many times, so that both sides of twenty are met."""
    few = draw(st.lists(told(), max_size=12))
    return [fact for fact in few for _ in range(draw(st.sampled_from([1, 2, 7, 19, 20, 21])))]


PROPERTY = examples(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
CATEGORIES = {"a": "toys", "b": "toys", "c": "toys", "d": "tea"}


@pytest.fixture
def four(db: Any) -> dict[str, Supplier]:
    return shops(**CATEGORIES)


def scored(facts: list[Told], four: dict[str, Supplier]) -> dict[str, ScoreDay]:
    """The scores of a log of these facts alone; nothing of it is left."""
    with transaction.atomic():
        tell(facts, four)
        found = dict(scores_at(until=UNTIL))
        transaction.set_rollback(True)
    return found


class TestAgainstPlainPython:
    @PROPERTY
    @given(facts=logs())
    def test_figures_ranks_scores_and_composite(self, four, facts) -> None:
        wanted = expected(facts, CATEGORIES, UNTIL)
        found = scored(facts, four)
        assert sorted(found) == sorted(wanted)
        for slug in wanted:
            compare(found[slug], wanted[slug])

    def test_a_day_stores_what_the_report_says(self, four) -> None:
        facts = [
            Told("a", "pickup", NOON, 12.0),
            Told("a", "promise", NOON, 1.0),
            Told("b", "pickup", NOON),
            Told("b", "quality_case", NOON),
            Told("c", "signed", NOON),
            Told("d", "answer", NOON, 0.0),
        ]
        tell(facts, four)
        assert score_day(day=DAY, at=AT) == 4
        report = dict(scores_at(until=UNTIL))
        for slug, supplier in four.items():
            row = ScoreDay.objects.get(supplier=supplier, day=DAY)
            compare(row, expected(facts, CATEGORIES, UNTIL)[slug])
            same = {f.name for f in ScoreDay._meta.fields} - {"id", "day", "policy_version"}
            assert all(getattr(row, n) == getattr(report[slug], n) for n in same)
            assert row.policy_version.policy == "figures"


GOOD = {
    "logistics": ("pickup", 12.0),
    "quality": ("signed", None),
    "after_sales": ("return", 1.0),
    "consulting": ("answer", 1.0),
    "disputes": ("case_outcome", 0.0),
}
BAD = {
    "logistics": ("pickup", None),
    "quality": ("quality_case", None),
    "after_sales": ("return", 0.0),
    "consulting": ("answer", 0.0),
    "disputes": ("case_outcome", 1.0),
}


def goodness(day: ScoreDay, item: str) -> float:
    figure = getattr(day, f"{item}_figure")
    return -figure if item == "quality" else figure


def failures(day: ScoreDay, item: str) -> int:
    hits, facts = (getattr(day, name) for name in (COUNTED[item].hits, COUNTED[item].facts))
    return hits if item == "quality" else facts - hits


def successes(day: ScoreDay, item: str) -> int:
    return max(getattr(day, COUNTED[item].facts) - failures(day, item), 0)


class TestNobodyGainsByWhatHeShouldNot:
    @PROPERTY
    @given(facts=logs(), item=st.sampled_from(sorted(GOOD)), times=st.sampled_from([1, 3, 20]))
    def test_a_good_fact_more_never_lowers(self, four, facts, item, times) -> None:
        """Neither figure nor score, the first one neither; read backwards: hiding good facts,
        even all there are, never raises them."""
        kind, value = GOOD[item]
        more = [Told("a", kind, NOON, value)] * times
        before, after = scored(facts, four)["a"], scored(facts + more, four)["a"]
        if getattr(before, f"{item}_figure") is not None:
            assert goodness(after, item) >= goodness(before, item)
        assert getattr(after, f"{item}_score") >= getattr(before, f"{item}_score")
        assert after.composite >= before.composite

    @PROPERTY
    @given(facts=logs(), item=st.sampled_from(sorted(BAD)), times=st.sampled_from([1, 3, 20]))
    def test_a_bad_fact_more_never_lifts(self, four, facts, item, times) -> None:
        kind, value = BAD[item]
        more = [Told("a", kind, NOON, value)] * times
        before, after = scored(facts, four)["a"], scored(facts + more, four)["a"]
        if getattr(before, f"{item}_figure") is not None:
            assert goodness(after, item) <= goodness(before, item)
        assert getattr(after, f"{item}_score") <= getattr(before, f"{item}_score")
        assert after.composite <= before.composite

    @PROPERTY
    @given(facts=logs())
    def test_a_better_figure_never_has_a_lower_score(self, four, facts) -> None:
        """But that nothing but failures has no more than the middle, and no failure no less."""
        days = list(scored(facts, four).values())
        for item in WEIGHTS:
            ranked = [d for d in days if getattr(d, f"{item}_figure") is not None]
            peers = [d for d in ranked if d.category == "toys"]
            for one, other in product(peers, peers):
                mine, its = (getattr(day, f"{item}_score") for day in (one, other))
                if goodness(one, item) >= goodness(other, item) and mine < its:
                    capped = not successes(one, item) and mine == 3
                    assert capped or (not failures(other, item) and its == 3)

    @PROPERTY
    @given(facts=logs(), item=st.sampled_from(sorted(GOOD)), times=st.sampled_from([1, 20]))
    def test_an_idle_one_never_outranks_one_that_never_failed(
        self, four, facts, item, times
    ) -> None:
        kind, value = GOOD[item]
        others = [fact for fact in facts if fact.supplier not in "ab"]
        found = scored(others + [Told("a", kind, NOON, value)] * times, four)
        assert getattr(found["b"], f"{item}_figure") is None
        assert getattr(found["b"], f"{item}_score") == 3
        assert getattr(found["a"], f"{item}_score") >= 3
        assert found["a"].composite >= found["b"].composite

    @PROPERTY
    @given(facts=logs(), random=st.randoms(use_true_random=False))
    def test_the_order_of_facts_does_not_matter(self, four, facts, random) -> None:
        shuffled = list(facts)
        random.shuffle(shuffled)
        one, other = scored(facts, four), scored(shuffled, four)
        assert all(values(one[slug]) == values(other[slug]) for slug in one)


def values(day: ScoreDay) -> dict[str, Any]:
    left_out = {"id", "day", "policy_version"}
    return {f.name: getattr(day, f.name) for f in day._meta.fields if f.name not in left_out}


class TestLog:
    def test_a_reversal_restores_exactly(self, four) -> None:
        tell([Told("a", "pickup", NOON, 70.0), Told("b", "pickup", NOON, 2.0)], four)
        before = dict(scores_at(until=UNTIL))
        fact = NewFact(four["a"].pk, "promise", NOON, "wrong", 0)
        correct(facts=[fact])
        assert values(dict(scores_at(until=UNTIL))["a"]) != values(before["a"])
        correct(facts=[], withdrawn=["wrong"])
        after = dict(scores_at(until=UNTIL))
        assert all(values(after[slug]) == values(before[slug]) for slug in four)

    def test_told_twice_counts_once(self, four) -> None:
        facts = [Told("a", "pickup", NOON, 70.0)]
        tell(facts, four)
        before = dict(scores_at(until=UNTIL))
        tell(facts, four)
        assert values(dict(scores_at(until=UNTIL))["a"]) == values(before["a"])

    def test_a_correction_counts_as_if_it_had_been_so_at_first(self, four) -> None:
        correct(facts=[NewFact(four["a"].pk, "pickup", NOON, "p", None)])
        correct(facts=[NewFact(four["a"].pk, "pickup", NOON, "p", 47.0)])
        day = dict(scores_at(until=UNTIL))["a"]
        assert (day.quick_pickups, day.parcels_due) == (1, 1)


class TestFewAndNone:
    def test_nobody_has_any_fact(self) -> None:
        shops(a="toys", b="")
        score_day(day=DAY, at=AT)
        for day in ScoreDay.objects.all():
            assert day.pickup_48h_rate is None
            assert day.logistics_figure is None
            assert day.composite == 3

    def test_no_suppliers(self) -> None:
        assert score_day(day=DAY, at=AT) == 0
        assert not ScoreDay.objects.exists()

    def test_one_without_facts_is_not_ranked(self) -> None:
        two = shops(a="toys", b="toys")
        tell([Told("a", "pickup", NOON, 1.0)] * 3 + [Told("a", "pickup", NOON)], two)
        score_day(day=DAY, at=AT)
        a, b = (ScoreDay.objects.get(supplier=two[slug]) for slug in "ab")
        assert (a.logistics_figure, a.logistics_score, a.composite) == (0.75, 5, Decimal("3.60"))
        assert (b.logistics_figure, b.logistics_score, b.composite) == (None, 3, 3)
        assert CategoryDay.objects.get(item="logistics").suppliers == 1

    def test_idle_ones_are_nobodys_peers(self) -> None:
        """One good and one bad of many have the scores of two, however many have no facts."""
        many = shops(**dict.fromkeys("abcdefghij", "toys"))
        tell([Told("a", "pickup", NOON, 1.0)] * 40, many, "a")
        tell([Told("b", "pickup", NOON, 1.0)] * 39 + [Told("b", "pickup", NOON)], many, "b")
        found = dict(scores_at(until=UNTIL))
        assert [found[slug].logistics_score for slug in "abc"] == [5, 3, 3]

    def test_one_failure_lifts_nobody(self) -> None:
        many = shops(**dict.fromkeys("abcdefghij", "toys"))
        tell([Told("a", kind, NOON, value) for kind, value in BAD.values()], many)
        assert {day.composite for _, day in scores_at(until=UNTIL)} == {Decimal(3)}

    def test_a_first_good_fact_does_not_lower(self) -> None:
        """Filled up by a bad mean, it would be behind all those that have shown more."""
        many = shops(**{f"s{n}": "toys" for n in range(11)})
        for slug in list(many)[1:10]:
            tell([Told(slug, "answer", NOON, 1.0)] * 40, many, slug)
        tell([Told("s10", "answer", NOON, 0.0)] * 400, many, "bad")
        assert dict(scores_at(until=UNTIL))["s0"].consulting_score == 3
        tell([Told("s0", "answer", NOON, 1.0)], many)
        day = dict(scores_at(until=UNTIL))["s0"]
        assert (day.consulting_better, day.consulting_score) == (9, 3)

    def test_a_single_order_says_little(self) -> None:
        three = shops(a="toys", b="toys", c="toys")
        tell([Told("a", "pickup", NOON)], three)
        tell([Told("b", "pickup", NOON, 1.0)] * 99, three, "b")
        found = dict(scores_at(until=UNTIL))
        assert found["a"].pickup_48h_rate == 0
        assert found["a"].logistics_figure == pytest.approx(0.99 * 19 / 20)

    def test_one_supplier_alone_is_the_best_unless_it_always_failed(self) -> None:
        one = shops(a="toys")
        tell([Told("a", "pickup", NOON)] * 30, one)
        assert dict(scores_at(until=UNTIL))["a"].logistics_score == 3
        tell([Told("a", "pickup", NOON, 1.0)], one, "good")
        assert dict(scores_at(until=UNTIL))["a"].logistics_score == 5

    def test_two_suppliers(self) -> None:
        two = shops(a="toys", b="toys")
        tell([Told("a", "pickup", NOON)] * 30, two)
        tell([Told("b", "pickup", NOON, 1.0)] * 30, two, "b")
        found = dict(scores_at(until=UNTIL))
        assert (found["b"].logistics_score, found["a"].logistics_score) == (5, 3)

    def test_twenty_suppliers_have_the_scores_of_the_shares(self) -> None:
        many = shops(**{f"s{n:02d}": "toys" for n in range(20)})
        for n, slug in enumerate(many):
            facts = [Told(slug, "answer", NOON, float(k < 100 - n)) for k in range(100)]
            tell(facts, many, slug)
        found = dict(scores_at(until=UNTIL))
        scores = [found[slug].consulting_score for slug in sorted(found)]
        assert scores == [5] * 4 + [4] * 6 + [3] * 6 + [2] * 3 + [0]

    def test_who_is_equal_shares_the_better_rank(self) -> None:
        many = shops(**{f"s{n}": "toys" for n in range(5)})
        for slug in many:
            tell([Told(slug, "answer", NOON, float(slug != "s4"))] * 40, many, slug)
        found = dict(scores_at(until=UNTIL))
        assert [found[s].consulting_score for s in sorted(found)] == [5, 5, 5, 5, 2]

    def test_cases_without_an_order_signed_for_count(self) -> None:
        two = shops(a="toys", b="toys")
        tell([Told("a", "quality_case", NOON)], two)
        found = dict(scores_at(until=UNTIL))
        assert found["a"].quality_refund_rate is None
        assert (found["b"].quality_score, found["a"].quality_score) == (3, 3)
        tell([Told("b", "signed", NOON)], two, "b")
        found = dict(scores_at(until=UNTIL))
        assert (found["b"].quality_score, found["a"].quality_score) == (5, 3)


class TestWindows:
    def test_answers_at_night_are_not_counted_by_the_supplier_s_own_clock(self) -> None:
        berlin = SupplierFactory(slug="berlin", time_zone="Europe/Berlin")
        home = SupplierFactory(slug="home")
        night = datetime(2026, 2, 20, 23, 59, 59, tzinfo=UTC)  # 07:59:59 in Shanghai
        for supplier in (berlin, home):
            for n, at in enumerate((night, night + timedelta(seconds=1), night - timedelta(1 / 3))):
                record(facts=[NewFact(supplier.pk, "answer", at, f"{supplier.slug}:{n}", 1)])
        found = dict(scores_at(until=UNTIL))
        assert found["home"].answers_due == 2  # at 08:00:00 and 23:59:59
        assert found["berlin"].answers_due == 1  # at 16:59:59, not at 00:59:59 and 01:00:00

    def test_a_clock_that_only_python_knows_is_the_market_s(self) -> None:
        """Its answers are counted, and nobody else goes without a score for it."""
        odd = SupplierFactory(slug="odd", time_zone="Mars/Olympus_Mons")
        berlin = SupplierFactory(slug="berlin", time_zone="Europe/Berlin")
        for supplier in (odd, berlin):
            at = datetime(2026, 2, 20, 1, tzinfo=UTC)  # 09:00 in Shanghai, 02:00 in Berlin
            record(facts=[NewFact(supplier.pk, "answer", at, f"{supplier.slug}:1", 1)])
        found = dict(scores_at(until=UNTIL))
        assert (found["odd"].answers_due, found["berlin"].answers_due) == (1, 0)

    def test_thirty_ninety_and_seven_days(self) -> None:
        one = shops(a="")
        for days in (1, 8, 31, 91):
            at = UNTIL - timedelta(days=days)
            for kind, value in (("pickup", 1.0), ("signed", None), ("quality_case", None)):
                tell([Told("a", kind, at, value)], one, f"{kind}{days}")
        day = dict(scores_at(until=UNTIL))["a"]
        assert (day.parcels_due, day.parcels_due_7d) == (2, 1)
        assert (day.signed, day.signed_90d, day.quality_cases, day.quality_cases_90d) == (
            2,
            3,
            2,
            3,
        )

    def test_the_numbers_are_those_of_the_rules_in_force(self) -> None:
        rules_from(ScoreRules, UNTIL, pickup_hours=24, neutral_score=1, window_days=10)
        tell(
            [
                Told("a", "pickup", NOON, 30.0),
                Told("a", "pickup", UNTIL - timedelta(days=11), 1.0),
            ],
            shops(a=""),
        )
        score_day(day=DAY, at=AT)
        score_day(day=DAY - timedelta(days=1), at=AT)
        before, after = ScoreDay.objects.order_by("day")
        assert (before.quick_pickups, before.parcels_due, before.quality_score) == (1, 1, 3)
        assert (after.quick_pickups, after.parcels_due, after.quality_score) == (0, 1, 1)
        assert before.policy_version != after.policy_version


class TestDays:
    def test_a_day_scored_again_is_replaced_whole(self) -> None:
        two = shops(a="toys", b="tea")
        score_day(day=DAY, at=AT)
        tell([Told("a", "pickup", NOON, 1.0)], two)
        Supplier.objects.filter(slug="b").update(main_category="toys")
        score_day(day=DAY, at=AT)
        assert ScoreDay.objects.count() == 2
        assert ScoreDay.objects.get(supplier=two["a"]).parcels_due == 1
        assert set(CategoryDay.objects.values_list("category", flat=True)) == {"toys"}

    def test_cards_show_the_latest_day(self) -> None:
        one = shops(a="toys")["a"]
        tell([Told("a", "pickup", NOON, 1.0), Told("a", "purchase", NOON, 1.0)], {"a": one})
        tell([Told("a", "pickup", NOON, 50.0)] * 2, {"a": one}, "late")
        score_day(day=DAY, at=AT)
        score_day(day=DAY - timedelta(days=5), at=AT)
        one.refresh_from_db()
        assert (one.pickup_48h_rate, one.pickup_48h_parcels) == (Decimal("0.3333"), 3)
        assert (one.repeat_rate, one.composite, one.figures_at) == (1, Decimal("3.60"), AT)

    def test_cards_that_show_it_already_are_not_written(self) -> None:
        one = shops(a="toys")["a"]
        score_day(day=DAY, at=AT)
        score_day(day=DAY + timedelta(days=1), at=AT + timedelta(days=1))
        one.refresh_from_db()
        assert one.figures_at == AT

    def test_missed_days_are_caught_up(self) -> None:
        shops(a="toys")
        assert catch_up(day=DAY, at=AT) == [DAY]
        later = DAY + timedelta(days=3)
        assert catch_up(day=later, at=AT) == [DAY + timedelta(days=n) for n in (1, 2, 3)]
        assert catch_up(day=later, at=AT) == [later]
        rules_from(ScoreRules, UNTIL, catch_up_days=2)
        far = DAY + timedelta(days=100)
        assert catch_up(day=far, at=AT) == [far - timedelta(days=n) for n in (2, 1, 0)]


class TestSelectors:
    def test_before_the_first_night(self) -> None:
        one = SupplierFactory()
        assert selectors.latest(one) is None
        assert selectors.history(one, 30) == []
        assert selectors.what_lifts(one) == []

    def test_history(self, django_assert_num_queries) -> None:
        one = shops(a="toys")["a"]
        for n in (0, 1, 2, 5):
            score_day(day=DAY + timedelta(days=n), at=AT)
        with django_assert_num_queries(2):
            days = [day.day for day in selectors.history(one, 5)]
        assert days == [DAY + timedelta(days=n) for n in (1, 2, 5)]
        assert [d.day for d in selectors.history(one, 2, until=DAY + timedelta(1))] == [
            DAY,
            DAY + timedelta(1),
        ]

    def test_what_lifts(self, django_assert_num_queries) -> None:
        many = shops(**{f"s{n:02d}": "toys" for n in range(20)})
        for n, slug in enumerate(many):
            facts = [Told(slug, "answer", NOON, float(k < 100 - n)) for k in range(100)]
            facts += [Told(slug, "signed", NOON)] * 100 + [Told(slug, "quality_case", NOON)] * n
            tell(facts, many, slug)
        score_day(day=DAY, at=AT)
        with django_assert_num_queries(2):
            items = {item.item: item for item in selectors.what_lifts(many["s04"])}
        consulting, quality = items["consulting"], items["quality"]
        assert (consulting.rate, consulting.facts, consulting.better) == (0.96, 100, 4)
        assert (consulting.score, consulting.next_score, consulting.next_figure) == (4, 5, 0.97)
        assert (quality.rate, quality.next_figure, quality.lower_is_better) == (0.04, 0.03, True)
        assert (items["disputes"].figure, items["disputes"].next_figure) == (None, None)
        assert (consulting.peers, items["disputes"].peers) == (20, 0)
        assert quality.mean == pytest.approx(0.095)
        assert quality.median == 0.09
        best = {item.item: item for item in selectors.what_lifts(many["s00"])}["consulting"]
        assert (best.score, best.next_figure) == (5, None)
        last = {item.item: item for item in selectors.what_lifts(many["s19"])}["consulting"]
        assert (last.score, last.next_score, last.next_figure) == (0, 2, 0.82)

    def test_no_figure_lifts_what_failed_always(self) -> None:
        two = shops(a="toys", b="toys")
        tell([Told("a", "answer", NOON, 0.0)] * 30, two)
        score_day(day=DAY, at=AT)
        lift = {i.item: i for i in selectors.what_lifts(two["a"])}["consulting"]
        assert (lift.score, lift.better, lift.peers) == (3, 0, 1)
        assert (lift.next_figure, lift.has_failed_always) == (None, True)

    def test_reaching_the_next_figure_is_enough(self) -> None:
        many = shops(**{f"s{n}": "toys" for n in range(5)})
        for n, slug in enumerate(many):
            facts = [Told(slug, "answer", NOON, float(k < 100 - n)) for k in range(100)]
            tell(facts, many, slug)
        score_day(day=DAY, at=AT)
        lift = {i.item: i for i in selectors.what_lifts(many["s4"])}["consulting"]
        assert (lift.score, lift.next_score, lift.next_figure) == (2, 3, 0.97)
        wrong = Fact.objects.filter(supplier=many["s4"], value=0).values_list("key", flat=True)[:1]
        correct(facts=[NewFact(many["s4"].pk, "answer", NOON, wrong[0], 1)])
        score_day(day=DAY, at=AT)
        assert ScoreDay.objects.get(supplier=many["s4"]).consulting_score == 3
        assert ScoreDay.objects.aggregate(last=Max("day"))["last"] == DAY


@PROPERTY
@given(facts=logs())
def test_plain_sql_finds_the_same(four, facts) -> None:
    """docs/scores.sql is the definitions as anybody would write them."""
    plain = (Path(settings.BASE_DIR) / "docs" / "scores.sql").read_text(encoding="utf-8")
    with transaction.atomic():
        tell(facts, four)
        found = dict(scores_at(until=UNTIL))
        with connection.cursor() as cursor:
            cursor.execute(plain, {"until": UNTIL})
            names = [column.name for column in cursor.description]
            rows = {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
        transaction.set_rollback(True)
    for slug, supplier in four.items():
        wanted = rows.get(supplier.pk, dict.fromkeys(COUNT_COLUMNS))
        assert {n: getattr(found[slug], n) for n in COUNT_COLUMNS} == {
            n: wanted[n] or 0 for n in COUNT_COLUMNS
        }
