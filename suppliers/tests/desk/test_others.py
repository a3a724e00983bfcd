"""Appeals against rejections, and documents that suppliers renewed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import MembershipFactory
from suppliers.enums import AppealStatus, ApplicationStatus, DocumentKind, RevisionStatus
from suppliers.models import ApplicationAppeal
from suppliers.services import applications
from suppliers.staff import GROUPS
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = pytest.mark.django_db


# --- Appeals ----------------------------------------------------------------------------------


@pytest.fixture
def appeal(other: User) -> ApplicationAppeal:
    """Against a rejection by ``other``."""
    done = making.claimed(making.submitted(), other)
    done = applications.reject(application=done, reason="名称不符", actor=other, at=AT)
    return applications.appeal(
        application=done, text="名称已更正", actor=making.owner_of(done.company), at=AT
    )


def answer_to(client: Any, appeal: ApplicationAppeal, name: str, reason: str = "理由") -> Any:
    url = reverse("admin:suppliers_applicationappeal_act", args=[appeal.pk, name])
    return client.post(url, {"reason": reason}, follow=True)


def test_an_appeal_is_read_with_what_went_before(appeal, reviewer, at_desk) -> None:
    url = reverse("admin:suppliers_applicationappeal_change", args=[appeal.pk])
    shown = at_desk(reviewer).get(url).content.decode()
    assert "名称已更正" in shown
    assert "名称不符" in shown


def test_a_granted_appeal_is_reviewed_again_by_who_granted_it(appeal, reviewer, at_desk) -> None:
    answer = answer_to(at_desk(reviewer), appeal, "grant")
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.GRANTED
    assert appeal.application.status == ApplicationStatus.IN_REVIEW
    assert appeal.application.claimed_by == reviewer
    assert answer.redirect_chain[-1][0].startswith("/admin/suppliers/application/")


def test_a_refused_appeal_is_final(appeal, reviewer, at_desk) -> None:
    answer_to(at_desk(reviewer), appeal, "refuse")
    appeal.refresh_from_db()
    assert (appeal.status, appeal.decided_by) == (AppealStatus.REFUSED, reviewer)
    assert answer_to(at_desk(reviewer), appeal, "grant").status_code == 409


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_appeal_needs_a_reason(reason, appeal, reviewer, at_desk) -> None:
    assert answer_to(at_desk(reviewer), appeal, "grant", reason).status_code == 422
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.OPEN


def test_who_rejected_it_does_not_decide(appeal, other, at_desk) -> None:
    answer = answer_to(at_desk(other), appeal, "grant")
    assert answer.status_code == 403
    assert "You had a part in the rejection" in answer.content.decode()
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.OPEN


@pytest.mark.parametrize("group", ["", "auditors", "inspectors"])
def test_other_staff_decide_no_appeal(group, appeal, staff_of, at_desk) -> None:
    assert answer_to(at_desk(staff_of(group)), appeal, "grant").status_code == 403
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.OPEN


def test_a_member_or_stranger_has_no_desk_of_appeals(appeal, at_desk) -> None:
    for person in (making.owner_of(appeal.application.company), MembershipFactory().user):
        url = reverse("admin:suppliers_applicationappeal_act", args=[appeal.pk, "grant"])
        assert at_desk(person).post(url, {"reason": "x"}).status_code == 302
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.OPEN


# --- Renewed documents ------------------------------------------------------------------------

RENEWED = "/admin/suppliers/documentrevision/"


@pytest.fixture
def renewed() -> Any:
    """The licence that a supplier renewed."""
    done = making.approved()
    new = making.show(done.company, DocumentKind.LICENCE)
    making.read(new)
    return new


def act_on(client: Any, revision: Any, name: str, reason: str = "") -> Any:
    url = reverse("admin:suppliers_documentrevision_act", args=[revision.pk, name])
    return client.post(url, {"reason": reason}, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_renewed_documents_wait_in_a_queue(renewed, reviewer, at_desk) -> None:
    making.submitted()
    client = at_desk(reviewer)
    rows = client.get(RENEWED).context["cl"].result_list
    assert list(rows) == [renewed]
    assert len(client.get(RENEWED, {"place": "all"}).context["cl"].result_list) > 1
    assert "Renewed documents" in client.get("/admin/").content.decode()


def test_a_renewed_document_is_read_beside_its_picture(renewed, reviewer, at_desk) -> None:
    answer = at_desk(reviewer).get(f"{RENEWED}{renewed.pk}/change/")
    shown = answer.content.decode()
    assert "?why=renewal" in shown
    assert renewed.masked in shown
    assert "Earlier revisions" in shown
    assert "frame-src 'self'" in answer["Content-Security-Policy"]


def test_a_renewed_document_is_sent_back(renewed, reviewer, at_desk) -> None:
    client = at_desk(reviewer)
    assert act_on(client, renewed, "send-back").status_code == 422
    assert act_on(client, renewed, "send-back", "看不清").status_code == 200
    renewed.refresh_from_db()
    assert (renewed.status, renewed.objection) == (RevisionStatus.SENT_BACK, "看不清")


def test_a_renewed_document_is_accepted(renewed, reviewer, at_desk) -> None:
    act_on(at_desk(reviewer), renewed, "accept")
    renewed.refresh_from_db()
    assert (renewed.status, renewed.decided_by) == (RevisionStatus.ACCEPTED, reviewer)


def test_what_comes_into_force_with_it_is_named(renewed, reviewer, other, at_desk) -> None:
    company = renewed.document.company
    licence = making.show(company, DocumentKind.LICENCE, person="王新示例")
    making.read(licence)
    card = making.show(company, DocumentKind.ID, holder="王新示例")
    shown = at_desk(reviewer).get(f"{RENEWED}{licence.pk}/change/").content.decode()
    assert "they belong together" in shown
    assert f"{RENEWED}{card.pk}/change/" in shown
    act_on(at_desk(reviewer), licence, "accept")
    card.refresh_from_db()
    assert card.status == RevisionStatus.ACCEPTED


def test_the_second_person_reads_who_was_the_first(reviewer, other, at_desk) -> None:
    company = making.approved().company
    first = making.show(company, DocumentKind.QUALIFICATION, goods="toys")
    answer = act_on(at_desk(reviewer), first, "accept")
    assert said(answer) == "Your acceptance was recorded; a second reviewer has to accept too."
    shown = at_desk(other).get(f"{RENEWED}{first.pk}/change/").content.decode()
    assert f"{reviewer} accepted it; somebody else decides." in shown
    answer = act_on(at_desk(other), first, "accept")
    assert said(answer) == "The document is accepted."
    first.refresh_from_db()
    assert (first.first_accepted_by, first.decided_by) == (reviewer, other)


def test_of_the_own_company_nothing_is_decided(renewed, reviewer, at_desk) -> None:
    MembershipFactory(company=renewed.document.company, user=reviewer)
    assert act_on(at_desk(reviewer), renewed, "accept").status_code == 404
    renewed.refresh_from_db()
    assert renewed.status == RevisionStatus.PENDING


@pytest.mark.parametrize("group", ["", "auditors", "inspectors"])
def test_other_staff_decide_no_document(group, renewed, staff_of, at_desk) -> None:
    assert act_on(at_desk(staff_of(group)), renewed, "accept").status_code == 403
    renewed.refresh_from_db()
    assert renewed.status == RevisionStatus.PENDING


def test_a_member_or_stranger_has_no_desk_of_documents(renewed, at_desk) -> None:
    for person in (making.owner_of(renewed.document.company), MembershipFactory().user):
        url = reverse("admin:suppliers_documentrevision_act", args=[renewed.pk, "accept"])
        assert at_desk(person).post(url).status_code == 302


# --- Groups -----------------------------------------------------------------------------------


def test_the_groups_are_made_with_their_permissions_and_again_without_harm(staff_of) -> None:
    for name, permissions in GROUPS.items():
        person = staff_of(name)
        assert all(person.has_perm(one) for one in permissions)
    assert not staff_of("auditors").has_perm("suppliers.change_application")
