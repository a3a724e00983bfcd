"""Strokes to pixels: masks at twice the size, halved for smooth edges, then lit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from marketplace.demo.drawing.colour import INK, SNOW, Colour, darker, lighter
from marketplace.demo.drawing.geometry import Outline
from marketplace.demo.drawing.pen import Light, Stroke

FINE = 2
UNITS = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing's origin lies on a picture of 1000 units, its scale and turn."""

    x: float = 500
    y: float = 500
    scale: float = 3.0
    turn: float = 0.0

    def apply(self, outline: Outline, pixels: float) -> Outline:
        c, s = cos(radians(self.turn)) * self.scale, sin(radians(self.turn)) * self.scale
        ox, oy = self.x, self.y
        return [((x * c - y * s + ox) * pixels, (x * s + y * c + oy) * pixels) for x, y in outline]


@lru_cache(maxsize=1)
def _ramp() -> Image.Image:
    """White at the left to black at the right, 256 wide."""
    return Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90)


def _profile(values: Iterable[int]) -> Image.Image:
    image = Image.new("L", (len(row := list(values)), 1))
    image.putdata(row)
    return image


@lru_cache(maxsize=1)
def _diagonal() -> Image.Image:
    image = Image.new("L", (32, 32))
    image.putdata([min(255, (x + y) * 4) for y in range(32) for x in range(32)])
    return image


def _blob(x: int, y: int, reach: int) -> Image.Image:
    """A soft spot of light on a square of 48."""
    image = Image.new("L", (48, 48))
    image.putdata(
        [
            max(0, 255 - round(255 * ((a - x) ** 2 + (b - y) ** 2) / reach**2))
            for b in range(48)
            for a in range(48)
        ]
    )
    return image


