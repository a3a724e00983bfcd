"""The views of a product: alone, in its colours, close up, measured, packed."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from marketplace.demo.drawing.colour import INK, SNOW, Colour, darker, lighter
from marketplace.demo.drawing.geometry import box, ellipse
from marketplace.demo.drawing.grounds import FLOOR, LYING, STANDING, ground
from marketplace.demo.drawing.palette import TONES, ground_for, look_of
from marketplace.demo.drawing.pen import Pen
from marketplace.demo.drawing.raster import Place, Raster
from marketplace.demo.drawing.shapes import SHAPES, Pose, Shape

PAGE = Place(0, 0, 1.0)
_ARRANGED: dict[int, tuple[tuple[int, int], ...]] = {
    2: ((285, 500), (715, 500)),
    3: ((500, 285), (275, 720), (725, 720)),
    4: ((285, 290), (715, 290), (285, 725), (715, 725)),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is shown: a shape in one of its designs, and its colours with the first in front."""

    shape: str
    tones: tuple[str, ...]
    variant: int = 0
    pattern: str = "plain"

    def pen(self, number: int = 0) -> Pen:
        tone = self.tones[number % len(self.tones)]
        return self.kind.drawn(look_of(tone, self.variant, self.pattern))

    @property
    def kind(self) -> Shape:
        return SHAPES[self.shape]

    def ground(self, shift: int = 0) -> Colour:
        return ground_for(self.tones[0], self.variant * 3 + sum(map(ord, self.shape)) + shift)


def hero(subject: Subject, side: int) -> Image.Image:
    """The product by itself, as large as the picture carries."""
    standing = subject.kind.pose is Pose.STAND
    kinds = STANDING if standing else LYING
    raster = ground(
        kinds[(subject.variant + len(subject.tones[0])) % len(kinds)], subject.ground(), side
    )
    if standing:
        _stand(raster, subject.pen(), 500, FLOOR, 610, 600)
    else:
        _lay(raster, subject.pen(), 500, 500, 690, 690, turn=(-7, 0, 6)[subject.variant % 3])
    return raster.image


def colours(subject: Subject, side: int) -> Image.Image:
    """The product in up to four of its colours."""
    raster = ground("halves", subject.ground(1), side)
    count = min(4, max(2, len(subject.tones)))
    for number, (x, y) in enumerate(_ARRANGED[count]):
        _lay(raster, subject.pen(number), x, y, 370, 370)
    _swatches(raster, subject, count)
    return raster.image


def detail(subject: Subject, side: int) -> Image.Image:
    """A corner of the product three times as large, in a round lens."""
    raster = ground("sweep", subject.ground(2), side)
    pen = subject.pen()
    _lay(raster, pen, 290, 590, 440, 620)
    lens = Raster(Image.new("RGB", raster.image.size, lighter(subject.ground(2), 0.4)))
    left, top, right, bottom = pen.bounds()
    scale = 1500 / max(right - left, bottom - top)
    focus = Place(
        690 - (left * 0.35 + right * 0.65) * scale, 360 - (top * 0.7 + bottom * 0.3) * scale, scale
    )
    lens.draw(pen.strokes, focus)
    circle = raster.silhouette(_disc(690, 360, 262).strokes, PAGE)
    raster.shadow(circle, 8, 16, 5, 0.32)
    window = Image.new("L", raster.image.size)
    ImageDraw.Draw(window).ellipse([v * raster.pixels for v in (430, 100, 950, 620)], fill=255)
    raster.image.paste(lens.image, (0, 0), window)
    ring = Pen()
    ring.line(ellipse(690, 360, 260), SNOW, 12)
    raster.draw(ring.strokes, PAGE)
    return raster.image


def measured(subject: Subject, side: int) -> Image.Image:
    """The product on squared paper, with its height and width in centimetres."""
    raster = ground("sheet", subject.ground(3), side)
    pen = subject.pen()
    place = _fit(pen, 470, 470, 560, 560)
    _shadowed(raster, pen, place)
    left, top, right, bottom = (
        value * place.scale + shift
        for value, shift in zip(pen.bounds(), (place.x, place.y, place.x, place.y), strict=True)
    )
    tall = subject.kind.cm
    wide = tall * (right - left) / (bottom - top)
    _rule(raster, [(right + 70, top), (right + 70, bottom)], f"{tall:g} cm")
    _rule(raster, [(left, bottom + 75), (right, bottom + 75)], f"{_rounded(wide):g} cm")
    return raster.image


