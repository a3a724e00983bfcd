"""Reads of the log of facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from suppliers.models import Fact


@dataclass(frozen=True, slots=True)
class Known:
    """The fact that stands under a key, None where it was taken back; ``version`` comes next."""

    fact: Fact | None
    version: int


def standing_facts(keys: Iterable[str], mark: str) -> dict[str, Known]:
    """What stands under those of ``keys`` that were ever recorded; a query for each version."""
    found: dict[str, Known] = {}
    names = {key: key for key in keys}
    version = 1
    while names:
        reversed_keys = []
        for fact in _with_reversals(names):
            key = names[fact.key]
            found[key] = Known(None if fact.is_reversed else fact, version)  # type: ignore[attr-defined]
            if fact.is_reversed:  # type: ignore[attr-defined]
                reversed_keys.append(key)
        names = {f"{key}{mark}{version}": key for key in reversed_keys}
        version += 1
    return found


def _with_reversals(keys: Iterable[str]) -> Iterable[Fact]:
    reversals = Fact.objects.filter(reverses=OuterRef("pk"))
    return Fact.objects.filter(key__in=list(keys)).annotate(is_reversed=Exists(reversals))
