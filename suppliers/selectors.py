"""Reads of shops, of where they sell, and of their freight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Company
from suppliers.enums import SalesScope
from suppliers.freight import Destination, Tariff, Zone
from suppliers.models import Belt, FreightTemplate, FreightZone, Supplier

Scope = SalesScope


def shops() -> QuerySet[Supplier]:
    """Shops that buyers see, with what their page shows of company, belt and place."""
    return Supplier.objects.shown().select_related("company", "belt", "ships_from__parent__parent")


def supplier_of(company: Company) -> Supplier:
    """The selling side of a company; raises Supplier.DoesNotExist where it has none."""
    return Supplier.objects.select_related("belt").get(company=company)


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


def selling_to(destination: Destination) -> Q:
    """The condition on suppliers that they sell to ``destination`` (rules §8)."""
    if destination.is_abroad:
        return Q(sells_abroad=True)
    if not destination.codes:
        return Q()
    link = Supplier.sales_regions.through
    names_it = Exists(link.objects.filter(supplier=OuterRef("pk"), region__in=destination.codes))
    return (
        Q(sales_scope=Scope.EVERYWHERE)
        | (Q(sales_scope=Scope.ONLY) & Q(names_it))
        | (Q(sales_scope=Scope.EXCEPT) & ~Q(names_it))
    )


def tariffs(template_ids: Collection[int]) -> dict[int, Tariff]:
    """These templates as the freight function takes them; three queries."""
    zones: dict[int, list[Zone]] = defaultdict(list)
    rows = FreightZone.objects.filter(template__in=template_ids).order_by("pk")
    for row in rows.prefetch_related("regions"):
        zones[row.template_id].append(_zone(row))
    templates = FreightTemplate.objects.filter(pk__in=template_ids)
    return {
        pk: Tariff(basis, currency, tuple(zones[pk]))
        for pk, basis, currency in templates.values_list("pk", "basis", "currency")
    }


def default_templates(supplier_ids: Iterable[int]) -> dict[int, int]:
    """The default template of each supplier that has one: for products that name none."""
    rows = FreightTemplate.objects.filter(supplier__in=set(supplier_ids), is_default=True)
    return dict(rows.values_list("supplier_id", "pk"))


def _zone(row: FreightZone) -> Zone:
    return Zone(
        regions=frozenset(region.code for region in row.regions.all()),
        abroad=row.abroad,
        first_units=row.first_units,
        first_fee=row.first_fee,
        next_units=row.next_units,
        next_fee=row.next_fee,
        free_above=row.free_above,
    )
