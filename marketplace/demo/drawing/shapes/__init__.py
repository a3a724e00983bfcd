"""Every shape that the demo market can draw, by name."""

from marketplace.demo.drawing.shapes import (
    appliances,
    clothing,
    drinks,
    electronics,
    footwear,
    furniture,
    hardware,
    household,
    pastimes,
    stationery,
    textiles,
    toys,
)
from marketplace.demo.drawing.shapes.base import SHAPES, Look, Pose, Shape

FAMILIES = (
    appliances,
    clothing,
    drinks,
    electronics,
    footwear,
    furniture,
    hardware,
    household,
    pastimes,
    stationery,
    textiles,
    toys,
)

__all__ = ["FAMILIES", "SHAPES", "Look", "Pose", "Shape"]
