"""Suppliers' marks: a geometric figure in two colours with the first letter of the brand."""

from random import Random

from PIL import Image, ImageDraw, ImageFont

from marketplace.demo.drawing.colour import SNOW, Colour, brightness, darker, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, moved
from marketplace.demo.drawing.palette import TONES
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.raster import Place, Raster

SIDE = 320


def mark(letter: str, seed: str) -> Image.Image:
    """A mark for the letter, the same from the same seed."""
    random = Random(seed)
    tone = TONES[
        random.choice([name for name in sorted(TONES) if brightness(TONES[name].main) < 175])
    ]
    pen = Pen()
    pen.fill(box(0, 0, 1000, 1000), lighter(tone.main, 0.82))
    pen.body(box(90, 90, 910, 910, 210), tone.main, Light.FLAT, 0)
    with pen.inside(box(90, 90, 910, 910, 210)):
        figure = random.choice(FIGURES)
        figure(pen, lighter(tone.main, 0.28), tone.accent, random.randrange(0, 90, 15))
    raster = Raster(Image.new("RGB", (SIDE, SIDE), SNOW))
    raster.draw(pen.strokes, Place(0, 0, 1.0))
    _letter(raster.image, letter)
    return raster.image


def _petals(pen: Pen, soft: Colour, accent: Colour, turn: int) -> None:
    for n in range(6):
        pen.fill(moved(ellipse(0, -250, 110, 230), 500, 500, 1, turn + n * 60), soft, 0.55)


def _sunrise(pen: Pen, soft: Colour, accent: Colour, turn: int) -> None:
    pen.fill(ellipse(500, 800, 340 + turn), soft, 0.8)
    pen.fill(ellipse(500, 800, 270), accent, 0.85)


def _tiles(pen: Pen, soft: Colour, accent: Colour, turn: int) -> None:
    for n in range(8):
        left, top = 90 + n % 4 * 205, 90 + n // 4 * 410
        pen.fill(box(left, top, left + 205, top + 205), soft if (n + turn) % 3 else accent, 0.5)


def _waves(pen: Pen, soft: Colour, accent: Colour, turn: int) -> None:
    for n in range(4):
        reach = 300 + n * 120 + turn
        pen.line(arc(500, 1060, reach, reach - 40, 180, 360), accent if n % 2 else soft, 44, 0.75)


def _rings(pen: Pen, soft: Colour, accent: Colour, turn: int) -> None:
    for n in range(3):
        tone = soft if n % 2 else accent
        pen.line(ellipse(680 - turn, 330 + turn, 130 + n * 140), tone, 36, 0.7)


FIGURES = (_petals, _sunrise, _tiles, _waves, _rings)


def _letter(image: Image.Image, letter: str) -> None:
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(image.width * 0.5)
    middle = image.width / 2
    draw.text(
        (middle + 2, middle + 4), letter, font=font, anchor="mm", fill=darker((90, 80, 80), 0.4)
    )
    draw.text((middle, middle), letter, font=font, anchor="mm", fill=SNOW)