@lru_cache(maxsize=1)
def _lights() -> dict[Light, tuple[Image.Image, Image.Image]]:
    """For each light, where it darkens and where it brightens."""
    diagonal = _diagonal()
    return {
        Light.FLAT: (
            diagonal.point(lambda v: max(0, v - 110) // 2),
            diagonal.point(lambda v: max(0, 120 - v) // 2),
        ),
        Light.TUBE: (
            _profile([58, 30, 6, 0, 0, 0, 6, 22, 44, 66, 88, 104, 96]),
            _profile([10, 50, 104, 84, 44, 16, 4, 0, 0, 0, 0, 6, 16]),
        ),
        Light.BALL: (
            ImageChops.invert(_blob(18, 17, 40)).point(lambda v: v * 2 // 5),
            _blob(15, 13, 22).point(lambda v: v // 2),
        ),
        Light.METAL: (
            _profile([90, 20, 0, 40, 80, 30, 0, 0, 30, 90, 60, 110]),
            _profile([0, 70, 150, 20, 0, 60, 140, 90, 10, 0, 40, 0]),
        ),
    }


@lru_cache(maxsize=512)
def _lit(light: Light, colour: Colour) -> Image.Image:
    """A surface of one colour in one light, small enough to be stretched to any size."""
    dark, bright = _lights()[light]
    image = Image.new("RGB", dark.size, colour)
    image.paste(darker(colour, 0.55), (0, 0), dark)
    image.paste(lighter(colour, 0.8), (0, 0), bright)
    return image


class Raster:
    """A picture being drawn; its side or width is 1000 units whatever its pixels."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        self.pixels = image.width / UNITS

    def draw(self, strokes: Iterable[Stroke], place: Place) -> None:
        clips: dict[int, tuple[Image.Image, tuple[int, int]]] = {}
        for stroke in strokes:
            self._stroke(stroke, place, clips)

    def _stroke(self, stroke: Stroke, place: Place, clips: dict) -> None:
        width = stroke.width * place.scale * self.pixels
        found = self._mask(place.apply(stroke.outline, self.pixels), width)
        if found is None:
            return
        mask, at = found
        if stroke.clip is not None:
            mask = self._clipped(mask, at, stroke.clip, place, clips)
        if stroke.light is Light.NONE:
            self._cover(stroke, mask, at)
        elif stroke.alpha:
            lit = _lit(stroke.light, stroke.colour).resize(mask.size, Image.Resampling.BILINEAR)
            self.image.paste(lit, at, mask)
        else:
            self._relight(stroke, mask, at)
        if stroke.rim:
            self._rim(stroke, mask, at, place)

    def _cover(self, stroke: Stroke, mask: Image.Image, at: tuple[int, int]) -> None:
        if stroke.alpha < 1:
            mask = mask.point(lambda v: round(v * stroke.alpha))
        self.image.paste(stroke.colour, (*at, at[0] + mask.width, at[1] + mask.height), mask)

    def _mask(self, points: Outline, width: float) -> tuple[Image.Image, tuple[int, int]] | None:
        """Coverage of the outline on its own rectangle of the picture, and that one's corner."""
        margin = width / 2 + 1
        left = max(0, int(min(x for x, _ in points) - margin))
        top = max(0, int(min(y for _, y in points) - margin))
        right = min(self.image.width, int(max(x for x, _ in points) + margin) + 1)
        bottom = min(self.image.height, int(max(y for _, y in points) + margin) + 1)
        if right <= left or bottom <= top:
            return None
        fine = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
        moved = [((x - left) * FINE, (y - top) * FINE) for x, y in points]
        _trace(ImageDraw.Draw(fine), moved, width * FINE)
        return fine.reduce(FINE), (left, top)

    def _clipped(
        self, mask: Image.Image, at: tuple[int, int], clip: Outline, place: Place, clips: dict
    ) -> Image.Image:
        if id(clip) not in clips:
            clips[id(clip)] = self._mask(place.apply(clip, self.pixels), 0)
        found = clips[id(clip)]
        window = Image.new("L", mask.size)
        if found is not None:
            window.paste(found[0], (found[1][0] - at[0], found[1][1] - at[1]))
        return ImageChops.multiply(mask, window)

    def _relight(self, stroke: Stroke, mask: Image.Image, at: tuple[int, int]) -> None:
        dark, bright = _lights()[stroke.light]
        for tone, profile in (
            (darker(stroke.colour, 0.55), dark),
            (lighter(stroke.colour, 0.8), bright),
        ):
            fall = profile.resize(mask.size, Image.Resampling.BILINEAR)
            self.image.paste(tone, at, ImageChops.multiply(mask, fall))

    def _rim(self, stroke: Stroke, mask: Image.Image, at: tuple[int, int], place: Place) -> None:
        """The body's own shade along its lower right edge, cut sharply as printed work is."""
        reach = max(1, round(stroke.rim * place.scale * self.pixels))
        shifted = Image.new("L", mask.size)
        shifted.paste(mask, (-reach, -reach // 2))
        shade = ImageChops.subtract(mask, shifted).point(lambda v: v * 2 // 5)
        self.image.paste(darker(stroke.colour, 0.5), at, shade)

    def silhouette(self, strokes: Iterable[Stroke], place: Place, coarse: int = 6) -> Image.Image:
        """Everything that the strokes cover, at a fraction of the picture's size."""
        small = Image.new("L", (self.image.width // coarse, self.image.height // coarse))
        draw = ImageDraw.Draw(small)
        for stroke in strokes:
            if stroke.clip is None:
                width = stroke.width * place.scale * self.pixels / coarse
                _trace(draw, place.apply(stroke.outline, self.pixels / coarse), width)
        return small

    def shadow(
        self, mask: Image.Image, dx: float, dy: float, blur: float, alpha: float, tone: Colour = INK
    ) -> None:
        """Lay a soft shadow of a coarse mask, shifted by units; `blur` is in coarse pixels."""
        shifted = Image.new("L", mask.size)
        k = mask.width / UNITS
        shifted.paste(mask, (round(dx * k), round(dy * k)))
        soft = shifted.filter(ImageFilter.GaussianBlur(blur)).point(lambda v: round(v * alpha))
        window = soft.getbbox()
        if window is None:
            return
        coarse = self.image.width // mask.width
        part = soft.crop(window)
        part = part.resize((part.width * coarse, part.height * coarse), Image.Resampling.BILINEAR)
        self.image.paste(tone, (window[0] * coarse, window[1] * coarse), part)

    def glow(self, x: float, y: float, reach: float, alpha: float, tone: Colour = SNOW) -> None:
        """A round light on the picture, soft to its edge."""
        side = round(2 * reach * self.pixels)
        spot = _blob(24, 24, 23).point(lambda v: round(v * alpha)).resize((side, side))
        self.image.paste(
            tone, (round(x * self.pixels) - side // 2, round(y * self.pixels) - side // 2), spot
        )


def _trace(draw: ImageDraw.ImageDraw, points: Outline, width: float) -> None:
    if not width:
        draw.polygon(points, fill=255)
        return
    draw.line(points, fill=255, width=max(1, round(width)), joint="curve")
    r = width / 2
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
