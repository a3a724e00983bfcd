"""Reads of shops, of where they sell, and of their freight."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from accounts.models import Company
from suppliers.enums import SalesScope
from suppliers.freight import Destination, Tariff, Zone
from suppliers.models import Belt, FreightTemplate, Supplier

Scope = SalesScope


def shops() -> QuerySet[Supplier]:
    """Shops that buyers see, with what their page shows of company, belt and place."""
    return Supplier.objects.shown().select_related("company")


def shop_of(company: Company) -> Supplier | None:
    """The selling side of a company, if it has one."""
    return Supplier.objects.select_related("belt").filter(company=company).first()


def belts() -> QuerySet[Belt]:
    """All belts in their order."""
    return Belt.objects.order_by("position", "slug")


def templates_of(supplier: Supplier) -> QuerySet[FreightTemplate]:
    """The freight templates of a supplier, its default one first."""
    return supplier.freight_templates.prefetch_related("zones__regions").order_by(
        "-is_default", "name"
    )


def sells_to(supplier: Supplier, destination: Destination) -> bool:
    """Whether the supplier sells there (rules §8)."""
    return Supplier.objects.filter(selling_to(destination), pk=supplier.pk).exists()


def who_sell_to(supplier_ids: Iterable[int], destination: Destination) -> set[int]:
    """Those of the suppliers that sell there; one query."""
    found = Supplier.objects.filter(selling_to(destination), pk__in=set(supplier_ids))
    return set(found.values_list("pk", flat=True))


def selling_to(destination: Destination, prefix: str = "") -> Q:
    """The condition that a supplier sells to ``destination`` (rules §8).

    ``prefix`` is the way to the supplier from what is asked for: ``supplier__``.
    """
    if destination.is_abroad:
        return Q(**{f"{prefix}sells_abroad": True})
    if not destination.codes:
        return Q()
    link = Supplier.sales_regions.through
    here = link.objects.filter(supplier=OuterRef(f"{prefix}pk"), region__in=destination.codes)
    scope, named = f"{prefix}sales_scope", Q(Exists(here))
    return (
        Q(**{scope: Scope.EVERYWHERE})
        | (Q(**{scope: Scope.ONLY}) & named)
        | (Q(**{scope: Scope.EXCEPT}) & ~named)
    )


#: SQL of the suppliers that do not sell to a place, at home (False) or abroad (True), for a listing
#: of many; takes ``region_codes``. The same condition as ``selling_to``, which a test compares.
NOT_SELLING_TO = {
    True: "SELECT id FROM suppliers_supplier WHERE NOT sells_abroad",
    False: """
        SELECT s.id FROM suppliers_supplier s
        WHERE s.sales_scope <> 'everywhere' AND (s.sales_scope = 'only') <> EXISTS (
            SELECT FROM suppliers_supplier_sales_regions r
            WHERE r.supplier_id = s.id AND r.region_id = ANY(%(region_codes)s))
    """,
}


def tariffs(template_ids: Collection[int]) -> dict[int, Tariff]:
    """These templates as the freight function takes them; one query."""
    return _tariffs(Q(pk__in=template_ids))


def tariff_for(supplier_id: int, template_id: int | None) -> Tariff | None:
    """The template named, else the supplier's default one; one query."""
    wanted = Q(pk=template_id) if template_id else Q(supplier=supplier_id, is_default=True)
    return next(iter(_tariffs(wanted).values()), None)


def default_templates(supplier_ids: Iterable[int]) -> dict[int, int]:
    """The default template of each supplier that has one: for products that name none."""
    rows = FreightTemplate.objects.filter(supplier__in=set(supplier_ids), is_default=True)
    return dict(rows.values_list("supplier_id", "pk"))


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
