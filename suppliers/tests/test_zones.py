"""By which clock a shop lives, and on which a visit to it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.enums import Role
from accounts.models import Company, Notice
from accounts.notices import said
from accounts.tests.factories import CompanyFactory, MembershipFactory, StaffFactory, UserFactory
from common.countries import countries
from common.formats import AtPlace
from common.zones import BEIJING, CAPITALS, zones_of
from suppliers.errors import BadShop, BadVisit
from suppliers.models import SiteVisit, Supplier
from suppliers.services import shops, visits
from suppliers.tests.factories import InspectorFactory, SupplierFactory
from suppliers.tests.test_services import PROFILE
from suppliers.web.forms import ShopForm

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"


def found(company: Company, **changes: Any) -> Supplier:
    profile = replace(PROFILE, **changes)
    return shops.found_supplier(company=company, profile=profile, actor=None, at=AT)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("CN", "Asia/Shanghai"),
        ("DE", "Europe/Berlin"),
        ("HK", "Asia/Hong_Kong"),
        ("TR", "Europe/Istanbul"),
    ],
)
def test_a_shop_lives_by_the_clock_of_its_country(country: str, zone: str) -> None:
    assert found(CompanyFactory(country=country)).time_zone == zone


def test_every_country_has_zones_that_there_are() -> None:
    without = {code for code, _name in countries() if not zones_of(code)}
    assert without == {"AC", "BV", "CP", "DG", "EA", "HM", "IC", "TA", "XK"}, "islands, and Kosovo"
    assert {zone for code, _ in countries() for zone in zones_of(code)} <= available_timezones()


def test_where_a_country_has_several_the_owner_tells_which() -> None:
    company = CompanyFactory(country="US")
    MembershipFactory(company=company, user=UserFactory(time_zone=CHICAGO), role=Role.OWNER)
    assert found(company).time_zone == CHICAGO
    assert found(CompanyFactory(country="US")).time_zone == NEW_YORK, "else the capital's"


@pytest.mark.parametrize("country", sorted(CAPITALS))
def test_of_several_zones_the_capitals_stands_first(country: str) -> None:
    first, *others = zones_of(country)
    assert first == CAPITALS[country]
    assert others == sorted(others)
    assert others


def test_a_shop_keeps_the_clock_that_it_had_until_it_chooses(client: Client) -> None:
    shop = found(CompanyFactory(country="US"))
    Supplier.objects.filter(pk=shop.pk).update(time_zone=BEIJING)
    shop.refresh_from_db()
    choices = ShopForm(supplier=shop).fields["time_zone"].choices
    assert [value for value, _label in choices][:2] == [BEIJING, NEW_YORK]
    kept = shops.change_profile(supplier=shop, profile=replace(PROFILE, time_zone=BEIJING), at=AT)
    assert kept.time_zone == BEIJING


def test_a_shop_chooses_among_those_of_its_country() -> None:
    shop = found(CompanyFactory(country="US"), time_zone=NEW_YORK)
    chosen = shops.change_profile(supplier=shop, profile=replace(PROFILE, time_zone=CHICAGO), at=AT)
    assert chosen.time_zone == CHICAGO
    kept = shops.change_profile(supplier=shop, profile=PROFILE, at=AT)
    assert kept.time_zone == CHICAGO, "who says nothing changes nothing"
    for wrong in ("Europe/Berlin", "Mars/Olympus"):
        with pytest.raises(BadShop, match="no time zone of United States") as refused:
            shops.change_profile(supplier=shop, profile=replace(PROFILE, time_zone=wrong), at=AT)
        assert refused.value.field == "time_zone"
    shop.refresh_from_db()
    assert shop.time_zone == CHICAGO


def test_a_visit_is_planned_by_the_clock_of_the_place_and_keeps_it() -> None:
    shop = found(CompanyFactory(country="US"), time_zone=NEW_YORK)
    plan: dict[str, Any] = {
        "company": shop.company,
        "supplier": shop,
        "inspector": InspectorFactory(),
        "address": "1 Main Street",
        "kind": shop.kind,
        "reason": "Re-audit",
        "at": AT,
    }
    with pytest.raises(BadVisit, match="America/New_York, not at 21:00"):
        visits.schedule(scheduled_for=datetime(2026, 3, 5, 2, tzinfo=UTC), **plan)
    visit = visits.schedule(scheduled_for=datetime(2026, 3, 5, 15, tzinfo=UTC), **plan)
    shops.change_profile(supplier=shop, profile=replace(PROFILE, time_zone=CHICAGO), at=AT)
    visit.refresh_from_db()
    assert visit.time_zone == NEW_YORK


def test_a_moment_at_a_place_names_its_zone() -> None:
    when = AtPlace(datetime(2027, 7, 5, 14, tzinfo=UTC), NEW_YORK)
    with timezone.override("Asia/Shanghai"):
        assert str(when) == "5 Jul 2027, 10:00 (America/New_York, UTC−4)"
        with translation.override("zh-hans"):
            assert str(when) == "2027年7月5日 10:00 (America/New_York, UTC−4)"


# --- Pages ----------------------------------------------------------------------------------


@pytest.fixture
def shop() -> Supplier:
    company = CompanyFactory(country="US")
    return SupplierFactory(company=company, time_zone=NEW_YORK)


def test_the_supplier_chooses_it_on_the_page_of_its_shop(client: Client, shop: Supplier) -> None:
    client.force_login(MembershipFactory(company=shop.company).user)
    page = reverse("suppliers:settings")
    assert f'<option value="{NEW_YORK}" selected>' in client.get(page).text
    said = {"name": shop.name, "currency": "USD"}
    assert client.post(page, said | {"time_zone": "Europe/Berlin"}).status_code == 422
    assert client.post(page, said | {"time_zone": CHICAGO}).status_code == 302
    shop.refresh_from_db()
    assert shop.time_zone == CHICAGO


def test_staff_plan_and_the_company_reads_by_the_clock_of_the_place(
    client: Client, shop: Supplier
) -> None:
    inspector, owner = InspectorFactory(), MembershipFactory(company=shop.company).user
    client.force_login(StaffFactory())
    page = reverse("admin:suppliers_sitevisit_plan", query={"supplier": shop.pk})
    assert "The clock of the place: America/New_York." in client.get(page).text
    day = (timezone.now() + timedelta(days=20)).date()
    typed = {
        "kind": shop.kind,
        "inspector": inspector.pk,
        "scheduled_for_0": day.isoformat(),
        "scheduled_for_1": "10:30",
        "address": "1 Main Street",
        "reason": "Re-audit",
    }
    assert client.post(page, typed).status_code == 302
    visit = SiteVisit.objects.get()
    named = str(AtPlace(visit.scheduled_for, NEW_YORK))
    assert "10:30 (America/New_York, UTC" in named
    assert named in client.get(reverse("admin:suppliers_sitevisit_changelist")).text
    move = client.get(reverse("admin:suppliers_sitevisit_move", args=[visit.pk])).text
    assert 'value="10:30:00"' in move
    assert named in said(Notice.objects.get(user=owner, kind="visit_proposed")).subject
    client.force_login(owner)
    assert named in client.get(reverse("suppliers:audits")).text
    other = (visit.scheduled_for + timedelta(days=1)).date()
    wish = {"wished_for": f"{other}T14:00", "reason": "Trade fair"}
    client.post(reverse("suppliers:wish_for_visit", args=[visit.pk]), wish)
    visit.refresh_from_db()
    assert "14:00 (America/New_York" in str(AtPlace(visit.wished_for, NEW_YORK))


def test_shops_of_before_get_the_clock_of_their_country() -> None:
    german, american, chinese = (
        SupplierFactory(company=CompanyFactory(country=country)) for country in ("DE", "US", "CN")
    )
    import_module("suppliers.migrations.0027_zones_of_their_countries").follow_the_country(
        apps, None
    )
    for shop, zone in [
        (german, "Europe/Berlin"),
        (american, "Asia/Shanghai"),
        (chinese, "Asia/Shanghai"),
    ]:
        shop.refresh_from_db()
        assert shop.time_zone == zone
