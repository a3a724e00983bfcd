"""What sending costs: first and next units, by region, free from an amount (rules §8). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from common.money import ZERO, round_money
from suppliers.enums import FreightBasis

HOME = "CN"
_GRAMS_PER_KG = 1000
_CM3_PER_M3 = 1_000_000


@dataclass(frozen=True, slots=True)
class Destination:
    """A country (ISO 3166 alpha-2) and, in China, the GB/T 2260 code of any level, or none."""

    country: str = HOME
    region: str = ""

    @property
    def is_abroad(self) -> bool:
        return self.country != HOME

    @property
    def codes(self) -> list[str]:
        """The region's own code and those above it, the narrowest first."""
        code = self.region
        return list(dict.fromkeys([code, f"{code[:4]}00", f"{code[:2]}0000"])) if code else []


@dataclass(frozen=True, slots=True)
class Zone:
    """A row of a template. No regions and not ``abroad``: everywhere else in China.

    Units are pieces, kg or m³ by the tariff's basis; fees and ``free_above`` are in its currency.
    """

    regions: frozenset[str]
    abroad: bool
    first_units: Decimal
    first_fee: Decimal
    next_units: Decimal
    next_fee: Decimal
    free_above: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    basis: str
    currency: str
    zones: list[Zone]


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent together; ``amount`` are the goods, in the currency of the tariff."""

    pieces: int
    grams: int = 0
    cm3: int = 0
    amount: Decimal = ZERO

    def __add__(self, other: Load) -> Load:
        return Load(
            self.pieces + other.pieces,
            self.grams + other.grams,
            self.cm3 + other.cm3,
            self.amount + other.amount,
        )


def fee(tariff: Tariff, load: Load, destination: Destination) -> Decimal | None:
    """The freight in the tariff's currency; None where it names no zone for the destination."""
    zone = zone_for(tariff.zones, destination)
    if zone is None:
        return None
    if zone.free_above is not None and load.amount >= zone.free_above:
        return ZERO
    over = max(units(tariff.basis, load) - zone.first_units, ZERO)
    steps = (over / zone.next_units).to_integral_value(rounding=ROUND_CEILING)
    return round_money(zone.first_fee + steps * zone.next_fee, tariff.currency)


def free_from(tariff: Tariff, destination: Destination) -> Decimal | None:
    """The goods' worth from which sending there costs nothing, in the tariff's currency."""
    zone = zone_for(tariff.zones, destination)
    return zone.free_above if zone else None


def zone_for(zones: Sequence[Zone], destination: Destination) -> Zone | None:
    """The zone that names the narrowest region around ``destination``, else that for the rest."""
    if destination.is_abroad:
        return next((zone for zone in zones if zone.abroad), None)
    for code in destination.codes:
        for zone in zones:
            if code in zone.regions:
                return zone
    return next((zone for zone in zones if not zone.abroad and not zone.regions), None)


def units(basis: str, load: Load) -> Decimal:
    """How much ``load`` counts: pieces, kg or m³."""
    if basis == FreightBasis.WEIGHT:
        return Decimal(load.grams) / _GRAMS_PER_KG
    if basis == FreightBasis.VOLUME:
        return Decimal(load.cm3) / _CM3_PER_M3
    return Decimal(load.pieces)
