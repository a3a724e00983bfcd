"""Where the parts of a chart lie."""

from __future__ import annotations

import pytest

from common import charts


@pytest.mark.parametrize(
    ("highest", "steps"),
    [(7, [0, 2, 4, 6, 8]), (100, [0, 25, 50, 75, 100]), (0, [0, 1]), (0.3, [0, 0.1, 0.2, 0.3])],
)
def test_an_axis_has_round_steps(highest: float, steps: list[float]) -> None:
    assert charts.round_steps(highest) == pytest.approx(steps)


def test_a_line_runs_from_edge_to_edge_and_never_above_the_paper() -> None:
    chart = charts.line([("1", 0), ("2", 50), ("3", 100)], size=(480, 200))
    places = [tuple(map(float, place.split())) for place in chart.path[1:].split("L")]
    assert [x for x, _ in places] == [chart.left, (chart.left + chart.right) / 2, chart.right]
    assert places[0][1] > places[1][1] > places[2][1] >= 0
    assert [row.shown for row in chart.rows] == ["0", "50", "100"]


def test_a_line_is_true_to_time_and_to_a_scale_that_is_known() -> None:
    points = [("1", 4.0), ("50", 5.0), ("57", 5.0)]
    chart = charts.line(points, moments=[0, 49, 56], steps=range(6))
    places = [tuple(map(float, place.split())) for place in chart.path[1:].split("L")]
    xs = [x for x, _ in places]
    assert (xs[1] - xs[0]) / (xs[2] - xs[1]) == pytest.approx(7, rel=0.02)
    assert [tick.label for tick in chart.ticks] == ["0", "1", "2", "3", "4", "5"]
    assert places[1][1] == chart.ticks[-1].at
    assert [mark.label for mark in chart.marks] == ["1", "50"]


def test_bars_stand_side_by_side_on_the_same_ground() -> None:
    chart = charts.bars([("a", 1), ("b", 2)])
    first, second = chart.bars
    assert first.x + first.width < second.x
    assert first.y + first.height == pytest.approx(second.y + second.height)
    assert second.height == pytest.approx(2 * first.height, abs=0.2)


def test_a_chart_of_nothing_is_empty() -> None:
    assert charts.line([]).path == ""
    assert charts.bars([]).bars == []
    assert charts.spark([("1", 5)]).path == "M48.0 2.0"


def test_many_points_have_few_marks() -> None:
    assert len(charts.line([(str(n), n) for n in range(365)]).marks) <= 6


def test_the_summary_says_first_and_last() -> None:
    assert charts.spark([("Mon", 3), ("Tue", 5)]).summary == "Mon 3 ↗ Tue 5"
