"""Bringing the regions of GB/T 2260 into the database."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Region
from accounts.regions.source import Place, parent_of, places


@transaction.atomic
def load_regions() -> tuple[int, int]:
    """Write what is new or differs, and remove nothing: addresses point at it.

    Returns how many regions there are, and how many were written.
    """
    wanted = places()
    have = {region.code: region for region in Region.objects.all()}
    rows = [_row(place) for place in wanted]
    changed = [row for row in rows if _columns(row) != _columns(have.get(row.code))]
    Region.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "level", "parent"],
    )
    return len(wanted), len(changed)


def _row(place: Place) -> Region:
    return Region(
        code=place.code,
        name=place.name,
        name_en=place.name_en,
        level=place.level,
        parent_id=parent_of(place),
    )


def _columns(region: Region | None) -> tuple[object, ...]:
    if region is None:
        return ()
    return (region.name, region.name_en, region.level, region.parent_id)
