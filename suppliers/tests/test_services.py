"""Shops are opened and changed; a standing switches off what it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.tests.factories import CompanyFactory, RegionFactory, StaffFactory
from common.status import WrongStatus
from suppliers.enums import FreightBasis, SalesScope, Standing, SupplierKind
from suppliers.errors import BadShop, BadTemplate
from suppliers.models import FreightTemplate, FreightZone, Supplier
from suppliers.services import figures, shops
from suppliers.services.freight import TemplateDraft, ZoneDraft, save_template
from suppliers.services.standing import move_standing
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
PROFILE = shops.ShopProfile(
    name="清水毛巾厂", name_en="Clear Water Towels", kind=SupplierKind.FACTORY
)
ROW = ZoneDraft(Decimal(1), Decimal(8), Decimal(1), Decimal(2))


def test_a_company_opens_its_shop() -> None:
    company = CompanyFactory()
    supplier = shops.found_supplier(company=company, profile=PROFILE, actor=None, at=AT)
    assert (supplier.slug, supplier.status) == ("clear-water-towels", Standing.ACTIVE)
    assert company.supplier == supplier
    assert supplier.events.get().target == Standing.ACTIVE


def test_two_shops_of_one_name_have_two_addresses() -> None:
    first, second = (
        shops.found_supplier(company=CompanyFactory(), profile=PROFILE, actor=None, at=AT)
        for _ in range(2)
    )
    assert first.slug != second.slug


def test_a_company_has_one_shop() -> None:
    company = SupplierFactory().company
    with pytest.raises(BadShop, match="has a shop already"):
        shops.found_supplier(company=company, profile=PROFILE, actor=None, at=AT)
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"name": " "}, ""),
        ({"name": "长" * 121}, "121"),
        ({"mix_amount": Decimal(0)}, "0"),
        ({"mix_pieces": -3}, "-3"),
        ({"founded_year": 2027}, "2027"),
    ],
)
def test_a_bad_profile_is_refused_by_field(changes: dict[str, Any], number: str) -> None:
    profile = replace(PROFILE, **changes)
    with pytest.raises(BadShop) as refused:
        shops.found_supplier(company=CompanyFactory(), profile=profile, actor=None, at=AT)
    assert refused.value.field == next(iter(changes))
    assert number in str(refused.value)
    assert not Supplier.objects.exists()


def test_a_profile_is_changed() -> None:
    supplier = SupplierFactory()
    shops.change_profile(supplier=supplier, profile=replace(PROFILE, headcount=40), at=AT)
    supplier.refresh_from_db()
    assert (supplier.name, supplier.headcount) == ("清水毛巾厂", 40)


def test_sales_regions_name_at_least_one() -> None:
    supplier, region = SupplierFactory(), RegionFactory()
    with pytest.raises(BadShop):
        shops.set_sales_regions(
            supplier=supplier, scope=SalesScope.ONLY, regions=[], sells_abroad=False
        )
    shops.set_sales_regions(
        supplier=supplier, scope=SalesScope.ONLY, regions=[region], sells_abroad=False
    )
    supplier.refresh_from_db()
    assert (supplier.sales_scope, list(supplier.sales_regions.all())) == (SalesScope.ONLY, [region])


def test_standing_moves_with_its_cause() -> None:
    supplier, staff = SupplierFactory(), StaffFactory()
    move_standing(
        supplier=supplier, to=Standing.SUSPENDED, reason="documents expired", actor=staff, at=AT
    )
    event = supplier.events.get()
    assert (event.source, event.target, event.reason, event.actor) == (
        Standing.ACTIVE,
        Standing.SUSPENDED,
        "documents expired",
        staff,
    )


def test_without_a_cause_nothing_moves() -> None:
    supplier = SupplierFactory()
    with pytest.raises(BadShop):
        move_standing(supplier=supplier, to=Standing.SUSPENDED, reason=" ", actor=None, at=AT)
    supplier.refresh_from_db()
    assert supplier.status == Standing.ACTIVE


def test_removed_is_final() -> None:
    supplier = SupplierFactory(status=Standing.REMOVED)
    for to in (Standing.ACTIVE, Standing.RESTRICTED, Standing.SUSPENDED):
        with pytest.raises(WrongStatus):
            move_standing(supplier=supplier, to=to, reason="appeal", actor=None, at=AT)
    assert not supplier.events.exists()


def test_the_first_template_is_the_default_and_a_new_default_takes_its_place() -> None:
    supplier = SupplierFactory()
    draft = TemplateDraft("快递", FreightBasis.PIECE, [ROW])
    first = save_template(supplier=supplier, draft=draft)
    second = save_template(supplier=supplier, draft=replace(draft, name="物流", is_default=True))
    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)


def test_a_template_is_rewritten_whole() -> None:
    supplier, region = SupplierFactory(), RegionFactory()
    draft = TemplateDraft("快递", FreightBasis.PIECE, [ROW, replace(ROW, abroad=True)])
    template = save_template(supplier=supplier, draft=draft)
    rows = [replace(ROW, regions=(region.code,), first_fee=Decimal(5))]
    save_template(supplier=supplier, draft=replace(draft, zones=rows), template=template)
    zone = FreightZone.objects.get()
    assert (zone.first_fee, list(zone.regions.all())) == (Decimal("5.00"), [region])


@pytest.mark.parametrize(
    ("zones", "field"),
    [
        ([], "zones"),
        ([replace(ROW, next_units=Decimal(0))], "zones.0.next_units"),
        ([ROW, replace(ROW, first_fee=Decimal(-1), abroad=True)], "zones.1.first_fee"),
        ([ROW, ROW], "zones"),
        ([replace(ROW, abroad=True)] * 2, "zones"),
        ([replace(ROW, regions=("330000",))] * 2, "zones"),
    ],
)
def test_a_template_that_contradicts_itself_is_refused(zones: list[ZoneDraft], field: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        save_template(
            supplier=SupplierFactory(), draft=TemplateDraft("快递", FreightBasis.PIECE, zones)
        )
    assert refused.value.field == field
    assert not FreightTemplate.objects.exists()


def test_what_was_sold_is_recorded_and_falls_back_to_nothing() -> None:
    supplier, other = SupplierFactory(), SupplierFactory(sold_30d=7)
    assert figures.record_sold(sold={supplier.pk: 4200}) == 2
    supplier.refresh_from_db()
    other.refresh_from_db()
    assert (supplier.sold_30d, other.sold_30d) == (4200, 0)
    assert figures.record_sold(sold={supplier.pk: 4200}) == 0
