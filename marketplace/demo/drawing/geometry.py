"""Outlines as lists of points: a small path language, and bodies turned on a lathe."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Outline = Sequence[Point]

STEPS = 14
_WORD = re.compile(r"[MLCQ]|-?\d+(?:\.\d+)?")
_ARITY = {"M": 2, "L": 2, "C": 6, "Q": 4}


def path(text: str) -> Outline:
    """Points of an outline in SVG's absolute commands M, L, C, Q and Z."""
    points: list[Point] = []
    for command, numbers in _commands(text):
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        points += ends if command in "ML" else bezier(points[-1], *ends)
    return points


def _commands(text: str) -> Iterable[tuple[str, list[float]]]:
    command = "M"
    numbers: list[float] = []
    for word in _WORD.findall(text):
        if word in _ARITY:
            command, numbers = word, []
            continue
        numbers.append(float(word))
        if len(numbers) == _ARITY[command]:
            yield command, numbers
            numbers = []


def bezier(start: Point, *controls: Point) -> list[Point]:
    """Points on a Bézier curve of any degree after `start`, its end included."""
    return [_de_casteljau([start, *controls], step / STEPS) for step in range(1, STEPS + 1)]


def _de_casteljau(points: Sequence[Point], t: float) -> Point:
    while len(points) > 1:
        points = [
            (ax + (bx - ax) * t, ay + (by - ay) * t) for (ax, ay), (bx, by) in pairwise(points)
        ]
    return points[0]


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Outline:
    return arc(x, y, rx, rx if ry is None else ry, 0, 360)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points on an ellipse's arc; degrees run clockwise from three o'clock."""
    count = max(8, int(abs(end - start) / 7))
    angles = (math.radians(start + (end - start) * n / count) for n in range(count + 1))
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def box(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Outline:
    """A rectangle with corners of one radius."""
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    return [
        *arc(right - r, top + r, r, r, -90, 0),
        *arc(right - r, bottom - r, r, r, 0, 90),
        *arc(left + r, bottom - r, r, r, 90, 180),
        *arc(left + r, top + r, r, r, 180, 270),
    ]


def mirror(points: Outline) -> Outline:
    """An outline's right half, from top to bottom, closed by its mirror image at x = 0."""
    return [*points, *((-x, y) for x, y in reversed(points))]


def half(text: str) -> Outline:
    """A symmetric outline from the path of its right half."""
    return mirror(path(text))


def lathe(*profile: Point) -> Outline:
    """A turned body: radius and height at each ring, drawn smoothly through them."""
    return mirror(smooth(profile))


def smooth(points: Sequence[Point], *, closed: bool = False) -> Outline:
    """A Catmull-Rom curve through points; a point given twice stays a corner."""
    if closed:
        points = [points[-1], *points, points[0], points[1]]
    else:
        points = [points[0], *points, points[-1]]
    curve: list[Point] = [points[1]]
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        curve += _catmull(before, start, end, after)
    return curve


def _catmull(p0: Point, p1: Point, p2: Point, p3: Point) -> list[Point]:
    if p1 == p2:
        return []
    first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
    second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
    return bezier(p1, first, second, p2)


def moved(
    points: Outline, dx: float = 0, dy: float = 0, scale: float = 1.0, turn: float = 0
) -> Outline:
    """An outline turned by degrees and scaled about the origin, then shifted."""
    cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
    return [(x * cos - y * sin + dx, x * sin + y * cos + dy) for x, y in points]


def bounds(outlines: Iterable[Outline]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all points."""
    points = [point for outline in outlines for point in outline]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
