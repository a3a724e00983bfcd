"""Reads of freight templates, as desks show them and as the freight function takes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value

from suppliers.freight import Tariff, Zone
from suppliers.models import FreightTemplate, Supplier


def templates_of(supplier: Supplier) -> QuerySet[FreightTemplate]:
    """The freight templates of a supplier, its default one first."""
    return supplier.freight_templates.prefetch_related("zones__regions").order_by(
        "-is_default", "name"
    )


def tariffs(template_ids: Collection[int]) -> dict[int, Tariff]:
    """These templates as the freight function takes them; one query."""
    return _tariffs(Q(pk__in=template_ids))


def tariff_for(supplier_id: int, template_id: int | None) -> Tariff | None:
    """The template named, else the supplier's default one; one query."""
    wanted = Q(pk=template_id) if template_id else Q(supplier=supplier_id, is_default=True)
    return next(iter(_tariffs(wanted).values()), None)


def _tariffs(wanted: Q) -> dict[int, Tariff]:
    rows = (
        FreightTemplate.objects.filter(wanted)
        .order_by("pk", "zones__pk")
        .values("pk", "basis", "currency", *(f"zones__{name}" for name in _ZONE_FIELDS))
        .annotate(
            codes=ArrayAgg(
                "zones__regions__code", filter=Q(zones__regions__isnull=False), default=Value([])
            )
        )
    )
    found: dict[int, Tariff] = {}
    for row in rows:
        tariff = found.setdefault(row["pk"], Tariff(row["basis"], row["currency"], []))
        if row["zones__pk"] is not None:
            tariff.zones.append(_zone(row))
    return found


_ZONE_FIELDS = (
    *("pk", "abroad", "first_units", "first_fee"),
    *("next_units", "next_fee", "free_above"),
)


def _zone(row: dict[str, Any]) -> Zone:
    terms = {name: row[f"zones__{name}"] for name in _ZONE_FIELDS if name != "pk"}
    return Zone(regions=frozenset(row["codes"]), **terms)
