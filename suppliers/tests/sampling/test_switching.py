"""Normal, tightened, reduced: when the next lot is looked at more or less sharply."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.enums.spot_checks import Severity
from suppliers.sampling import RESUMED, Stopped, Verdict, after, plan, replay

AQL = Decimal("2.5")


def lots(pattern: str, size: int = 2_000) -> list[Verdict]:
    """``+`` has no failure, ``-`` as many as its sample has pieces."""
    return [Verdict(size, AQL, 0 if sign == "+" else 125) for sign in pattern]


@pytest.mark.parametrize(
    ("pattern", "severity"),
    [
        ("", "normal"),
        ("-", "normal"),
        ("--", "tightened"),
        ("-+++-", "tightened"),
        ("-++++-", "normal"),
        ("--++++", "tightened"),
        ("--+++++", "normal"),
        ("--++++-+++++", "normal"),
        ("+" * 9, "normal"),
        ("+" * 10, "reduced"),
        ("+" * 12, "reduced"),
        ("+" * 10 + "-", "normal"),
    ],
)
def test_the_next_lot_is_looked_at(pattern: str, severity: str) -> None:
    assert replay(lots(pattern)).severity == severity


def test_five_rejected_under_tightened_stop_it() -> None:
    series = replay(lots("--" + "-----"))
    assert series.stopped
    with pytest.raises(Stopped):
        after(series, lots("+")[0])
    assert replay(lots("--" + "-----" + "+++++")) == series, "what was under way does not count"


def test_a_resumed_series_is_tightened_and_begins_anew() -> None:
    assert replay([], since=RESUMED).severity == Severity.TIGHTENED
    assert not replay(lots("----"), since=RESUMED).stopped
    assert replay(lots("-----"), since=RESUMED).stopped
    assert replay(lots("+++++"), since=RESUMED).severity == Severity.NORMAL


def test_a_rejected_lot_begins_the_score_anew() -> None:
    assert replay(lots("+++++")).score == 15
    assert replay(lots("+++++-")).score == 0


def test_a_small_plan_scores_two_and_asks_for_no_better_lot() -> None:
    """Ac 0 or 1: two points for each accepted lot."""
    assert plan(30, AQL).accept == 0
    assert replay(lots("+++", size=30)).score == 6


def test_a_lot_that_a_sharper_look_would_refuse_scores_nothing() -> None:
    """Letter K at 2.5 accepts 7; the next better AQL, 1.5, accepts 5."""
    assert replay([Verdict(2_000, AQL, 5)]).score == 3
    assert replay([*lots("++"), Verdict(2_000, AQL, 6)]).score == 0


def test_the_best_aql_looks_one_column_further() -> None:
    """Letter L at 0.65 accepts 3; at 0.40 it accepts 2."""
    assert replay([Verdict(5_000, Decimal("0.65"), 2)]).score == 3
    assert replay([Verdict(5_000, Decimal("0.65"), 3)]).score == 0


@given(st.text("+-", max_size=40))
def test_five_accepted_lots_end_tightened_inspection(pattern: str) -> None:
    series = replay(lots(pattern + "+++++"))
    assert series.stopped or series.severity != Severity.TIGHTENED


@given(st.text("+-", max_size=40))
def test_two_rejected_lots_in_a_row_are_never_taken_lightly(pattern: str) -> None:
    series = replay(lots(pattern + "---"))
    assert series.severity == Severity.TIGHTENED


def test_what_was_decided_of_a_lot_stands_whatever_the_severity_is_now() -> None:
    """9 failures pass under normal inspection (10) and fail under tightened (8)."""
    tightened = replay(lots("--" + "----"))
    assert (tightened.severity, tightened.rejected) == (Severity.TIGHTENED, 4)
    planned_before = Verdict(5000, Decimal("2.5"), 9, accepted=True)
    assert not after(tightened, planned_before).stopped
    assert after(tightened, replace(planned_before, accepted=None)).stopped
