"""Bringing the regions of GB/T 2260 into the database."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Region
from accounts.regions.source import parent_of, places


@transaction.atomic
def load_regions(*, anew: bool = False) -> tuple[int, int]:
    """Write regions that are new or differ, or all of them ``anew`` when English names changed.

    Removes nothing: addresses point at them. Returns how many there are, and how many it wrote.
    """
    wanted = places()
    have = {} if anew else {region.code: _facts(region) for region in Region.objects.all()}
    rows = [
        Region(
            code=place.code,
            name=place.name,
            name_en=place.name_en,
            level=place.level,
            parent_id=parent_of(place),
        )
        for place in wanted
        if have.get(place.code) != (place.name, place.level, parent_of(place))
    ]
    Region.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "level", "parent"],
    )
    return len(wanted), len(rows)


def _facts(region: Region) -> tuple[str, int, str | None]:
    return region.name, region.level, region.parent_id
