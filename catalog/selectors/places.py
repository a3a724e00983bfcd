"""Places to send to."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import RegionLevel
from accounts.models import Address, Company, Region
from common.formats import in_chinese
from common.known import Known
from suppliers.freight import Destination


@dataclass(frozen=True, slots=True)
class Place:
    name_zh: str
    name_en: str

    @property
    def name(self) -> str:
        return self.name_zh if in_chinese() else self.name_en


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of the choice of a place."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class _Places:
    """Provinces and cities by their code, and the provinces alone.

    ``choices`` are the provinces for readers of Chinese and for others: a page has them all.
    """

    all: dict[str, Place]
    provinces: dict[str, Place]
    choices: dict[bool, list[Choice]]
    english: dict[str, str]


PROVINCE = RegionLevel.PROVINCE.value


def provinces() -> dict[str, Place]:
    """The provinces of China by their GB/T 2260 code."""
    return _places.get().provinces


def province_choices() -> list[Choice]:
    """The provinces in the reader's language, none of them chosen."""
    return _places.get().choices[in_chinese()]


def city_of(code: str | None) -> str:
    """City and province around a region, in the reader's language; empty for none."""
    codes = [f"{code[:4]}00", f"{code[:2]}0000"] if code else []
    known = _places.get().all
    found = [known[one] for one in dict.fromkeys(codes) if one in known]
    if in_chinese():
        return "".join(place.name_zh for place in reversed(found))
    return ", ".join(place.name_en for place in found)


def in_readers_language(text: str) -> str:
    """A place as others wrote it, in English where it is just the name of a province or city."""
    return text if in_chinese() else _places.get().english.get(text, text)


def default_place(company: Company) -> Destination | None:
    """Where the company's default address lies; one query."""
    rows = Address.objects.filter(company=company, is_default=True, removed_at__isnull=True)
    row = rows.values_list("country", "region_id").first()
    return Destination(row[0], row[1] or "") if row else None


def _read_places() -> _Places:
    rows = Region.objects.exclude(level=RegionLevel.DISTRICT).order_by("code")
    places = {
        code: (level, Place(zh, en))
        for code, level, zh, en in rows.values_list("code", "level", "name", "name_en")
    }
    provinces = {code: place for code, (level, place) in places.items() if level == PROVINCE}
    return _Places(
        english={place.name_zh: place.name_en for _level, place in places.values()},
        all={code: place for code, (_, place) in places.items()},
        provinces=provinces,
        choices={
            True: [Choice(code, place.name_zh) for code, place in provinces.items()],
            False: [Choice(code, place.name_en) for code, place in provinces.items()],
        },
    )


_places = Known(_read_places)
