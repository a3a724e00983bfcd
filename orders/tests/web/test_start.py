"""Where one lands after signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.tests.factories import (
    PASSWORD,
    MembershipFactory,
    StaffFactory,
    UserFactory,
    colleague_of,
)
from orders.tests.factories import placed_order
from suppliers.enums import ApplicationStatus, Standing
from suppliers.tests.factories import ApplicationFactory, SupplierFactory

pytestmark = pytest.mark.django_db


def landing_of(client: Client, user: User, **more: str) -> str:
    """The page that signing in ends on."""
    typed = {"login": user.email, "password": PASSWORD, **more}
    answer: Any = client.post(reverse("account_login"), typed, follow=True)
    assert answer.status_code == 200
    return str(answer.redirect_chain[-1][0])


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.OWNER, "orders:desk_today"),
        (Role.WAREHOUSE, "orders:desk_today"),
        (Role.FINANCE, "orders:desk_today"),
        (Role.PURCHASER, "catalog:home"),
    ],
)
def test_who_works_for_a_shop_lands_on_its_desk(role: Role, name: str, client: Client) -> None:
    owner = MembershipFactory()
    SupplierFactory(company=owner.company)
    assert landing_of(client, colleague_of(owner, role).user) == reverse(name)


def test_a_suspended_shop_is_where_its_owner_looks_first(client: Client) -> None:
    owner = MembershipFactory()
    SupplierFactory(company=owner.company, status=Standing.SUSPENDED)
    assert landing_of(client, owner.user) == reverse("orders:desk_today")


@pytest.mark.parametrize("status", [ApplicationStatus.DRAFT, ApplicationStatus.CHANGES_REQUESTED])
def test_an_application_that_waits_for_its_owner_is_where_one_lands(
    status: ApplicationStatus, client: Client
) -> None:
    owner = MembershipFactory()
    ApplicationFactory(company=owner.company, status=status, decided_at=None)
    assert landing_of(client, owner.user) == reverse("suppliers:application")
    purchaser = colleague_of(owner, Role.PURCHASER).user
    assert landing_of(Client(), purchaser) == reverse("catalog:home")


def test_an_application_that_waits_for_the_reviewer_leads_nobody(client: Client) -> None:
    owner = MembershipFactory()
    status = ApplicationStatus.IN_REVIEW
    ApplicationFactory(company=owner.company, status=status, decided_at=None)
    assert landing_of(client, owner.user) == reverse("catalog:home")


def test_who_only_buys_lands_on_the_market(client: Client) -> None:
    assert landing_of(client, MembershipFactory().user) == reverse("catalog:home")
    assert landing_of(Client(), UserFactory()) == reverse("catalog:home")


def test_staff_land_on_their_desk(client: Client) -> None:
    assert landing_of(client, StaffFactory()) == reverse("admin:index")


def test_who_acts_for_several_companies_says_first_for_which(client: Client) -> None:
    buying, selling = MembershipFactory(), MembershipFactory()
    SupplierFactory(company=selling.company)
    MembershipFactory(user=buying.user, company=selling.company)
    start = reverse("orders:start")
    assert (
        landing_of(client, buying.user) == f"{reverse('accounts:choose_company')}?next=%2Fstart%2F"
    )
    chosen = {"company": selling.company.pk, "next": start}
    answer: Any = client.post(reverse("accounts:choose_company"), chosen, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("orders:desk_today")


def test_the_page_asked_for_goes_before_and_only_one_of_ours(client: Client) -> None:
    owner = MembershipFactory()
    SupplierFactory(company=owner.company)
    assert landing_of(client, owner.user, next="/notices/") == "/notices/"
    elsewhere = landing_of(Client(), owner.user, next="https://elsewhere.example/")
    assert elsewhere == reverse("orders:desk_today")
    assert landing_of(Client(), owner.user, next="//elsewhere.example/") == elsewhere


@pytest.mark.parametrize(("role", "led"), [(Role.WAREHOUSE, True), (Role.PURCHASER, False)])
def test_who_only_sells_is_led_from_orders_to_those_of_the_shop(
    role: Role, led: bool, client: Client
) -> None:
    owner = MembershipFactory()
    shop = SupplierFactory(company=owner.company)
    client.force_login(colleague_of(owner, role).user)
    answer = client.get(reverse("orders:list"))
    assert getattr(answer, "url", "") == (reverse("orders:desk_orders") if led else "")
    placed_order(membership=owner)
    assert shop.company.bought_orders.exists()
    assert client.get(reverse("orders:list")).status_code == 200


def test_who_has_no_shop_finds_no_orders_yet(client: Client) -> None:
    client.force_login(MembershipFactory().user)
    assert "No orders yet" in client.get(reverse("orders:list")).text
