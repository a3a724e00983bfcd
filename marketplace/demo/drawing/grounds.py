"""Quiet grounds that products are shown on, each drawn once and then copied."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image

from marketplace.demo.drawing.colour import SNOW, Colour, darker, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.raster import Place, Raster

FLOOR = 812
WHOLE = Place(0, 0, 1.0)


@lru_cache(maxsize=4)
def _drawn(kind: str, colour: Colour, side: int) -> Image.Image:
    raster = Raster(Image.new("RGB", (side, side), colour))
    KINDS[kind](raster, colour)
    return raster.image


def ground(kind: str, colour: Colour, side: int) -> Raster:
    """A fresh copy of a ground, `side` pixels square."""
    return Raster(_drawn(kind, colour, side).copy())


def _wall(raster: Raster, colour: Colour) -> Pen:
    raster.glow(330, 260, 760, 0.75, lighter(colour, 0.65))
    return Pen()


def _sweep(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    pen.fill(box(0, 690, 1000, 1000), darker(colour, 0.07), 0.55)
    raster.draw(pen.strokes, WHOLE)
    raster.glow(500, FLOOR, 520, 0.5, lighter(colour, 0.5))


def _sun(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    pen.fill(box(0, 720, 1000, 1000), darker(colour, 0.08), 0.7)
    pen.body(ellipse(500, 440, 330), lighter(colour, 0.5), Light.FLAT, 0)
    pen.fill(box(0, 720, 1000, 1000), darker(colour, 0.05), 0.5)
    raster.draw(pen.strokes, WHOLE)


def _arch(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    opening = [(240, 740), *arc(500, 400, 260, 260, 180, 360), (760, 740)]
    pen.body(opening, darker(colour, 0.1), Light.FLAT, -10)
    pen.fill(box(0, 740, 1000, 1000), lighter(colour, 0.35))
    pen.fill(box(0, 740, 1000, 746), darker(colour, 0.16), 0.6)
    raster.draw(pen.strokes, WHOLE)


def _plinth(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    pen.fill(box(0, 760, 1000, 1000), darker(colour, 0.06), 0.7)
    pen.tube(
        [(130, FLOOR + 10), (870, FLOOR + 10), *arc(500, 900, 370, 46, 0, 180)],
        lighter(colour, 0.2),
    )
    pen.fill(ellipse(500, FLOOR + 10, 370, 48), lighter(colour, 0.65))
    raster.draw(pen.strokes, WHOLE)


def _window(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    for x in (160, 400, 640):
        pen.fill([(x, 0), (x + 150, 0), (x + 430, 730), (x + 280, 730)], SNOW, 0.32)
    pen.fill(box(0, 730, 1000, 1000), darker(colour, 0.1), 0.7)
    pen.fill([(440, 730), (900, 730), (1000, 1000), (620, 1000)], SNOW, 0.25)
    raster.draw(pen.strokes, WHOLE)


def _rays(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    for x in (-260, 60, 380):
        pen.fill([(x, 0), (x + 210, 0), (x + 790, 1000), (x + 580, 1000)], SNOW, 0.3)
    raster.draw(pen.strokes, WHOLE)


def _halves(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    pen.fill([(0, 640), (1000, 360), (1000, 1000), (0, 1000)], darker(colour, 0.09), 0.8)
    raster.draw(pen.strokes, WHOLE)


def _sheet(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    for n in range(1, 20):
        tone, width = darker(colour, 0.12), 1.1 if n % 5 else 2.0
        pen.line([(n * 50, 0), (n * 50, 1000)], tone, width, 0.35)
        pen.line([(0, n * 50), (1000, n * 50)], tone, width, 0.35)
    raster.draw(pen.strokes, WHOLE)


def _circle(raster: Raster, colour: Colour) -> None:
    pen = _wall(raster, colour)
    pen.body(ellipse(500, 500, 390), lighter(colour, 0.45), Light.FLAT, 0)
    pen.line(ellipse(500, 500, 425), lighter(colour, 0.55), 3)
    raster.draw(pen.strokes, WHOLE)


KINDS: dict[str, Callable[[Raster, Colour], None]] = {
    "sweep": _sweep,
    "sun": _sun,
    "arch": _arch,
    "plinth": _plinth,
    "window": _window,
    "halves": _halves,
    "sheet": _sheet,
    "circle": _circle,
    "rays": _rays,
}
STANDING = ("sweep", "sun", "arch", "plinth", "window")
LYING = ("circle", "halves", "rays")
