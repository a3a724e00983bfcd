"""A pen that notes what is to be drawn, so that one drawing serves at any place and size."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum

from marketplace.demo.drawing.colour import SNOW, Colour, darker, hexa
from marketplace.demo.drawing.geometry import Outline, bounds, moved

PAPER = hexa("9a8f88")


class Light(Enum):
    """How light falls on a surface; the light comes from the upper left."""

    NONE = "none"
    FLAT = "flat"
    TUBE = "tube"
    BALL = "ball"
    METAL = "metal"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One outline to fill, or to trace if it has a width."""

    outline: Outline
    colour: Colour
    alpha: float = 1.0
    light: Light = Light.NONE
    rim: float = 0.0
    width: float = 0.0
    clip: Outline | None = None


@dataclass(slots=True)
class Pen:
    """Collects strokes in a frame from -100 to 100, x to the right and y down."""

    strokes: list[Stroke] = field(default_factory=list)
    _clip: Outline | None = None

    def body(
        self, outline: Outline, colour: Colour, light: Light = Light.FLAT, rim: float = 4.0
    ) -> None:
        """A lit surface; `rim` is how far its own shade reaches in from the edge."""
        self.strokes.append(Stroke(outline, colour, 1.0, light, rim, clip=self._clip))

    def tube(self, outline: Outline, colour: Colour, rim: float = 0.0) -> None:
        self.body(outline, colour, Light.TUBE, rim)

    def ball(self, outline: Outline, colour: Colour, rim: float = 0.0) -> None:
        self.body(outline, colour, Light.BALL, rim)

    def metal(self, outline: Outline, colour: Colour, rim: float = 0.0) -> None:
        self.body(outline, colour, Light.METAL, rim)

    def relight(self, outline: Outline, light: Light) -> None:
        """Light and shade over what is already drawn there."""
        self.strokes.append(Stroke(outline, PAPER, 0.0, light, clip=self._clip))

    def fill(self, outline: Outline, colour: Colour, alpha: float = 1.0) -> None:
        self.strokes.append(Stroke(outline, colour, alpha, clip=self._clip))

    def shine(self, outline: Outline, alpha: float = 0.35) -> None:
        self.fill(outline, SNOW, alpha)

    def line(
        self, outline: Outline, colour: Colour, width: float = 2.0, alpha: float = 1.0
    ) -> None:
        self.strokes.append(Stroke(outline, colour, alpha, width=width, clip=self._clip))

    def seam(self, outline: Outline, colour: Colour, width: float = 1.4) -> None:
        """A line in the surface: a fold, a join, a stitch."""
        self.line(outline, darker(colour, 0.34), width, 0.75)

    def rod(self, outline: Outline, colour: Colour, width: float) -> None:
        """A thick bent tube with light along its upper left."""
        self.line(outline, darker(colour, 0.12), width)
        lit = moved(outline, -width * 0.14, -width * 0.14)
        self.line(lit, colour, width * 0.62)

    def again(
        self, other: "Pen", dx: float, dy: float, scale: float = 1.0, turn: float = 0
    ) -> None:
        """What another pen has drawn, shifted, scaled and turned."""
        for stroke in other.strokes:
            clip = stroke.clip and moved(stroke.clip, dx, dy, scale, turn)
            outline = moved(stroke.outline, dx, dy, scale, turn)
            width, rim = stroke.width * scale, stroke.rim * scale
            self.strokes.append(replace(stroke, outline=outline, clip=clip, width=width, rim=rim))

    @contextmanager
    def inside(self, outline: Outline) -> Iterator[None]:
        """Everything drawn within shows only inside the outline."""
        outer, self._clip = self._clip, outline
        try:
            yield
        finally:
            self._clip = outer

    def bounds(self) -> tuple[float, float, float, float]:
        return bounds(stroke.outline for stroke in self.strokes if stroke.clip is None)
