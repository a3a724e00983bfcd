"""Regions for pickers."""

from __future__ import annotations

from accounts.models import Region


def children_of(code: str | None) -> list[Region]:
    """What lies directly in a region, or the provinces; one query."""
    return list(Region.objects.filter(parent=code))


def region_by_code(code: str) -> Region | None:
    """The region with those it lies in; one query."""
    return Region.objects.filter(code=code).select_related("parent__parent").first()
