"""What holds of points whatever is taken when (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policies.schemas import PointRules
from suppliers.points import Taken, counted, crossed, next_threshold, replayed, thresholds

RULES = PointRules()
START = datetime(2026, 1, 1, tzinfo=UTC)


@st.composite
def histories(draw: st.DrawFn) -> list[Taken]:
    """Deductions in the order of time, over four years."""
    minutes = st.integers(min_value=0, max_value=4 * 365 * 24 * 60)
    moments = sorted(draw(st.lists(minutes, max_size=12)))
    found = []
    for minute in moments:
        at = START + timedelta(minutes=minute)
        points = draw(st.integers(min_value=1, max_value=60))
        found.append(Taken(points, at, at + timedelta(days=RULES.count_days)))
    return found


@given(histories())
def test_what_counts_is_what_lies_in_the_last_365_days(taken: list[Taken]) -> None:
    for one in taken:
        window = [o for o in taken if one.at - timedelta(days=365) < o.at <= one.at]
        assert counted(taken, one.at) == sum(o.points for o in window)


@given(histories())
def test_all_of_it_fades(taken: list[Taken]) -> None:
    assert counted(taken, START + timedelta(days=6 * 365)) == 0


@given(histories())
def test_between_deductions_points_only_fall(taken: list[Taken]) -> None:
    for one, following in pairwise(taken):
        span = (following.at - one.at) / 7
        totals = [counted(taken, one.at + span * step) for step in range(7)]
        if one.at < following.at:
            assert totals == sorted(totals, reverse=True)


@given(st.integers(0, 200), st.integers(1, 60))
def test_the_gravest_of_those_crossed(before: int, points: int) -> None:
    step, after = crossed(before, before + points, RULES), before + points
    over = [one for one in thresholds(RULES) if before < one.points <= after]
    assert step == (over[-1] if over else None)
    assert step is None or before < step.points <= after


@given(st.integers(0, 59))
def test_the_next_one_is_ahead(points: int) -> None:
    step = next_threshold(points, RULES)
    assert step is not None
    assert crossed(points, step.points, RULES) == step
    assert crossed(points, step.points - 1, RULES) is None


@given(histories(), st.data())
def test_points_given_back_never_make_another_step_graver(
    taken: list[Taken], data: st.DataObject
) -> None:
    """A deduction that crossed a threshold crosses, without another one, that or a milder one."""
    if not taken:
        return
    away = data.draw(st.integers(0, len(taken) - 1))
    steps = replayed(taken, RULES)
    less = replayed(taken[:away] + taken[away + 1 :], RULES)
    for before, after in zip(steps[:away] + steps[away + 1 :], less, strict=True):
        if before is not None and after is not None:
            assert after.points <= before.points


@given(st.lists(st.integers(1, 60), max_size=8))
def test_taken_at_once_or_one_by_one_the_worst_is_the_same(points: list[int]) -> None:
    """Of one moment: the gravest threshold is that of the sum."""
    at, fades = START, START + timedelta(days=RULES.count_days)
    steps = [step for step in replayed([Taken(p, at, fades) for p in points], RULES) if step]
    whole = crossed(0, sum(points), RULES)
    assert max((step.points for step in steps), default=None) == (whole.points if whole else None)
