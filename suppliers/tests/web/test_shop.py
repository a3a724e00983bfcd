"""The settings of a shop, as owner, warehouse colleague and stranger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, RegionFactory, colleague_of
from suppliers.models import FreightTemplate, Supplier
from suppliers.tests.factories import FreightTemplateFactory, SupplierFactory

pytestmark = pytest.mark.django_db

SHOP = {"name": "晴朗示例工厂", "currency": "CNY", "mix_amount": "300"}
FREIGHT = {
    "name": "快递",
    "basis": "piece",
    "currency": "CNY",
    "zones-TOTAL_FORMS": "2",
    "zones-INITIAL_FORMS": "0",
    "zones-0-first_units": "10",
    "zones-0-first_fee": "8",
    "zones-0-next_units": "5",
    "zones-0-next_fee": "2",
}


@pytest.fixture
def owner(client: Client) -> Membership:
    member = MembershipFactory()
    client.force_login(member.user)
    return member


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("mix_amount", "-1"), ("founded_year", "3000")]
)
def test_what_cannot_be_is_said_at_its_field(
    client: Client, owner: Membership, field: str, value: str
) -> None:
    shop = SupplierFactory(company=owner.company)
    page = client.post(reverse("suppliers:settings"), SHOP | {field: value})
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert Supplier.objects.get().name == shop.name


def test_profile_and_regions_are_changed(client: Client, owner: Membership) -> None:
    shop = SupplierFactory(company=owner.company)
    zhejiang = RegionFactory().path()[0]
    client.post(reverse("suppliers:settings"), SHOP | {"kind": "trader", "plant_area": "9"})
    none_named = client.post(reverse("suppliers:sales"), {"sales_scope": "only"})
    assert none_named.context["sales_form"].errors["sales_regions"]
    client.post(reverse("suppliers:sales"), {"sales_scope": "only", "sales_regions": [zhejiang.pk]})
    shop.refresh_from_db()
    assert (shop.name, shop.sales_scope, shop.sells_abroad) == ("晴朗示例工厂", "only", False)
    assert list(shop.sales_regions.all()) == [zhejiang]
    assert (shop.kind, shop.plant_area) == ("factory", None)


def test_a_template_is_made_and_rewritten(client: Client, owner: Membership) -> None:
    shop = SupplierFactory(company=owner.company)
    client.post(reverse("suppliers:new_freight"), FREIGHT)
    template = FreightTemplate.objects.get(supplier=shop)
    url = reverse("suppliers:freight_template", args=[template.pk])
    assert client.get(url).status_code == 200
    client.post(url, FREIGHT | {"zones-0-first_fee": "9.50"})
    assert template.zones.get().first_fee == Decimal("9.50")
    assert "9.50" in client.get(reverse("suppliers:freight")).content.decode()


@pytest.mark.parametrize(
    ("basis", "first", "further"),
    [
        ("piece", "First pieces", "Each further pieces"),
        ("weight", "First weight", "Each further weight"),
        ("volume", "First volume", "Each further volume"),
    ],
)
def test_a_tariff_is_read_in_the_words_and_the_unit_of_its_basis(
    client: Client, owner: Membership, basis: str, first: str, further: str
) -> None:
    SupplierFactory(company=owner.company)
    client.post(reverse("suppliers:new_freight"), FREIGHT | {"basis": basis})
    page = client.get(reverse("suppliers:freight")).content.decode()
    unit = {"piece": "pcs", "weight": "kg", "volume": "m³"}[basis]
    assert f'data-label="{first}">10 {unit}:' in page
    assert f'data-label="{further}">' in page


@pytest.mark.parametrize(
    "change", [{"zones-0-first_fee": ""}, {"zones-0-first_units": "0"}, {"zones-TOTAL_FORMS": "0"}]
)
def test_a_bad_row_changes_nothing(
    client: Client, owner: Membership, change: dict[str, Any]
) -> None:
    SupplierFactory(company=owner.company)
    page = client.post(reverse("suppliers:new_freight"), FREIGHT | change)
    assert page.status_code == 422
    assert not FreightTemplate.objects.exists()


def test_the_summary_leads_to_the_row_that_is_wrong(client: Client, owner: Membership) -> None:
    SupplierFactory(company=owner.company)
    page = client.post(reverse("suppliers:new_freight"), FREIGHT | {"zones-0-first_fee": ""})
    (fault,) = page.context["zone_faults"]
    assert fault.anchor == "id_zones-0-first_fee"
    label = page.context["zones"].forms[0]["first_fee"].label
    assert f'<a href="#{fault.anchor}">Row 1 · {label}</a>' in page.content.decode()


PAGES = ("settings", "freight", "new_freight")


@pytest.mark.parametrize("name", PAGES)
def test_the_warehouse_and_those_without_a_shop_stay_out(client: Client, name: str) -> None:
    url = reverse(f"suppliers:{name}")
    assert client.get(url).status_code == 302
    owner = MembershipFactory()
    SupplierFactory(company=owner.company)
    client.force_login(colleague_of(owner, Role.WAREHOUSE).user)
    assert client.get(url).status_code == 403
    client.force_login(MembershipFactory().user)
    assertRedirects(client.get(url), reverse("suppliers:application"))


def test_anothers_template_is_not_there(client: Client, owner: Membership) -> None:
    SupplierFactory(company=owner.company)
    foreign = FreightTemplateFactory()
    url = reverse("suppliers:freight_template", args=[foreign.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, FREIGHT).status_code == 404
    assert not foreign.zones.exists()
