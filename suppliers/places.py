"""Places on the earth, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

#: Mean radius of the earth in metres (IUGG).
RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees of WGS 84, north and east positive."""

    latitude: Decimal
    longitude: Decimal

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):
            raise ValueError(f"no place on earth: {self.latitude}, {self.longitude}")

    def rounded(self) -> Place:
        """To six decimals, about 0.1 m, as it is stored."""
        return Place(*(value.quantize(_STORED) for value in (self.latitude, self.longitude)))


def metres_between(one: Place, other: Place) -> int:
    """The great-circle distance, by the haversine formula."""
    north, south = radians(float(one.latitude)), radians(float(other.latitude))
    across = radians(float(other.longitude - one.longitude))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return round(2 * RADIUS_M * asin(min(1.0, sqrt(half))))


_STORED = Decimal("0.000001")
