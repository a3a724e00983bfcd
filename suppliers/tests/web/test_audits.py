"""The supplier's page of audits and visits, and staff's desk, by who asks."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.enums import LookReason, Role
from accounts.models import AccessLog, Membership
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory, colleague_of
from suppliers.enums.audits import AuditStatus, ConditionStatus
from suppliers.enums.visits import VisitStatus
from suppliers.models import Audit, AuditCondition, ConditionAnswer, SiteVisit
from suppliers.tests.factories import (
    AuditFactory,
    InspectorFactory,
    SiteVisitFactory,
    SupplierFactory,
    grant,
    may_pass,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def owner(client: Client) -> Membership:
    member = MembershipFactory()
    client.force_login(member.user)
    return member


def page(name: str, *args: object) -> str:
    return reverse(f"suppliers:{name}", args=args)


def conditional(member: Membership) -> AuditCondition:
    audit = AuditFactory(
        supplier=SupplierFactory(company=member.company),
        status=AuditStatus.PASSED_WITH_CONDITIONS,
        clock_at=None,
        ended_at=NOW,
        auditor=StaffFactory(),
    )
    return AuditCondition.objects.create(
        audit=audit, text="Renew the licence", deadline=NOW + timedelta(days=9), created_at=NOW
    )


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (800, 800), "white").save(file, "PNG")
    return SimpleUploadedFile("licence.png", file.getvalue(), "image/png")


def test_a_company_without_a_shop_sees_its_visits(client: Client, owner: Membership) -> None:
    assert "No audit so far" in client.get(page("audits")).content.decode()
    visit = SiteVisitFactory(company=owner.company)
    assert visit.address in client.get(page("audits")).content.decode()


def test_the_date_is_agreed_to(client: Client, owner: Membership) -> None:
    visit = SiteVisitFactory(company=owner.company)
    client.post(page("agree_to_visit", visit.pk))
    visit.refresh_from_db()
    assert visit.status == VisitStatus.AGREED


def test_another_date_is_asked_for(client: Client, owner: Membership) -> None:
    visit = SiteVisitFactory(company=owner.company)
    too_far = {"wished_for": "2026-04-20T10:00", "reason": "Trade fair"}
    refused = client.post(page("wish_for_visit", visit.pk), too_far)
    assert refused.status_code == 422
    assert "at most 10 days" in refused.content.decode()
    sent = too_far | {"wished_for": "2026-03-05T10:00"}
    assert client.post(page("wish_for_visit", visit.pk), sent).status_code == 302
    visit.refresh_from_db()
    assert visit.wished_for == datetime(2026, 3, 5, 2, tzinfo=UTC)


def test_a_condition_is_answered_with_a_file(client: Client, owner: Membership) -> None:
    condition = conditional(owner)
    bad = {"text": "Here.", "file": SimpleUploadedFile("licence.pdf", b"MZ\x90\x00")}
    assert client.post(page("answer_condition", condition.pk), bad).status_code == 422
    assert not ConditionAnswer.objects.exists()
    good = {"text": "Here.", "file": picture()}
    assert client.post(page("answer_condition", condition.pk), good).status_code == 302
    condition.refresh_from_db()
    answer = condition.answers.get()
    assert (condition.status, answer.content_type) == (ConditionStatus.ANSWERED, "image/webp")
    shown = client.get(page("condition_file", answer.pk))
    assert shown["Content-Type"] == "image/webp"
    assert "attachment" in shown["Content-Disposition"]


def test_files_of_answers_are_private(client: Client, owner: Membership) -> None:
    condition = conditional(owner)
    client.post(page("answer_condition", condition.pk), {"text": "Here.", "file": picture()})
    answer = condition.answers.get()
    for user, status in (
        (owner.user, 200),
        (colleague_of(owner, Role.WAREHOUSE).user, 404),
        (MembershipFactory().user, 404),
        (colleague_of(owner, Role.SALES).user, 200),
        (grant(UserFactory(is_staff=True), "change_audit", "look"), 200),
        (grant(UserFactory(is_staff=True), "change_audit"), 404),
        (InspectorFactory(), 404),
    ):
        client.force_login(user)
        assert client.get(page("condition_file", answer.pk)).status_code == status
    looks = AccessLog.objects.filter(company=owner.company).order_by("pk")
    assert [look.why for look in looks] == [LookReason.OWN, LookReason.OWN, LookReason.AUDIT]
    assert {look.subject for look in looks} == {answer}
    client.force_login(owner.user)
    read = client.get("/company/looks/").content.decode()
    assert "Here." in read
    assert "Picture or PDF" in read


def test_lesser_colleagues_and_strangers(client: Client, owner: Membership) -> None:
    visit, condition = SiteVisitFactory(company=owner.company), conditional(owner)
    acts = [
        page("agree_to_visit", visit.pk),
        page("wish_for_visit", visit.pk),
        page("answer_condition", condition.pk),
    ]
    sent = {"text": "x", "wished_for": "2026-03-05T10:00", "reason": "x"}
    for user, status in (
        (colleague_of(owner, Role.WAREHOUSE).user, 403),
        (MembershipFactory().user, 404),
    ):
        client.force_login(user)
        assert [client.post(act, sent).status_code for act in acts] == [status] * 3
    client.force_login(MembershipFactory().user)
    assert visit.address not in client.get(page("audits")).content.decode()
    visit.refresh_from_db()
    assert (visit.status, visit.wishes) == (VisitStatus.PROPOSED, 0)
    assert not ConditionAnswer.objects.exists()


def test_the_page_costs_the_same_for_many(
    client: Client, owner: Membership, django_assert_num_queries: Any
) -> None:
    first = conditional(owner)
    client.get(page("audits"))
    for more in (0, 2):
        for _ in range(more):
            audit = AuditFactory(
                supplier=first.audit.supplier, status="passed", clock_at=None, ended_at=NOW
            )
            AuditCondition.objects.create(audit=audit, text="x", deadline=NOW, created_at=NOW)
        with django_assert_num_queries(11):
            client.get(page("audits"))


# --- Staff's desk ---------------------------------------------------------------------------


@pytest.fixture
def auditor(client: Client) -> Any:
    user = grant(
        UserFactory(is_staff=True),
        "view_audit",
        "change_audit",
        "view_sitevisit",
        "change_sitevisit",
    )
    client.force_login(user)
    return user


def desk(name: str, *args: object) -> str:
    return reverse(f"admin:suppliers_audit_{name}", args=args)


def test_an_audit_at_the_desk(client: Client, auditor: Any) -> None:
    audit = may_pass(AuditFactory())
    assert client.get(desk("changelist"), {"queue": "open"}).status_code == 200
    client.post(desk("claim", audit.pk))
    shown = client.get(desk("change", audit.pk)).content.decode()
    assert "End the audit" in shown
    verdicts = {
        f"item{item.pk}-{name}": value
        for item in audit.items.all()
        for name, value in (("verdict", "in_order"), ("note", "seen"))
    }
    client.post(desk("verdicts", audit.pk), verdicts)
    assert not audit.items.filter(verdict="").exists()
    refused = client.post(desk("end", audit.pk), {"outcome": "failed", "summary": "No."})
    assert refused.status_code == 422
    assert "Say what the failed audit brings." in refused.content.decode()
    sent = {
        "outcome": "passed_with_conditions",
        "summary": "Nearly.",
        "text0": "Hang up the licence",
        "deadline0_0": "2026-03-10",
        "deadline0_1": "12:00",
    }
    client.post(desk("end", audit.pk), sent)
    audit.refresh_from_db()
    condition = audit.conditions.get()
    assert (audit.status, condition.text) == ("passed_with_conditions", "Hang up the licence")
    client.post(reverse("admin:suppliers_audit_condition", args=[condition.pk]), {"accept": "1"})
    condition.refresh_from_db()
    assert condition.status == ConditionStatus.MET


def test_a_visit_is_planned_from_an_audit(client: Client, auditor: Any) -> None:
    audit = AuditFactory(visit_need="drawn")
    plan = f"{reverse('admin:suppliers_sitevisit_plan')}?audit={audit.pk}"
    assert client.get(plan).status_code == 200
    inspector = InspectorFactory()
    sent = {
        "kind": "factory",
        "inspector": inspector.pk,
        "scheduled_for_0": "2026-03-02",
        "scheduled_for_1": "10:00",
        "address": "宁波市慈溪市",
        "latitude": "30.17",
        "longitude": "121.26",
        "reason": "Drawn at random",
    }
    half = client.post(plan, sent | {"longitude": ""})
    assert half.status_code == 422
    assert not SiteVisit.objects.exists()
    assert client.post(plan, sent).status_code == 302
    visit = SiteVisit.objects.get()
    assert (visit.audit, visit.inspector, visit.supplier) == (audit, inspector, audit.supplier)
    move = reverse("admin:suppliers_sitevisit_move", args=[visit.pk])
    assert client.get(move).status_code == 200
    client.post(
        move,
        {
            "scheduled_for_0": "2026-03-04",
            "scheduled_for_1": "10:00",
            "inspector": inspector.pk,
            "reason": "rain",
        },
    )
    visit.refresh_from_db()
    assert visit.scheduled_for == datetime(2026, 3, 4, 2, tzinfo=UTC)


def test_why_a_visit_is_made_is_said_in_its_reader_s_language(client: Client, auditor: Any) -> None:
    audit = AuditFactory(visit_need="drawn")
    plan = f"{reverse('admin:suppliers_sitevisit_plan')}?audit={audit.pk}"
    chinese = {"Accept-Language": "zh-hans"}
    assert 'value="复审"' in client.get(plan, headers=chinese).text
    sent = {
        "kind": "factory",
        "inspector": InspectorFactory().pk,
        "scheduled_for_0": "2026-03-02",
        "scheduled_for_1": "10:00",
        "address": "宁波市慈溪市",
        "reason": "复审",
    }
    assert client.post(plan, sent, headers=chinese).status_code == 302
    visit = SiteVisit.objects.get()
    client.force_login(visit.inspector)
    page = reverse("suppliers:inspect_visit", args=[visit.pk])
    assert "Re-audit" in client.get(page, headers={"Accept-Language": "en"}).text
    assert "复审" in client.get(page, headers=chinese).text


def test_staff_without_the_right_only_read(client: Client) -> None:
    audit = AuditFactory()
    client.force_login(grant(UserFactory(is_staff=True), "view_audit", "view_sitevisit"))
    assert client.get(desk("change", audit.pk)).status_code == 200
    for name in ("claim", "verdicts", "visit", "end"):
        sent = {"outcome": "passed", "summary": "x"}
        assert client.post(desk(name, audit.pk), sent).status_code == 403
    assert client.get(reverse("admin:suppliers_sitevisit_plan")).status_code == 403
    assert Audit.objects.get().status == AuditStatus.OPEN


def test_nobody_reads_the_audit_of_their_own_company(client: Client, auditor: Any) -> None:
    audit = AuditFactory()
    MembershipFactory(company=audit.supplier.company, user=auditor)
    assert client.get(desk("change", audit.pk)).status_code == 302
    client.post(desk("claim", audit.pk))
    audit.refresh_from_db()
    assert audit.status == AuditStatus.OPEN
