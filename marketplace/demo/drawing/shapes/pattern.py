"""Printed patterns, drawn inside an outline in a look's second and accent colours."""

from collections.abc import Callable
from math import sin

from marketplace.demo.drawing.geometry import Outline, bounds, box, ellipse, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look

Area = tuple[float, float, float, float]
_LEAF = path("M0,-9 C6,-5 6,4 0,9 C-6,4 -6,-5 0,-9 Z")


def printed(pen: Pen, outline: Outline, look: Look, light: Light = Light.TUBE) -> None:
    """Cover the outline with the look's pattern, lit again; a plain look leaves it as it is."""
    paint = PATTERNS.get(look.pattern)
    if paint is None:
        return
    with pen.inside(outline):
        paint(pen, bounds([outline]), look)
    pen.relight(outline, light)


def _grid(area: Area, step: float) -> list[tuple[int, float, float]]:
    """Places of a half-drop repeat, numbered."""
    left, top, right, bottom = area
    columns, rows = int((right - left) / step) + 2, int((bottom - top) / step) + 2
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    return [
        (n, left + column * step, top + row * step + (step / 2 if column % 2 else 0))
        for n, (column, row) in enumerate(cells)
    ]


def _step(area: Area, parts: int) -> float:
    return max(area[2] - area[0], area[3] - area[1]) / parts


def _stripes(pen: Pen, area: Area, look: Look) -> None:
    left, top, right, bottom = area
    step = _step(area, 9)
    for n in range(int((bottom - top) / step) + 1):
        pen.fill(box(left, top + n * step, right, top + n * step + step * 0.42), look.second, 0.9)


def _bars(pen: Pen, area: Area, look: Look) -> None:
    left, top, right, bottom = area
    step = _step(area, 10)
    for n in range(int((right - left) / step) + 1):
        pen.fill(box(left + n * step, top, left + n * step + step * 0.3, bottom), look.second, 0.85)


def _check(pen: Pen, area: Area, look: Look) -> None:
    left, top, right, bottom = area
    step = _step(area, 6)
    for n in range(int((bottom - top) / step) + 1):
        pen.fill(box(left, top + n * step, right, top + (n + 0.4) * step), look.second, 0.5)
    for n in range(int((right - left) / step) + 1):
        pen.fill(box(left + n * step, top, left + (n + 0.4) * step, bottom), look.second, 0.5)


def _dots(pen: Pen, area: Area, look: Look) -> None:
    step = _step(area, 7)
    for _, x, y in _grid(area, step):
        pen.fill(ellipse(x, y, step * 0.19), look.second, 0.95)


def _leaves(pen: Pen, area: Area, look: Look) -> None:
    step = _step(area, 5)
    for n, x, y in _grid(area, step):
        tone = look.accent if n % 3 == 0 else look.second
        pen.fill(moved(_LEAF, x, y, step / 26, n * 47 % 180), tone, 0.9)


def _blossoms(pen: Pen, area: Area, look: Look) -> None:
    step = _step(area, 4)
    for n, x, y in _grid(area, step):
        for turn in range(0, 360, 72):
            petal = moved(ellipse(0, -5, 3.4, 4.6), x, y, step / 30, turn + n * 20)
            pen.fill(petal, look.second, 0.92)
        pen.fill(ellipse(x, y, step * 0.08), look.accent)


def _waves(pen: Pen, area: Area, look: Look) -> None:
    left, top, right, bottom = area
    step = _step(area, 8)
    xs = [left + (right - left) * n / 40 for n in range(41)]
    for n in range(int((bottom - top) / step) + 1):
        line = [(x, top + n * step + sin(x / step * 2.2) * step * 0.25) for x in xs]
        pen.line(line, look.second, step * 0.16, 0.85)


def _halves(pen: Pen, area: Area, look: Look) -> None:
    left, top, right, bottom = area
    middle = top + (bottom - top) * 0.56
    pen.fill(box(left, middle, right, bottom), look.second, 0.92)
    pen.fill(box(left, middle - 2, right, middle + 1.2), look.accent, 0.9)


def _speckle(pen: Pen, area: Area, look: Look) -> None:
    step = _step(area, 8)
    for n, x, y in _grid(area, step):
        tone = look.accent if n % 4 == 0 else look.second
        shift = (n * 7919 % 11 - 5) / 12 * step
        pen.fill(ellipse(x + shift, y - shift, step * (0.05 + n % 3 * 0.03)), tone, 0.9)


PATTERNS: dict[str, Callable[[Pen, Area, Look], None]] = {
    "stripes": _stripes,
    "bars": _bars,
    "check": _check,
    "dots": _dots,
    "leaves": _leaves,
    "blossoms": _blossoms,
    "waves": _waves,
    "halves": _halves,
    "speckle": _speckle,
}
