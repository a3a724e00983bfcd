"""Where the parts of a chart lie. Components draw it as SVG, with the same figures as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

_LEFT, _TOP, _RIGHT, _BOTTOM = 52, 8, 8, 26
_TICKS = 4
_MOST_MARKS = 6
_BAR_SHARE = 0.7
_ROUND_STEPS = (1, 2, 2.5, 5, 10)

Points = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Row:
    """A point in words: its label and its value as people read it."""

    label: str
    shown: str


@dataclass(frozen=True)
class Mark:
    """A label along an axis, and where it stands."""

    at: float
    label: str


@dataclass(frozen=True)
class Bar:
    """A bar and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str
    shown: str


@dataclass(frozen=True)
class Chart:
    """All that a chart's component draws; lengths are in the units of its view box."""

    width: int
    height: int
    left: int
    right: int
    rows: list[Row]
    summary: str
    path: str = ""
    area: str = ""
    ticks: list[Mark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class _Plane:
    """Turns a point's place and value into a place on the paper.

    ``moments`` are where the points lie in time; without them they lie at even distances.
    """

    left: float
    right: float
    top: float
    bottom: float
    highest: float
    count: int
    moments: Sequence[float] = ()

    def x(self, index: int) -> float:
        share = index / (self.count - 1) if self.count > 1 else 0.5
        if self.moments and self.moments[-1] > self.moments[0]:
            first, last = self.moments[0], self.moments[-1]
            share = (self.moments[index] - first) / (last - first)
        return round(self.left + share * (self.right - self.left), 1)

    def slot(self, index: int) -> float:
        return round(self.left + (index + 0.5) * (self.right - self.left) / self.count, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - value / self.highest * (self.bottom - self.top), 1)


def spark(
    points: Points, shown: Callable[[float], str] = str, size: tuple[int, int] = (96, 28)
) -> Chart:
    """A line without axes, for a row of a table."""
    plane = _Plane(1, size[0] - 1, 2, size[1] - 2, _highest(points), len(points))
    path, area = _line(points, plane)
    return Chart(*size, 0, size[0], _rows(points, shown), _summary(points, shown), path, area)


def line(
    points: Points,
    shown: Callable[[float], str] = str,
    size: tuple[int, int] = (480, 200),
    *,
    moments: Sequence[float] = (),
    steps: Sequence[float] = (),
) -> Chart:
    """A line over time; ``shown`` writes a value for people. Values are not negative.

    ``moments``, rising, are where the points lie in time, in any unit; ``steps`` are the values
    along the axis, where its scale is known beforehand.
    """
    plane, ticks = _axes(points, shown, size, steps)
    plane = replace(plane, moments=moments)
    path, area = _line(points, plane)
    return Chart(
        *size,
        _LEFT,
        size[0] - _RIGHT,
        _rows(points, shown),
        _summary(points, shown),
        path,
        area,
        ticks,
        _marks(points, plane.x),
    )


def bars(
    points: Points, shown: Callable[[float], str] = str, size: tuple[int, int] = (480, 200)
) -> Chart:
    """A bar for each point. Values are not negative."""
    plane, ticks = _axes(points, shown, size)
    width = round(_BAR_SHARE * (plane.right - plane.left) / max(len(points), 1), 1)
    drawn = [
        Bar(
            round(plane.slot(i) - width / 2, 1),
            plane.y(v),
            width,
            round(plane.bottom - plane.y(v), 1),
            label,
            shown(v),
        )
        for i, (label, v) in enumerate(points)
    ]
    return Chart(
        *size,
        _LEFT,
        size[0] - _RIGHT,
        _rows(points, shown),
        _summary(points, shown),
        ticks=ticks,
        marks=_marks(points, plane.slot),
        bars=drawn,
    )


def round_steps(highest: float) -> list[float]:
    """Values for an axis from 0 to at least ``highest``, in steps that people count in."""
    if highest <= 0:
        return [0, 1]
    rough = highest / _TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * s for s in _ROUND_STEPS if power * s >= rough)
    return [step * n for n in range(math.ceil(highest / step) + 1)]


def _axes(
    points: Points,
    shown: Callable[[float], str],
    size: tuple[int, int],
    steps: Sequence[float] = (),
) -> tuple[_Plane, list[Mark]]:
    steps = steps or round_steps(max((value for _, value in points), default=0))
    plane = _Plane(_LEFT, size[0] - _RIGHT, _TOP, size[1] - _BOTTOM, steps[-1], len(points))
    return plane, [Mark(plane.y(value), shown(value)) for value in steps]


def _marks(points: Points, place: Callable[[int], float]) -> list[Mark]:
    """Labels of points that leave each other room, from the first on."""
    marks: list[Mark] = []
    room = (place(len(points) - 1) - place(0)) / _MOST_MARKS if points else 0
    for index, (label, _) in enumerate(points):
        if not marks or place(index) - marks[-1].at >= room:
            marks.append(Mark(place(index), label))
    return marks


def _line(points: Points, plane: _Plane) -> tuple[str, str]:
    if not points:
        return "", ""
    places = [(plane.x(i), plane.y(value)) for i, (_, value) in enumerate(points)]
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    return path, f"{path}L{places[-1][0]} {plane.bottom}L{places[0][0]} {plane.bottom}Z"


def _highest(points: Points) -> float:
    return max((value for _, value in points), default=0) or 1


def _rows(points: Points, shown: Callable[[float], str]) -> list[Row]:
    return [Row(label, shown(value)) for label, value in points]


def _summary(points: Points, shown: Callable[[float], str]) -> str:
    if not points:
        return "—"
    rising = sum(later[1] >= earlier[1] for earlier, later in pairwise(points))
    arrow = "↗" if rising * 2 >= len(points) - 1 else "↘"
    return f"{points[0][0]} {shown(points[0][1])} {arrow} {points[-1][0]} {shown(points[-1][1])}"
