"""The English name of a vetted company: staff change it, with a reason, and its owners are told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import BadInput
from accounts.models import Notice
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.errors import DomainError, NotAllowed
from suppliers.errors import BadShop
from suppliers.models import NameChange, Supplier
from suppliers.services import names, shells
from suppliers.tests.factories import SupplierFactory, grant

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
WHY = "Its customs registration names it so"


@pytest.fixture
def supplier() -> Supplier:
    found = SupplierFactory(company__name_en="Old Name Ltd")
    MembershipFactory(company=found.company)
    return found


def change(supplier: Supplier, name_en: str = "New Name Ltd", **given: Any) -> NameChange:
    by: dict[str, Any] = {"reason": WHY, "actor": StaffFactory(), "at": AT}
    return names.change_english_name(supplier=supplier, name_en=name_en, **{**by, **given})


def test_staff_change_it_with_a_reason_that_stays(supplier: Supplier) -> None:
    staff = StaffFactory()
    change(supplier, " New Name Ltd ", actor=staff)
    supplier.company.refresh_from_db()
    assert supplier.company.name_en == "New Name Ltd"
    made = NameChange.objects.get()
    assert (made.before, made.after, made.reason) == ("Old Name Ltd", "New Name Ltd", WHY)
    assert (made.actor, made.at) == (staff, AT)
    told = said(Notice.objects.get(kind="english_name_changed"))
    assert "New Name Ltd" in told.subject
    assert "Old Name Ltd" in told.body
    assert WHY in told.body


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"reason": "  "}, BadShop, "reason"),
        ({"name_en": "Old Name Ltd"}, BadShop, "name_en"),
        ({"name_en": " "}, BadInput, "name_en"),
        ({"name_en": "x" * 161}, BadInput, "name_en"),
    ],
)
def test_what_is_no_change_changes_nothing(
    supplier: Supplier, given: dict[str, Any], error: type[DomainError], field: str
) -> None:
    with pytest.raises(error) as refused:
        change(supplier, **given)
    assert refused.value.field == field
    supplier.company.refresh_from_db()
    assert supplier.company.name_en == "Old Name Ltd"
    assert not Notice.objects.exists()


def test_nobody_renames_his_own_company(supplier: Supplier) -> None:
    member = MembershipFactory(company=supplier.company, user=StaffFactory()).user
    with pytest.raises(NotAllowed):
        change(supplier, actor=member)
    assert not NameChange.objects.exists()


def test_who_was_not_vetted_changes_it_himself() -> None:
    shells.open_shells(slugs=["shell"], at=AT)
    with pytest.raises(BadShop, match="not vetted"):
        change(Supplier.objects.get())


@pytest.mark.parametrize(("may", "after"), [(True, "New Name Ltd"), (False, "Old Name Ltd")])
def test_it_is_done_at_the_desk(client: Client, supplier: Supplier, may: bool, after: str) -> None:
    rights = ["view_supplier", *(["change_supplier"] if may else [])]
    client.force_login(grant(UserFactory(is_staff=True), *rights))
    asked = {"action": "change_english_name", "_selected_action": supplier.pk}
    given = asked | {"name_en": "New Name Ltd", "reason": WHY}
    client.post(reverse("admin:suppliers_supplier_changelist"), given)
    supplier.company.refresh_from_db()
    assert supplier.company.name_en == after
    page = client.get(reverse("admin:suppliers_supplier_change", args=[supplier.pk])).text
    assert (WHY in page) == may


def test_the_company_reads_how_it_changes(client: Client, supplier: Supplier) -> None:
    client.force_login(supplier.company.memberships.get().user)
    assert "Staff change it, with a reason" in client.get(reverse("accounts:company")).text
