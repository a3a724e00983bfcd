"""Regions for pickers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from accounts.models import Region


def children_of(code: str | None) -> list[Region]:
    """What lies directly in a region, or the provinces; one query."""
    return list(Region.objects.filter(parent=code))


def region_by_code(code: str) -> Region | None:
    """The region with those it lies in; one query."""
    return Region.objects.filter(code=code).select_related("parent__parent").first()


def regions_named(texts: Iterable[str]) -> dict[str, Region]:
    """The deepest region that each text names in Chinese and in full, with those it lies in.

    Where districts of several cities have the name, the one whose city or province is named too;
    texts that leave it open are left out. One query, none without texts.
    """
    wanted = {text for text in texts if text}
    if not wanted:
        return {}
    regions = list(Region.objects.select_related("parent__parent"))
    found = {text: _named([one for one in regions if one.name in text]) for text in wanted}
    return {text: region for text, region in found.items() if region is not None}


def _named(candidates: Collection[Region]) -> Region | None:
    """The deepest of those with most of its path among the candidates; None of several."""
    codes = {one.code for one in candidates}
    weights = {one: sum(step.code in codes for step in one.path()) for one in candidates}
    most = max(weights.values(), default=0)
    best = [one for one, weight in weights.items() if weight == most]
    return best[0] if len(best) == 1 else None