def packed(subject: Subject, side: int) -> Image.Image:
    """A carton with the product before it."""
    raster = ground("window", subject.ground(4), side)
    tone = TONES[subject.tones[0]]
    carton = SHAPES["carton"].drawn(look_of(subject.tones[0]))
    _stand(raster, carton, 590, 770, 640, 600)
    _stand(raster, subject.pen(1), 250, 850, 330, 360)
    _stand(raster, subject.pen(), 440, 890, 300, 330)
    raster.glow(500, 980, 300, 0.15, tone.accent)
    return raster.image


VIEWS = {"hero": hero, "colours": colours, "detail": detail, "measured": measured, "packed": packed}


def put(
    raster: Raster,
    pen: Pen,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    lying: bool = False,
) -> None:
    """A drawing on a page of another kind: on its feet at y, or around that point."""
    if lying:
        _lay(raster, pen, x, y - height / 2, width, height)
    else:
        _stand(raster, pen, x, y, width, height)


def _fit(pen: Pen, x: float, y: float, width: float, height: float, turn: float = 0) -> Place:
    """Where the drawing fills a box of the page around a point."""
    left, top, right, bottom = pen.bounds()
    scale = min(width / (right - left), height / (bottom - top))
    return Place(x - (left + right) / 2 * scale, y - (top + bottom) / 2 * scale, scale, turn)


def _shadowed(raster: Raster, pen: Pen, place: Place) -> None:
    raster.shadow(raster.silhouette(pen.strokes, place), 10, 20, 5, 0.30)
    raster.draw(pen.strokes, place)


def _lay(
    raster: Raster, pen: Pen, x: float, y: float, width: float, height: float, turn: float = 0
) -> None:
    _shadowed(raster, pen, _fit(pen, x, y, width, height, turn))


def _stand(raster: Raster, pen: Pen, x: float, floor: float, width: float, height: float) -> None:
    """Put the drawing on its feet at a floor line, with the shade it throws."""
    left, top, right, bottom = pen.bounds()
    scale = min(width / (right - left), height / (bottom - top))
    place = Place(x - (left + right) / 2 * scale, floor - bottom * scale, scale)
    half = (right - left) * scale / 2
    raster.shadow(
        raster.silhouette(_disc(x + 14, floor, half * 1.02, 17).strokes, PAGE), 0, 0, 4, 0.42
    )
    raster.shadow(
        raster.silhouette(_disc(x + half * 0.35, floor + 10, half * 1.25, 34).strokes, PAGE),
        0,
        0,
        9,
        0.22,
    )
    raster.draw(pen.strokes, place)


def _disc(x: float, y: float, rx: float, ry: float | None = None) -> Pen:
    pen = Pen()
    pen.fill(ellipse(x, y, rx, ry), INK)
    return pen


def _swatches(raster: Raster, subject: Subject, count: int) -> None:
    pen = Pen()
    start = 500 - (count - 1) * 27
    pen.fill(box(start - 34, 944, start + (count - 1) * 54 + 34, 992, 24), SNOW, 0.8)
    for number in range(count):
        pen.ball(
            ellipse(start + number * 54, 968, 16),
            TONES[subject.tones[number % len(subject.tones)]].main,
        )
    raster.draw(pen.strokes, PAGE)


def _rule(raster: Raster, ends: list[tuple[float, float]], text: str) -> None:
    """A dimension line with its end strokes and its measure."""
    (x0, y0), (x1, y1) = ends
    pen, tone = Pen(), darker(INK, 0.1)
    pen.line(ends, tone, 3)
    dx, dy = (14, 0) if x0 == x1 else (0, 14)
    for x, y in ends:
        pen.line([(x - dx, y - dy), (x + dx, y + dy)], tone, 3)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    half = len(text) * 10 + 14
    pen.fill(box(x - half, y - 26, x + half, y + 26, 10), SNOW)
    raster.draw(pen.strokes, PAGE)
    k = raster.pixels
    font = ImageFont.load_default(34 * k)
    ImageDraw.Draw(raster.image).text((x * k, y * k), text, fill=tone, font=font, anchor="mm")


def _rounded(value: float) -> float:
    return round(value) if value >= 10 else round(value, 1)
