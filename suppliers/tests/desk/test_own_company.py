"""Nobody sees the desk of a company of their own: one rule for every page of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from accounts.desk import OthersAdmin
from accounts.models import User
from accounts.tests.factories import MembershipFactory
from suppliers.admin.audits import RandomDrawAdmin
from suppliers.admin.shops import BeltAdmin
from suppliers.enums import DocumentKind
from suppliers.models import Application, DocumentRevision, SpotCheck, Supplier
from suppliers.services import applications, spot_checks
from suppliers.services.spot_checks import Goods
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = pytest.mark.django_db
#: Of no company.
OF_NOBODY = (BeltAdmin, RandomDrawAdmin)


def desks() -> list[admin.ModelAdmin[Any]]:
    of_suppliers = (
        desk for model, desk in admin.site._registry.items() if model._meta.app_label == "suppliers"
    )
    return [desk for desk in of_suppliers if not isinstance(desk, OF_NOBODY)]


@pytest.fixture
def supplier() -> Supplier:
    found = making.approved().supplier
    assert found is not None
    return found


@pytest.fixture
def purchase(supplier: Supplier, staff_of: Any) -> SpotCheck:
    """Nobody of the company is to know of it."""
    return spot_checks.open_purchase(
        supplier=supplier,
        goods=Goods("秘密抽检", None, False),
        reason="routine",
        key="one",
        cause="routine",
        actor=staff_of("auditors"),
        at=AT,
    )


@pytest.mark.parametrize("desk", desks(), ids=lambda desk: type(desk).__name__)
def test_every_desk_leaves_the_own_company_out(desk: Any, reviewer: User) -> None:
    assert isinstance(desk, OthersAdmin)
    request = RequestFactory().get("/admin/")
    request.user = reviewer
    assert "membership" in str(desk.get_queryset(request).query)


def test_a_planned_purchase_stays_undisclosed(purchase, staff_of, at_desk) -> None:
    member = staff_of("auditors")
    shown = at_desk(member).get("/admin/suppliers/spotcheck/")
    assert "秘密抽检" in shown.content.decode()
    MembershipFactory(company=purchase.supplier.company, user=member)
    client = at_desk(member)
    assert "秘密抽检" not in client.get("/admin/suppliers/spotcheck/").content.decode()
    page = reverse("admin:suppliers_spotcheck_change", args=[purchase.pk])
    assert "秘密抽检" not in client.get(page, follow=True).content.decode()
    samples = reverse("admin:suppliers_spotcheck_samples", args=[purchase.pk])
    assert client.post(samples).status_code == 404


@pytest.mark.parametrize("model", ["application", "documentrevision"])
def test_findings_of_the_own_company_are_not_read(model: str, reviewer, at_desk) -> None:
    done: Application = making.submitted()
    licence = DocumentRevision.objects.get(
        document__company=done.company, document__kind=DocumentKind.LICENCE
    )
    pk = done.pk if model == "application" else licence.pk
    page = reverse(f"admin:suppliers_{model}_change", args=[pk])
    assert at_desk(reviewer).get(page).status_code == 200
    MembershipFactory(company=done.company, user=reviewer)
    assert at_desk(reviewer).get(page).status_code == 404


def test_an_appeal_of_the_own_company_is_not_read(reviewer, other, at_desk) -> None:
    done = making.claimed(making.submitted(), other)
    done = applications.reject(application=done, reason="no", actor=other, at=AT)
    appeal = applications.appeal(
        application=done, text="please", actor=making.owner_of(done.company), at=AT
    )
    MembershipFactory(company=done.company, user=reviewer)
    page = reverse("admin:suppliers_applicationappeal_change", args=[appeal.pk])
    assert at_desk(reviewer).get(page).status_code == 404


def test_no_visit_to_the_own_company_is_planned(supplier, staff_of, at_desk) -> None:
    planner = staff_of("auditors")
    page = reverse("admin:suppliers_sitevisit_plan", query={"supplier": supplier.pk})
    assert at_desk(planner).get(page).status_code == 200
    MembershipFactory(company=supplier.company, user=planner)
    assert at_desk(planner).get(page).status_code == 404
