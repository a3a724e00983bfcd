"""What badges are made of, of many suppliers at a time; and the badges that they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Region
from accounts.selectors.regions import regions_named
from common.formats import BOTH_NAMES
from payments.enums import AccountKind
from payments.selectors.accounts import balances_of_many
from payments.selectors.rates import latest_rates
from policies.schemas import BadgeRules
from policies.selectors import in_force
from suppliers.badges import Known, Verdict, judge
from suppliers.enums import Badge, DocumentKind
from suppliers.enums.visits import CheckPoint, ItemPart
from suppliers.models import (
    Belt,
    FactoryRecord,
    ScoreDay,
    SiteVisit,
    Supplier,
    SupplierBadge,
    VisitItem,
)
from suppliers.selectors.documents import all_in_force
from suppliers.selectors.points import points_of_many
from suppliers.selectors.risk import last_scores
from suppliers.selectors.visits import valid_visits


def known_of(suppliers: Sequence[Supplier], at: datetime) -> dict[int, Known]:
    """Eleven queries at most, however many suppliers."""
    ids = [supplier.pk for supplier in suppliers]
    points, scores = points_of_many(ids, at), last_scores(ids)
    visits = valid_visits((supplier.company_id for supplier in suppliers), at)
    areas, deposits = _areas(visits.values()), _deposits(suppliers, at)
    records = {row.supplier_id: row for row in FactoryRecord.objects.newest(ids, at)}
    belts, seen = _belts(suppliers), _seen(visits)
    return {
        supplier.pk: Known(
            kind=supplier.kind,
            at=at,
            zone=supplier.time_zone,
            days=(at - supplier.joined_at).days,
            points=points.get(supplier.pk, 0),
            deposit=deposits.get(supplier.company_id, Decimal(0)),
            area=areas.get(supplier.company_id),
            **_of_score(scores.get(supplier.pk)),
            **_of_visit(visits.get(supplier.company_id)),
            **_of_record(records.get(supplier.pk)),
            **_of_belt(supplier, belts, seen.get(supplier.company_id)),
        )
        for supplier in suppliers
    }


def verdicts_of(supplier: Supplier, at: datetime) -> list[Verdict]:
    """Every badge with its conditions as they stand now."""
    rules = in_force(BadgeRules, at).rules
    return list(judge(known_of([supplier], at)[supplier.pk], rules).values())


def badges_of(supplier: Supplier) -> list[SupplierBadge]:
    """Those that the shop has now, in the order in which they are listed."""
    order = list(Badge.values)
    return sorted(
        SupplierBadge.objects.filter(supplier=supplier).open(),
        key=lambda row: order.index(row.badge),
    )


def history_of(supplier: Supplier) -> list[SupplierBadge]:
    """Those that were taken, the last first."""
    return list(
        SupplierBadge.objects.filter(supplier=supplier)
        .exclude(until=None)
        .order_by("-until", "-pk")
    )


def open_badges(supplier_ids: Iterable[int]) -> dict[int, dict[str, SupplierBadge]]:
    """By supplier and badge; one query."""
    found: dict[int, dict[str, SupplierBadge]] = {}
    for row in SupplierBadge.objects.open().filter(supplier__in=set(supplier_ids)):
        found.setdefault(row.supplier_id, {})[row.badge] = row
    return found


def _of_score(score: ScoreDay | None) -> dict[str, Any]:
    if score is None:
        return {}
    return {
        "composite": score.composite,
        "cases": score.quality_cases_90d,
        "orders": score.signed_90d,
    }


def _of_visit(visit: SiteVisit | None) -> dict[str, Any]:
    if visit is None:
        return {}
    return {"visited_at": visit.finished_at, "visit_until": visit.valid_until}


def _of_record(record: FactoryRecord | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {
        "revenue": record.revenue,
        "has_certificate": bool(record.certificate),
        "is_known": bool(record.brand or record.abroad),
        "sells_online": bool(record.online),
    }


def _of_belt(
    supplier: Supplier, belts: Mapping[int, tuple[str, set[str]]], place: Region | None
) -> dict[str, Any]:
    if supplier.belt_id is None:
        return {}
    name, codes = belts[supplier.belt_id]
    return {
        "belt": name,
        "in_belt": bool(place and codes & {region.code for region in place.path()}),
    }


def _seen(visits: Mapping[int, SiteVisit]) -> dict[int, Region]:
    """Where an inspector saw the company: the region of the visit, else that which the address of
    the accepted document names. What the shop says of itself counts nothing. By company."""
    codes = {pk: visit.region_id for pk, visit in visits.items() if visit.region_id}
    rows = Region.objects.select_related("parent__parent").in_bulk(set(codes.values()))
    texts = _addresses(visits.keys() - codes.keys())
    named = regions_named(texts.values())
    seen = {pk: named[text] for pk, text in texts.items() if text in named}
    return seen | {pk: rows[code] for pk, code in codes.items()}


def _addresses(company_ids: Iterable[int]) -> dict[int, str]:
    """The address of the plant, else of the licence, as accepted. A lease states none."""
    kinds = (DocumentKind.LICENCE, DocumentKind.PLANT)
    shown = all_in_force().filter(document__company__in=list(company_ids), document__kind__in=kinds)
    found: dict[int, dict[str, str]] = {}
    for revision in shown:
        address = str(revision.data.get("address", ""))
        found.setdefault(revision.document.company_id, {})[revision.document.kind] = address
    return {
        pk: of_kind.get(DocumentKind.PLANT) or of_kind.get(DocumentKind.LICENCE, "")
        for pk, of_kind in found.items()
    }


def _areas(visits: Iterable[SiteVisit]) -> dict[int, int]:
    """The plant in m² as the inspector counted it, by company."""
    counted = VisitItem.objects.filter(
        visit__in=[visit.pk for visit in visits],
        part=ItemPart.CHECK,
        code=CheckPoint.PLANT_AREA,
        counted__isnull=False,
    )
    rows = counted.values_list("visit__company", "counted")
    return {company_id: area for company_id, area in rows if area is not None}


def _deposits(suppliers: Sequence[Supplier], at: datetime) -> dict[int, Decimal]:
    """In CNY by the rates of the day; a currency without one counts nothing."""
    ids = [supplier.company_id for supplier in suppliers]
    found, rates = balances_of_many(AccountKind.SUPPLIER_DEPOSIT, ids), latest_rates(at)
    return {
        company_id: sum(
            (amount * rates.get(currency, Decimal(0)) for currency, amount in amounts.items()),
            Decimal(0),
        ).quantize(Decimal("0.01"))
        for company_id, amounts in found.items()
    }


def _belts(suppliers: Sequence[Supplier]) -> dict[int, tuple[str, set[str]]]:
    ids = {supplier.belt_id for supplier in suppliers if supplier.belt_id}
    rows = Belt.objects.filter(pk__in=ids).prefetch_related("regions")
    return {
        belt.pk: (
            BOTH_NAMES.join((belt.name, belt.name_en or belt.name)),
            {region.code for region in belt.regions.all()},
        )
        for belt in rows
    }
