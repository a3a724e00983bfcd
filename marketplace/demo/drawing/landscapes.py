"""Pictures of belts: the region's scenery, and its goods on a counter before it."""

from collections.abc import Callable, Sequence

from PIL import Image

from marketplace.demo.drawing.colour import SNOW, Colour, darker, hexa, lighter, mix
from marketplace.demo.drawing.geometry import arc, box, ellipse, path, smooth
from marketplace.demo.drawing.palette import TONES, look_of
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.raster import Place, Raster
from marketplace.demo.drawing.scenes import put
from marketplace.demo.drawing.shapes import SHAPES, Pose

WIDTH, HEIGHT = 1200, 750
TALL = 1000 * HEIGHT / WIDTH
COUNTER = 520
PAGE = Place(0, 0, 1.0)


def landscape(scenery: str, shapes: Sequence[str], tone: str) -> Image.Image:
    """A belt's picture: sky, scenery, and its goods in colours that go with the tone."""
    colour = TONES[tone].main
    sky = lighter(colour, 0.62)
    raster = Raster(Image.new("RGB", (WIDTH, HEIGHT), sky))
    raster.glow(720, 170, 620, 0.8, lighter(colour, 0.88))
    pen = Pen()
    pen.fill(ellipse(730, 190, 92), lighter(hexa("f2b866"), 0.25), 0.9)
    SCENERIES[scenery](pen, mix(colour, sky, 0.35))
    pen.body(
        box(0, COUNTER - 26, 1000, TALL),
        lighter(mix(colour, hexa("c9a06c"), 0.75), 0.25),
        Light.NONE,
        0,
    )
    pen.fill(box(0, COUNTER - 26, 1000, COUNTER - 18), SNOW, 0.35)
    pen.fill(box(0, COUNTER + 62, 1000, TALL), darker(mix(colour, hexa("9a7448"), 0.75), 0.12))
    raster.draw(pen.strokes, PAGE)
    _goods(raster, shapes, tone)
    return raster.image


def _goods(raster: Raster, shapes: Sequence[str], tone: str) -> None:
    tones = [tone, *(name for name in ("cream", "brick", "haze", "mustard") if name != tone)]
    step = 860 / len(shapes)
    for number, name in enumerate(shapes):
        pen = SHAPES[name].drawn(look_of(tones[(number + 1) % len(tones)], number))
        x = 70 + step * (number + 0.5)
        if SHAPES[name].pose is Pose.HANG:
            put(raster, pen, x, COUNTER - 60, step * 0.82, 270, lying=True)
        else:
            put(raster, pen, x, COUNTER + 22 + number % 2 * 14, step * 0.9, 320)


def _hills(pen: Pen, colour: Colour) -> None:
    for n, points in enumerate(
        (
            [(-40, 420), (160, 260), (330, 350), (520, 210), (700, 340), (880, 250), (1050, 400)],
            [(-40, 470), (140, 390), (360, 440), (600, 330), (820, 430), (1050, 360)],
        )
    ):
        pen.body(
            [*smooth(points), (1050, 560), (-40, 560)],
            darker(lighter(colour, 0.3), 0.14 * n),
            rim=0,
        )


def _terraces(pen: Pen, colour: Colour) -> None:
    _hills(pen, colour)
    green = mix(colour, hexa("6d9460"), 0.6)
    for n in range(6):
        points = [
            (-40, 400 + n * 22),
            (250, 370 + n * 24),
            (520, 410 + n * 19),
            (800, 366 + n * 25),
            (1050, 400 + n * 21),
        ]
        pen.fill([*smooth(points), (1050, 570), (-40, 570)], darker(green, 0.05 * n))
        pen.line(smooth(points), lighter(green, 0.35), 3)


def _city(pen: Pen, colour: Colour) -> None:
    for row in range(2):
        for n in range(9):
            left, tall = -30 + n * 118 + row * 44, 110 + (n * 61 + row * 47) % 170
            tone = darker(lighter(colour, 0.35 - row * 0.2), row * 0.05)
            top = COUNTER - tall - 20 + row * 34
            pen.body(box(left, top, left + 84, COUNTER), tone, rim=0)
            for floor in range(int(top) + 18, COUNTER - 30, 30):
                pen.fill(box(left + 14, floor, left + 70, floor + 9), SNOW, 0.32)


