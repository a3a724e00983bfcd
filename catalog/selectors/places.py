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


def provinces() -> dict[str, Place]:
    """The provinces of China by their GB/T 2260 code."""
    return _provinces.get()


def default_place(company: Company) -> Destination | None:
    """Where the company's default address lies; one query."""
    rows = Address.objects.filter(company=company, is_default=True, removed_at__isnull=True)
    row = rows.values_list("country", "region_id").first()
    return Destination(row[0], row[1] or "") if row else None


def _read_provinces() -> dict[str, Place]:
    rows = Region.objects.filter(level=RegionLevel.PROVINCE).order_by("code")
    return {code: Place(zh, en) for code, zh, en in rows.values_list("code", "name", "name_en")}


_provinces = Known(_read_provinces)
