"""The review desk: the queue, and one application with its documents and decisions."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Membership, Notice, User
from accounts.tests.factories import MembershipFactory, StaffFactory
from suppliers.enums import ApplicationStatus, DocumentKind, RevisionStatus
from suppliers.models import Application, DocumentRevision
from suppliers.selectors.applications import papers
from suppliers.services import applications
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = pytest.mark.django_db
QUEUE = "/admin/suppliers/application/"
S = ApplicationStatus
AtDesk = Callable[[User], Client]


def page_of(application: Application) -> str:
    return reverse("admin:suppliers_application_change", args=[application.pk])


def do(client: Client, application: Application, name: str, **given: str) -> Any:
    url = reverse("admin:suppliers_application_act", args=[application.pk, name])
    return client.post(url, given, follow=True)


def decide(client: Client, application: Application, revision: Any, name: str, **given: str) -> Any:
    args = [application.pk, revision.pk, name]
    return client.post(
        reverse("admin:suppliers_application_document", args=args), given, follow=True
    )


def revision_of(application: Application, kind: str) -> DocumentRevision:
    return next(one.revision for one in papers(application) if one.wanted.kind == kind)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def listed(answer: Any) -> list[Application]:
    return list(answer.context["cl"].result_list)


# --- The queue --------------------------------------------------------------------------------


def test_the_queue_shows_what_is_with_us_the_soonest_due_first(reviewer, at_desk) -> None:
    late = making.submitted(at=making.later(days=-9))
    soon = making.submitted(at=AT)
    making.filled()
    assert listed(at_desk(reviewer).get(QUEUE)) == [late, soon]


def test_the_queue_says_deadline_risk_and_who_has_it(reviewer, other, at_desk) -> None:
    done = making.submitted(goods=["food"])
    making.claimed(done, other)
    shown = at_desk(reviewer).get(QUEUE).content.decode()
    assert "overdue" in shown
    assert 'class="desk-late"' in shown
    assert str(other) in shown


FILTERED: list[tuple[dict[str, str], set[str]]] = [
    ({"place": "free"}, {"free"}),
    ({"place": "mine"}, {"mine"}),
    ({"place": "late"}, {"free", "mine"}),
    ({"place": "second"}, set()),
    ({"place": "all"}, {"free", "mine", "draft"}),
    ({"risk": "none"}, {"free", "mine"}),
    ({"risk": "fail"}, set()),
    ({"place": "all", "status": "draft"}, {"draft"}),
]


def test_the_queue_is_filtered(reviewer, at_desk) -> None:
    made = {"free": making.submitted(), "mine": making.submitted(), "draft": making.filled()}
    making.claimed(made["mine"], reviewer)
    name_of = {application: name for name, application in made.items()}
    client = at_desk(reviewer)
    shown = [listed(client.get(QUEUE, query)) for query, _ in FILTERED]
    assert [{name_of[one] for one in found} for found in shown] == [found for _, found in FILTERED]


def test_the_queue_asks_as_often_for_three_as_for_one(
    reviewer, at_desk, django_assert_max_num_queries
) -> None:
    client = at_desk(reviewer)
    making.submitted()
    client.get(QUEUE)
    with django_assert_max_num_queries(20) as one:
        client.get(QUEUE)
    making.submitted()
    making.submitted()
    with django_assert_max_num_queries(20) as three:
        client.get(QUEUE)
    assert len(one) == len(three)


def test_the_start_page_counts_the_queue(reviewer, at_desk) -> None:
    making.submitted()
    shown = at_desk(reviewer).get("/admin/").content.decode()
    assert re.search(
        r'<a href="/admin/suppliers/application/">Applications</a></th>\s*<td[^>]*>1</td>', shown
    )


# --- One application --------------------------------------------------------------------------


def test_before_a_claim_no_picture_is_loaded_and_nothing_is_logged(reviewer, at_desk) -> None:
    done = making.submitted()
    shown = at_desk(reviewer).get(page_of(done)).content.decode()
    assert "<img" not in shown.partition("desk-sheet")[2]
    assert "Open page 1" in shown
    assert "/claim/" in shown
    assert not AccessLog.objects.exists()


def test_who_claimed_it_sees_pictures_beside_what_was_typed(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    shown = at_desk(reviewer).get(page_of(done)).content.decode()
    licence = revision_of(done, DocumentKind.LICENCE)
    url = reverse("suppliers:document_page", args=[licence.first_page.pk])
    assert f'src="{url}?why=review&amp;about={done.pk}"' in shown
    assert licence.person in shown
    assert licence.masked in shown
    assert "the check digits are right" in shown


def test_private_numbers_are_masked_and_shown_by_a_logged_button(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    card = revision_of(done, DocumentKind.ID)
    client = at_desk(reviewer)
    shown = client.get(page_of(done)).content.decode()
    plain = making_plain(card)
    assert plain not in shown
    action = re.search(rf'formaction="([^"]*documentrevision/{card.pk}/[^"]*)"', shown)
    full = client.post(action.group(1).replace("&amp;", "&")).content.decode()
    assert plain in full
    seen = AccessLog.objects.get()
    assert (seen.subject, seen.why, seen.about) == (card, "review", str(done.pk))


def making_plain(revision: DocumentRevision) -> str:
    from common.encryption import decrypt

    return decrypt(bytes(revision.identifier_encrypted))


def test_nothing_stands_inline_and_a_frame_is_our_own(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    answer = at_desk(reviewer).get(page_of(done))
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", answer.content.decode())


def test_the_page_asks_as_often_with_more_history(
    reviewer, at_desk, django_assert_max_num_queries
) -> None:
    done = making.claimed(making.submitted(), reviewer)
    client = at_desk(reviewer)
    client.get(page_of(done))
    with django_assert_max_num_queries(40) as before:
        client.get(page_of(done))
    for _ in range(2):
        applications.release(application=done, actor=reviewer, at=AT)
        done = making.claimed(done, reviewer)
    with django_assert_max_num_queries(40) as after:
        client.get(page_of(done))
    assert len(before) == len(after)


def test_one_that_does_not_exist_is_404(reviewer, at_desk) -> None:
    assert at_desk(reviewer).get(f"{QUEUE}999999/change/").status_code == 404
    assert at_desk(reviewer).get(f"{QUEUE}abc/change/").status_code == 404


# --- Claim, release ---------------------------------------------------------------------------


def test_of_two_who_claim_one_gets_it(reviewer, other, at_desk) -> None:
    done = making.submitted()
    first = do(at_desk(reviewer), done, "claim")
    assert "yours to review" in said(first)
    second = do(at_desk(other), done, "claim")
    assert second.status_code == 403
    assert f"{reviewer} has claimed it." in said(second)
    done.refresh_from_db()
    assert (done.claimed_by, done.status) == (reviewer, S.IN_REVIEW)


def test_a_release_gives_it_to_the_next(reviewer, other, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    do(at_desk(reviewer), done, "release")
    do(at_desk(other), done, "claim")
    done.refresh_from_db()
    assert done.claimed_by == other


def test_another_releases_it_with_a_reason(reviewer, other, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    client = at_desk(other)
    assert "Why its reviewer does not go on" in client.get(page_of(done)).content.decode()
    assert do(client, done, "release", reason=" ").status_code == 422
    done.refresh_from_db()
    assert done.claimed_by == reviewer
    assert "Given back" in said(do(client, done, "release", reason="She has left."))
    done.refresh_from_db()
    assert done.claimed_by is None
    assert "She has left." in client.get(page_of(done)).content.decode()


# --- Documents --------------------------------------------------------------------------------


def test_a_document_is_accepted(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    card = revision_of(done, DocumentKind.ID)
    answer = decide(at_desk(reviewer), done, card, "accept")
    assert said(answer) == "The document is accepted."
    assert answer.redirect_chain[-1][0].endswith(f"#document-{card.document_id}")
    card.refresh_from_db()
    assert (card.status, card.decided_by) == (RevisionStatus.ACCEPTED, reviewer)


def test_a_document_is_sent_back_with_its_reason(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    card = revision_of(done, DocumentKind.ID)
    decide(at_desk(reviewer), done, card, "send-back", reason="反面看不清")
    card.refresh_from_db()
    assert (card.status, card.objection) == (RevisionStatus.SENT_BACK, "反面看不清")


def test_without_a_reason_nothing_is_sent_back(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    card = revision_of(done, DocumentKind.ID)
    answer = decide(at_desk(reviewer), done, card, "send-back", reason="  ")
    assert answer.status_code == 422
    assert "Say what is wrong with it." in said(answer)
    card.refresh_from_db()
    assert card.status == RevisionStatus.PENDING


def test_a_document_is_decided_by_who_claimed_the_application(reviewer, other, at_desk) -> None:
    done = making.claimed(making.submitted(), other)
    card = revision_of(done, DocumentKind.ID)
    assert decide(at_desk(reviewer), done, card, "accept").status_code == 403
    card.refresh_from_db()
    assert card.status == RevisionStatus.PENDING


def test_a_document_of_another_company_is_not_decided_here(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    foreign = revision_of(making.submitted(), DocumentKind.ID)
    assert decide(at_desk(reviewer), done, foreign, "accept").status_code == 404
    foreign.refresh_from_db()
    assert foreign.status == RevisionStatus.PENDING


# --- Changes, visit, decision -----------------------------------------------------------------


def test_changes_are_asked_for_answer_by_answer(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    given = {"reason": "两处需要修改", "field-shop_name": "与执照不符", "field-intro": "  "}
    making.accept_all(done, reviewer)
    do(at_desk(reviewer), done, "changes", **given)
    done.refresh_from_db()
    assert (done.status, done.sent_back) == (S.CHANGES_REQUESTED, {"shop_name": "与执照不符"})
    assert Notice.objects.filter(kind="application_changes_requested").exists()


def test_changes_without_any_are_refused_and_what_was_typed_stays(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    answer = do(at_desk(reviewer), done, "changes", reason="再看看")
    assert answer.status_code == 409
    assert "nothing is to be changed yet" in said(answer)
    assert "再看看" in answer.content.decode()
    wanted = do(at_desk(reviewer), done, "changes", reason="", **{"field-intro": "太短"})
    assert wanted.status_code == 422
    assert 'value="太短"' in wanted.content.decode()
    done.refresh_from_db()
    assert (done.status, done.sent_back) == (S.IN_REVIEW, {})


def test_what_is_undecided_is_named_before_it_goes_back(reviewer, at_desk) -> None:
    done = making.begun()
    company = done.company
    making.show(company, DocumentKind.ID, holder="王某别人")
    for kind in (DocumentKind.LICENCE, DocumentKind.BANK):
        making.show(company, kind)
    done = making.claimed(making.handed_in(done), reviewer)
    client = at_desk(reviewer)
    decide(client, done, revision_of(done, DocumentKind.BANK), "accept")
    shown = client.get(page_of(done)).content.decode()
    hint = "Business licence · Legal representative's ID (a check failed)"
    assert hint in html.unescape(shown)
    given = {"reason": "招牌", "field-shop_name": "与执照不符"}
    refused = do(client, done, "changes", **given)
    assert refused.status_code == 409
    assert f"2 documents are not decided yet: {hint}." in said(refused)
    done.refresh_from_db()
    assert done.status == S.IN_REVIEW
    assert do(client, done, "changes", partly="on", **given).status_code == 200
    done.refresh_from_db()
    assert done.status == S.CHANGES_REQUESTED


def test_where_all_is_decided_nothing_is_left_for_later(reviewer, at_desk) -> None:
    done = making.ready(reviewer=reviewer)
    shown = at_desk(reviewer).get(page_of(done)).content.decode()
    assert 'name="partly"' not in shown


def test_a_site_visit_is_asked_for(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    client = at_desk(reviewer)
    answer = do(client, done, "visit", reason="看仓库")
    done.refresh_from_db()
    assert done.status == S.SITE_VISIT
    planning = f"/admin/suppliers/sitevisit/plan/?application={done.pk}"
    assert answer.redirect_chain[-1][0] == planning
    assert planning in client.get(page_of(done)).content.decode()


def test_the_desk_says_whether_the_account_is_confirmed(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    assert "not confirmed yet" in at_desk(reviewer).get(page_of(done)).content.decode()
    making.confirm_bank(done.company)
    shown = at_desk(reviewer).get(page_of(done)).content.decode()
    assert "confirmed: the amount was named back" in shown


def test_an_approval_founds_the_shop_and_the_applicant_is_told(reviewer, at_desk) -> None:
    done = making.ready(reviewer=reviewer)
    answer = do(at_desk(reviewer), done, "approve", reason="齐全")
    assert said(answer) == "Approved: the shop is open, and the applicant was told."
    done.refresh_from_db()
    assert (done.status, done.supplier.company) == (S.APPROVED, done.company)
    assert Notice.objects.filter(kind="application_approved").exists()


def test_flagged_goods_need_a_second_reviewer_who_is_another(reviewer, other, at_desk) -> None:
    done = making.ready(reviewer=reviewer, goods=["food"])
    first = do(at_desk(reviewer), done, "approve", reason="齐全")
    assert said(first) == "Your approval was recorded; a second reviewer has to approve too."
    done.refresh_from_db()
    assert (done.status, done.first_approved_by, done.supplier) == (S.IN_REVIEW, reviewer, None)
    again = do(at_desk(reviewer), done, "claim")
    assert again.status_code == 403
    assert "somebody else is the second reviewer" in said(again)
    do(at_desk(other), done, "claim")
    last = do(at_desk(other), done, "approve", reason="同意")
    assert said(last) == "Approved: the shop is open, and the applicant was told."
    done.refresh_from_db()
    assert done.status == S.APPROVED


def test_who_belongs_to_the_company_reviews_nothing_of_it(reviewer, at_desk) -> None:
    done = making.submitted()
    MembershipFactory(company=done.company, user=reviewer)
    client = at_desk(reviewer)
    assert client.get(page_of(done)).status_code == 404
    assert listed(client.get(QUEUE)) == []
    assert do(client, done, "claim").status_code == 404
    done.refresh_from_db()
    assert done.claimed_by is None


@pytest.mark.parametrize("name", ["approve", "reject", "visit", "changes"])
def test_a_decision_without_a_reason_changes_nothing(name, reviewer, at_desk) -> None:
    done = making.ready(reviewer=reviewer)
    answer = do(at_desk(reviewer), done, name, reason=" ")
    assert answer.status_code == 422
    done.refresh_from_db()
    assert (done.status, done.supplier) == (S.IN_REVIEW, None)


def test_an_approval_says_what_stands_against_it(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    answer = do(at_desk(reviewer), done, "approve", reason="齐全")
    assert answer.status_code == 409
    assert "is not accepted" in said(answer)
    assert "齐全" in answer.content.decode()


def test_a_rejection_is_told_with_its_reason(reviewer, at_desk) -> None:
    done = making.claimed(making.submitted(), reviewer)
    do(at_desk(reviewer), done, "reject", reason="执照是别人的")
    done.refresh_from_db()
    assert done.status == S.REJECTED
    assert Notice.objects.get(kind="application_rejected").params["reason"] == "执照是别人的"


def test_an_act_that_there_is_not_is_404(reviewer, at_desk) -> None:
    assert do(at_desk(reviewer), making.submitted(), "fly").status_code == 404


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["", "auditors", "inspectors"])
def test_other_staff_decide_nothing(group, staff_of, at_desk) -> None:
    done = making.submitted()
    client = at_desk(staff_of(group))
    card = revision_of(done, DocumentKind.ID)
    acts = [
        do(client, done, name, reason="x")
        for name in ("claim", "release", "approve", "reject", "visit", "changes")
    ]
    acts += [decide(client, done, card, name, reason="x") for name in ("accept", "send-back")]
    assert {answer.status_code for answer in acts} == {403}
    assert client.get(page_of(done)).status_code == (200 if group else 403)
    assert client.get(QUEUE).status_code == (200 if group else 403)
    done.refresh_from_db()
    assert (done.status, done.claimed_by) == (S.SUBMITTED, None)


def owner_of(application: Application) -> User:
    return Membership.objects.filter(company=application.company).earliest("pk").user


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_companies_have_no_desk(who, at_desk) -> None:
    done = making.submitted()
    person = owner_of(done) if who == "owner" else MembershipFactory().user
    client = at_desk(person)
    assert client.get(page_of(done)).status_code == 302
    url = reverse("admin:suppliers_application_act", args=[done.pk, "claim"])
    assert client.post(url).status_code == 302
    done.refresh_from_db()
    assert done.claimed_by is None


def test_a_form_of_django_writes_nothing(at_desk) -> None:
    done = making.submitted()
    answer = at_desk(StaffFactory()).post(page_of(done), {"status": "approved"})
    assert answer.status_code == 403
    done.refresh_from_db()
    assert done.status == S.SUBMITTED