def _works(pen: Pen, colour: Colour) -> None:
    for n in range(5):
        left = -20 + n * 214
        roof = [
            (left, 380),
            (left + 100, 320),
            (left + 100, 380),
            (left + 200, 320),
            (left + 200, COUNTER),
            (left, COUNTER),
        ]
        pen.body(roof, lighter(colour, 0.22 if n % 2 else 0.1), rim=0)
        for window in range(4):
            pen.fill(box(left + 16 + window * 46, 410, left + 46 + window * 46, 440), SNOW, 0.5)
    for x, top in ((150, 180), (590, 220)):
        pen.tube([(x, top), (x + 30, top), (x + 40, 350), (x - 10, 350)], darker(colour, 0.1))
        for n in range(3):
            pen.fill(ellipse(x + 40 + n * 44, top - 24 - n * 22, 26 + n * 9), SNOW, 0.6)


def _kilns(pen: Pen, colour: Colour) -> None:
    _hills(pen, colour)
    for x in (120, 470, 800):
        pen.tube(
            path(
                f"M{x - 90},{COUNTER} C{x - 90},360 {x - 40},330 {x - 26},230 L{x + 26},230 C{x + 40},330 {x + 90},360 {x + 90},{COUNTER} Z"
            ),
            mix(colour, hexa("b5694a"), 0.55),
        )
        pen.fill(
            path(
                f"M{x - 30},{COUNTER} L{x - 30},450 C{x - 30},410 {x + 30},410 {x + 30},450 L{x + 30},{COUNTER} Z"
            ),
            hexa("5a3226"),
        )
        pen.fill(ellipse(x, 480, 18, 26), hexa("f0a14a"), 0.8)


def _harbour(pen: Pen, colour: Colour) -> None:
    pen.fill(box(0, 400, 1000, COUNTER), lighter(mix(colour, hexa("7fb0c4"), 0.6), 0.2))
    for n in range(5):
        pen.line([(n * 230 - 40, 424 + n % 3 * 22), (n * 230 + 90, 424 + n % 3 * 22)], SNOW, 4, 0.6)
    for x in (180, 420):
        pen.line([(x, 400), (x + 30, 210), (x + 60, 400)], darker(colour, 0.3), 9)
        pen.line([(x - 70, 230), (x + 150, 230)], darker(colour, 0.3), 9)
        pen.line([(x - 50, 234), (x - 50, 330)], darker(colour, 0.3), 3)
    pen.body([(560, 360), (960, 360), (920, 440), (600, 440)], darker(colour, 0.2), rim=0)
    for n in range(8):
        tone = (hexa("c9694c"), hexa("e0b04c"), hexa("6d93a8"))[n % 3]
        pen.body(
            box(610 + n % 4 * 70, 300 + n // 4 * 30, 674 + n % 4 * 70, 328 + n // 4 * 30, 2),
            tone,
            rim=2,
        )


def _arcade(pen: Pen, colour: Colour) -> None:
    pen.body(box(-10, 150, 1010, COUNTER), lighter(colour, 0.3), rim=0)
    for n in range(5):
        left = 14 + n * 198
        pen.fill(
            [
                (left, COUNTER),
                (left, 330),
                *arc(left + 86, 330, 86, 76, 180, 360),
                (left + 172, COUNTER),
            ],
            darker(colour, 0.35),
            0.55,
        )
        pen.body(box(left - 6, 196, left + 178, 246, 6), darker(colour, 0.05), rim=0)
        for stripe in range(6):
            pen.fill(box(left - 6 + stripe * 31, 246, left + 9 + stripe * 31, 278), SNOW, 0.85)
        pen.fill(ellipse(left + 86, 312, 12), hexa("ffdf9a"))


def _field(pen: Pen, colour: Colour) -> None:
    _hills(pen, colour)
    for n in range(7):
        tone = mix(hexa("d9b45c"), colour, 0.15 + n % 2 * 0.18)
        pen.fill(
            [
                (-200 + n * 200, COUNTER),
                (380 + n * 40, 400),
                (420 + n * 40, 400),
                (0 + n * 200, COUNTER),
            ],
            tone,
        )


SCENERIES: dict[str, Callable[[Pen, Colour], None]] = {
    "hills": _hills,
    "terraces": _terraces,
    "city": _city,
    "works": _works,
    "kilns": _kilns,
    "harbour": _harbour,
    "arcade": _arcade,
    "field": _field,
}
