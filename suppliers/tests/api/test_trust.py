"""Trust data for everybody; score and standing for those who sell or manage, of their own shop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.tests.factories import MembershipFactory, StaffFactory, colleague_of
from suppliers.enums import DocumentKind, RevisionStatus, Standing
from suppliers.enums.audits import AuditStatus
from suppliers.models import Document, DocumentRevision, ScoreDay, Supplier
from suppliers.services import badges, scores
from suppliers.tests.badges.shops import AT, DAY, pro_shop
from suppliers.tests.factories import AuditFactory, SupplierFactory

pytestmark = pytest.mark.django_db
OWN = ["/api/v1/supplier/score/", "/api/v1/supplier/standing/"]


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT + timedelta(hours=1), tick=False)


def trust(client: Client, shop: Supplier) -> dict[str, Any]:
    return client.get(f"/api/v1/suppliers/{shop.slug}/trust/").json()


def accepted(shop: Supplier, kind: str, goods: str = "", **fields: Any) -> DocumentRevision:
    document = Document.objects.create(company=shop.company, kind=kind, goods=goods)
    return DocumentRevision.objects.create(
        document=document,
        number=1,
        status=RevisionStatus.ACCEPTED,
        holder="Secret Holder",
        identifier_tail="9876",
        uploaded_at=AT - 9 * DAY,
        decided_at=AT - 8 * DAY,
        **fields,
    )


def test_what_was_verified_and_nothing_private(client: Client) -> None:
    shop = pro_shop()
    accepted(shop, DocumentKind.LICENCE)
    accepted(shop, DocumentKind.ID)
    accepted(shop, DocumentKind.LEASE, expires_on=AT.date() - DAY)
    badges.evaluate(at=AT)
    answer = client.get(f"/api/v1/suppliers/{shop.slug}/trust/")
    said = answer.json()
    assert [(p["kind"], p["subject"]) for p in said["proofs"]] == [
        ("document", "Lease of the stall"),
        ("document", "Business licence"),
        ("visit", ""),
    ]
    assert said["badges"][0]["reason"] == "Meets 8 of 8 conditions"
    for hidden in ("Secret", "9876", "1234", "29.334"):
        assert hidden not in answer.content.decode()
    page = client.get(f"/shop/{shop.slug}/").content.decode()
    assert "Business licence" in page
    assert "Secret" not in page


def test_a_failed_audit_takes_the_earlier_word_back(client: Client) -> None:
    shop, auditor = SupplierFactory(), StaffFactory()
    ended = {"supplier": shop, "clock_at": None, "auditor": auditor}
    AuditFactory(status=AuditStatus.PASSED, ended_at=AT - 9 * DAY, **ended)
    assert [proof["kind"] for proof in trust(client, shop)["proofs"]] == ["audit"]
    AuditFactory(status=AuditStatus.FAILED, ended_at=AT - DAY, **ended)
    assert trust(client, shop)["proofs"] == []


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("", []),
        (AuditStatus.FAILED, []),
        (AuditStatus.PASSED, [False]),
        (AuditStatus.PASSED_WITH_CONDITIONS, [True]),
    ],
)
def test_an_audit_that_was_called_off_says_nothing(
    client: Client, before: str, told: list[bool]
) -> None:
    shop = SupplierFactory()
    ended = {"supplier": shop, "clock_at": None, "auditor": StaffFactory()}
    if before:
        AuditFactory(status=before, ended_at=AT - 9 * DAY, **ended)
    AuditFactory(status=AuditStatus.CALLED_OFF, ended_at=AT - DAY, **ended)
    assert [proof["with_conditions"] for proof in trust(client, shop)["proofs"]] == told
    page = client.get(f"/shop/{shop.slug}/").content.decode()
    assert ('<td class="table__main">Audit</td>' in page) == bool(told)


def test_figures_have_their_sample(client: Client) -> None:
    shop = pro_shop()
    ScoreDay.objects.filter(supplier=shop).update(parcels_due=40, quick_pickups=38)
    figures = trust(client, shop)["figures"]
    assert {
        "code": "pickup_48h_rate",
        "label": "Picked up within 48 hours",
        "rate": 0.95,
        "sample": 40,
    } in figures
    assert "promise_kept_rate" not in {figure["code"] for figure in figures}


def test_a_document_says_until_when_and_that_it_ran_out(client: Client) -> None:
    shop = SupplierFactory()
    accepted(shop, DocumentKind.LICENCE, expires_on=AT.date())
    accepted(shop, DocumentKind.TAX)
    accepted(shop, DocumentKind.LEASE, expires_on=AT.date() - DAY)
    proofs = {proof["subject"]: proof for proof in trust(client, shop)["proofs"]}
    licence, lease = proofs["Business licence"], proofs["Lease of the stall"]
    assert (licence["valid_until"], licence["is_expired"]) == ("2026-06-01T23:59:59+08:00", False)
    assert (lease["expires_on"], lease["is_expired"]) == ("2026-05-31", True)
    assert proofs["Tax registration"]["valid_until"] is None
    page = client.get(f"/shop/{shop.slug}/").content.decode()
    assert "valid until 1 Jun 2026" in page
    assert "expired on 31 May 2026" in page


@pytest.mark.parametrize(
    ("standing", "status", "code"),
    [(Standing.SUSPENDED, 404, "shop_suspended"), (Standing.REMOVED, 410, "shop_removed")],
)
def test_a_hidden_shop_says_that_it_is(
    client: Client, standing: Standing, status: int, code: str
) -> None:
    shop = SupplierFactory(status=standing, name_en="Blue Field")
    for path in ("", "trust/"):
        answer = client.get(f"/api/v1/suppliers/{shop.slug}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer["Content-Type"] == "application/problem+json"
        assert "Blue Field" in answer.json()["detail"]
    assert client.get("/api/v1/suppliers/nobody/trust/").json()["code"] == "not_found"


def test_as_many_queries_for_three_documents_as_for_one(client: Client) -> None:
    shop, counts = SupplierFactory(), []
    for kinds in (["licence"], ["tax", "plant"]):
        for kind in kinds:
            accepted(shop, kind)
        with CaptureQueriesContext(connection) as queries:
            trust(client, shop)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("url", OWN)
def test_own_by_right(client: Client, url: str) -> None:
    assert client.get(url).status_code in (401, 403)
    owner = MembershipFactory(company=SupplierFactory().company)
    for member, status in [
        (owner, 200),
        (colleague_of(owner, Role.SALES), 200),
        (colleague_of(owner), 403),
        (MembershipFactory(), 404),
    ]:
        client.force_login(member.user)
        assert client.get(url).status_code == status


def test_the_own_score_and_standing(client: Client) -> None:
    shop = SupplierFactory()
    client.force_login(MembershipFactory(company=shop.company).user)
    assert client.get(OWN[0]).json()["items"] == []
    scores.score_day(day=AT.date(), at=AT)
    said = client.get(OWN[0]).json()
    assert (said["composite"], len(said["items"])) == ("3.00", 5)
    standing = client.get(OWN[1]).json()
    assert (standing["standing"], standing["points"], standing["holds"]) == ("active", 0, [])
