"""What a shape is: a function that draws one kind of product in the colours of a look."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from marketplace.demo.drawing.colour import Colour
from marketplace.demo.drawing.pen import Pen


class Pose(Enum):
    """How a product is shown: on a surface, laid flat, or hung."""

    STAND = "stand"
    LIE = "lie"
    HANG = "hang"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and the manner of one drawing of a shape."""

    main: Colour
    second: Colour
    accent: Colour
    variant: int = 0
    pattern: str = "plain"


Draw = Callable[[Pen, Look], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawable product: its pose and its real height in cm, for the size picture."""

    name: str
    draw: Draw
    pose: Pose
    cm: float

    def drawn(self, look: Look) -> Pen:
        pen = Pen()
        self.draw(pen, look)
        return pen


SHAPES: dict[str, Shape] = {}


def shape(cm: float, pose: Pose = Pose.STAND) -> Callable[[Draw], Draw]:
    """Register the function's drawing under its own name."""

    def register(draw: Draw) -> Draw:
        SHAPES[draw.__name__] = Shape(draw.__name__, draw, pose, cm)
        return draw

    return register
