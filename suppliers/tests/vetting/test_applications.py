"""An application on its way, by its table; who may do what, and what it leaves unchanged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Notice, User
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.errors import DomainError
from common.status import WrongStatus
from suppliers.enums import ApplicationStatus, DocumentKind, RevisionStatus
from suppliers.errors import BadApplication, BadDocument, BadVisit, NotReady, NotYours, TooLate
from suppliers.models import Application, SiteVisit, Supplier
from suppliers.selectors.applications import needs_second, papers
from suppliers.selectors.documents import newest
from suppliers.services import applications, documents, visits
from suppliers.tests.factories import InspectorFactory, SupplierFactory
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, later, owner_of

pytestmark = pytest.mark.django_db
S = ApplicationStatus


@pytest.fixture
def reviewer() -> User:
    return StaffFactory()


def kinds_told(application: Application) -> list[str]:
    owner = owner_of(application.company)
    return list(Notice.objects.filter(user=owner).order_by("pk").values_list("kind", flat=True))


def test_a_trader_from_draft_to_shop(reviewer: User) -> None:
    application = making.ready(reviewer=reviewer)
    applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    application.refresh_from_db()
    supplier = application.supplier
    assert supplier is not None
    assert (supplier.name, supplier.kind, supplier.company) == (
        "示例小店",
        "trader",
        application.company,
    )
    assert application.status == S.APPROVED
    assert [event.target for event in application.events.all()] == [
        "draft",
        "submitted",
        "in_review",
        "approved",
    ]
    assert kinds_told(application) == [
        "application_submitted",
        "application_in_review",
        "bank_check_started",
        "bank_check_confirmed",
        "application_approved",
    ]


def test_the_shop_of_a_factory_has_its_plant(reviewer: User) -> None:
    application = making.approved("factory")
    assert application.supplier is not None
    assert (application.supplier.plant_area, application.supplier.headcount) == (3200, 85)


def test_one_is_under_way_at_a_time() -> None:
    first = making.begun()
    owner = owner_of(first.company)
    again = applications.start(company=first.company, kind="stall", actor=owner, at=AT)
    assert again == first
    assert Application.objects.count() == 1
    assert first.kind == "trader"


def test_who_has_a_shop_applies_for_none() -> None:
    company = SupplierFactory(company=MembershipFactory().company).company
    with pytest.raises(NotReady, match="has a shop already"):
        applications.start(company=company, kind="trader", actor=owner_of(company), at=AT)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("answers", "field", "number"),
    [
        ({"kind": "bank"}, "kind", "bank"),
        ({"shop_name": "长" * 121}, "shop_name", "121"),
        ({"founded_year": 2027}, "founded_year", "2026"),
        ({"phone": "12"}, "phone", "12"),
        ({"trades": ["home", "moon"]}, "trades", "moon"),
        ({"goods": ["arms"]}, "goods", "arms"),
        ({"currency": "XXX"}, "currency", "XXX"),
        ({"status": "approved"}, "status", "question"),
    ],
)
def test_a_bad_answer_changes_nothing(answers: dict[str, Any], field: str, number: str) -> None:
    application = making.begun()
    before = Application.objects.values().get()
    with pytest.raises(BadApplication, match=number) as refused:
        applications.save_step(
            application=application,
            answers={"intro": "new", **answers},
            step="about",
            actor=owner_of(application.company),
            at=AT,
        )
    assert refused.value.field == field
    assert Application.objects.values().get() == before


def test_what_is_missing_is_named() -> None:
    application = making.begun()
    with pytest.raises(BadApplication, match="Business licence is missing") as refused:
        applications.submit(application=application, actor=owner_of(application.company), at=AT)
    assert refused.value.field == "licence:"
    application.refresh_from_db()
    assert (application.status, application.round) == (S.DRAFT, 0)


def test_an_answer_that_is_missing_is_named() -> None:
    application = making.filled()
    owner = owner_of(application.company)
    applications.save_step(
        application=application, answers={"trades": []}, step="goods", actor=owner, at=AT
    )
    with pytest.raises(BadApplication) as refused:
        applications.submit(application=application, actor=owner, at=AT)
    assert refused.value.field == "trades"


def test_the_answer_is_due_after_three_working_days() -> None:
    friday = later(days=4)
    application = making.submitted(at=friday)
    assert application.expected_at == friday + timedelta(days=5)


def test_a_chinese_licence_covers_the_tax_registration(reviewer: User) -> None:
    application = making.claimed(making.submitted(), reviewer)
    tax = newest(application.company)[DocumentKind.TAX, ""]
    licence = newest(application.company)[DocumentKind.LICENCE, ""]
    assert tax.covered_by == licence
    assert tax.identifier_digest == licence.identifier_digest
    documents.accept(revision=licence, actor=reviewer, at=AT)
    tax.refresh_from_db()
    assert tax.status == RevisionStatus.ACCEPTED


def test_others_give_their_countrys_tax_number() -> None:
    company = MembershipFactory(company__country="DE", company__phone="+4930901820").company
    application = making.begun(company=company)
    wanted = [one.wanted for one in papers(application)]
    assert [(one.kind, one.covered) for one in wanted if one.kind == "tax"] == [("tax", False)]


@pytest.mark.parametrize(
    ("kind", "goods", "documents_wanted"),
    [
        ("trader", [], ["licence", "id", "bank", "tax"]),
        ("sole_trader", [], ["licence", "id", "bank", "tax"]),
        ("factory", [], ["licence", "id", "bank", "tax", "plant"]),
        ("stall", [], ["licence", "id", "bank", "tax", "lease"]),
        ("trader", ["food", "toys"], ["licence", "id", "bank", "tax"] + ["qualification"] * 2),
    ],
)
def test_each_kind_has_its_documents(
    kind: str, goods: list[str], documents_wanted: list[str]
) -> None:
    application = making.begun(kind, goods=goods)
    assert [one.wanted.kind for one in papers(application)] == documents_wanted


# --- Back and forth -------------------------------------------------------------------------


def test_what_is_sent_back_is_written_anew_and_the_rest_stays(reviewer: User) -> None:
    application = making.claimed(making.submitted(), reviewer)
    making.accept_all(application, reviewer)
    licence = newest(application.company)[DocumentKind.LICENCE, ""]
    documents.send_back(revision=licence, reason="blurred", actor=reviewer, at=AT)
    back = applications.send_back(
        application=application,
        reason="two things",
        fields={"shop_name": "not your name"},
        actor=reviewer,
        at=AT,
    )
    owner = owner_of(application.company)
    assert back.sent_back == {"shop_name": "not your name"}
    with pytest.raises(BadApplication, match="stays as it is"):
        applications.save_step(
            application=back, answers={"intro": "other"}, step="about", actor=owner, at=AT
        )
    with pytest.raises(NotReady, match="stays"):
        making.show(application.company, DocumentKind.ID)
    with pytest.raises(BadApplication) as refused:
        applications.submit(application=back, actor=owner, at=AT)
    assert refused.value.field == "shop_name"
    applications.save_step(
        application=back, answers={"shop_name": "对的店名"}, step="about", actor=owner, at=AT
    )
    applications.save_step(
        application=back, answers={"shop_name": "更好的店名"}, step="about", actor=owner, at=AT
    )
    renewed = making.show(application.company, DocumentKind.LICENCE)
    again = making.handed_in(back)
    assert (again.status, again.round, again.sent_back) == (S.SUBMITTED, 2, {})
    licence.refresh_from_db()
    assert (licence.number, licence.status, licence.objection) == (1, "sent_back", "blurred")
    assert renewed.number == 2
    assert {check.round for check in again.checks.all()} == {1, 2}


def test_what_was_sent_back_is_not_saved_unchanged(reviewer: User) -> None:
    application = making.claimed(making.submitted(), reviewer)
    licence = newest(application.company)[DocumentKind.LICENCE, ""]
    documents.send_back(revision=licence, reason="blurred", actor=reviewer, at=AT)
    back = applications.send_back(
        application=application,
        reason="two things",
        fields={"shop_name": "not your name"},
        actor=reviewer,
        at=AT,
        partly=True,
    )
    owner = owner_of(application.company)
    with pytest.raises(BadApplication, match=r"Nothing was changed.*not your name"):
        applications.save_step(
            application=back,
            answers={"shop_name": back.shop_name},
            step="about",
            actor=owner,
            at=AT,
        )
    same = {**licence.data, **{n: getattr(licence, n) for n in ("holder", "person", "issued_on")}}
    for file in (None, making.picture()):
        with pytest.raises(BadDocument, match="Nothing was changed") as refused:
            documents.upload(
                company=application.company,
                kind="licence",
                file=file,
                data=same,
                actor=owner,
                at=AT,
            )
        assert refused.value.field == "file"
    with pytest.raises(BadApplication, match="missing"):
        applications.submit(application=back, actor=owner, at=AT)
    documents.upload(
        company=application.company,
        kind="licence",
        file=making.picture(1000, 700),
        data=same,
        actor=owner,
        at=AT,
    )
    assert newest(application.company)[DocumentKind.LICENCE, ""].number == 2


def test_sending_back_nothing_is_refused(reviewer: User) -> None:
    application = making.claimed(making.submitted(), reviewer)
    with pytest.raises(NotReady, match="nothing is to be changed"):
        applications.send_back(application=application, reason="?", actor=reviewer, at=AT)


@pytest.mark.parametrize("reach", ["submitted", "claimed"])
def test_what_is_with_us_is_not_written(reach: str, reviewer: User) -> None:
    application = making.submitted()
    if reach == "claimed":
        making.claimed(application, reviewer)
    with pytest.raises(NotReady):
        applications.save_step(
            application=application,
            answers={"intro": "x"},
            step="about",
            actor=owner_of(application.company),
            at=AT,
        )
    with pytest.raises(NotReady):
        making.show(application.company, DocumentKind.LICENCE)


def test_withdrawn_and_begun_anew() -> None:
    application = making.submitted()
    owner = owner_of(application.company)
    applications.withdraw(application=application, actor=owner, at=AT)
    fresh = applications.start(
        company=application.company, kind="stall", actor=owner, at=later(days=1)
    )
    assert fresh != application
    with pytest.raises(WrongStatus):
        applications.withdraw(application=application, actor=owner, at=AT)


# --- Reviewers ------------------------------------------------------------------------------


def test_one_claims_and_releases(reviewer: User) -> None:
    application = making.claimed(making.submitted(), reviewer)
    assert making.claimed(application, reviewer).claimed_by == reviewer
    with pytest.raises(NotYours, match="claimed it"):
        making.claimed(application, StaffFactory())
    applications.release(application=application, actor=reviewer, at=AT)
    assert list(Application.objects.waiting()) == [application]
    assert making.claimed(application, StaffFactory()).status == S.IN_REVIEW


def test_another_reviewer_releases_for_one_who_left(reviewer: User) -> None:
    application, gone = making.submitted(), StaffFactory()
    making.claimed(application, gone)
    User.objects.filter(pk=gone.pk).update(is_staff=False, is_active=False)
    with pytest.raises(BadApplication, match="reason"):
        applications.release(application=application, actor=reviewer, at=AT)
    member = MembershipFactory(user=StaffFactory(), company=application.company).user
    for other in (member, UserFactory()):
        with pytest.raises(NotYours):
            applications.release(application=application, actor=other, reason="left", at=AT)
    assert Application.objects.get().claimed_by == gone
    applications.release(application=application, actor=reviewer, reason="left", at=AT)
    last = application.events.order_by("pk").last()
    assert (last.actor, last.reason, last.data) == (reviewer, "left", {"what": "taken_away"})
    assert making.claimed(application, reviewer).claimed_by == reviewer
    applications.release(application=application, actor=reviewer, at=AT)
    with pytest.raises(NotReady, match="Nobody"):
        applications.release(application=application, actor=reviewer, reason="again", at=AT)


@pytest.mark.parametrize("who", ["no_staff", "member"])
def test_strangers_and_members_do_not_review(who: str) -> None:
    application = making.submitted()
    person = UserFactory() if who == "no_staff" else StaffFactory()
    if who == "member":
        MembershipFactory(user=person, company=application.company)
    with pytest.raises(NotYours):
        making.claimed(application, person)
    assert Application.objects.get().status == S.SUBMITTED


@pytest.mark.parametrize(
    "decide",
    [
        lambda it, by: applications.approve(application=it, reason="ok", actor=by, at=AT),
        lambda it, by: applications.reject(application=it, reason="no", actor=by, at=AT),
        lambda it, by: applications.send_back(
            application=it, reason="?", fields={"intro": "?"}, actor=by, at=AT
        ),
        lambda it, by: documents.accept(
            revision=newest(it.company)["licence", ""], actor=by, at=AT
        ),
    ],
)
def test_only_who_claimed_it_decides(decide: Any, reviewer: User) -> None:
    application = making.ready(reviewer=reviewer)
    with pytest.raises(NotYours):
        decide(application, StaffFactory())
    application.refresh_from_db()
    assert (application.status, application.claimed_by) == (S.IN_REVIEW, reviewer)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_decision_has_its_reason(reason: str, reviewer: User) -> None:
    application = making.ready(reviewer=reviewer)
    for decide in (applications.approve, applications.reject):
        with pytest.raises(BadApplication, match="reason"):
            decide(application=application, reason=reason, actor=reviewer, at=AT)


def test_what_stands_against_an_approval(reviewer: User) -> None:
    application = making.claimed(making.submitted(checked=False), reviewer)

    def refused() -> str:
        with pytest.raises(NotReady) as error:
            applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
        return error.value.code

    assert refused() == "unchecked"
    making.checks.run_checks(application_id=application.pk, round_number=1, at=AT)
    assert refused() == "unread"
    making.check(application)
    assert refused() == "document"
    making.accept_all(application, reviewer)
    assert refused() == "bank_unchecked"
    making.confirm_bank(application.company)
    applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert Supplier.objects.count() == 1


def test_a_failed_check_blocks_the_approval(reviewer: User) -> None:
    application = making.begun()
    making.show(application.company, DocumentKind.LICENCE, holder="另一家完全不同的公司")
    for kind in ("id", "bank"):
        making.show(application.company, kind)
    making.handed_in(application)
    making.claimed(application, reviewer)
    licence = newest(application.company)[DocumentKind.LICENCE, ""]
    with pytest.raises(NotReady, match=r"names “另一家.*Send the document back") as refused:
        documents.accept(revision=licence, actor=reviewer, at=AT)
    assert refused.value.code == "check_failed"
    making.confirm_bank(application.company)
    with pytest.raises(NotReady, match="names “另一家") as refused:
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert refused.value.code == "check_failed"
    applications.reject(application=application, reason="no", actor=reviewer, at=AT)
    assert not Supplier.objects.exists()


def test_flagged_goods_need_two_people(reviewer: User) -> None:
    application = making.ready(reviewer=reviewer, goods=["toys"])
    first = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert (first.status, first.claimed_by, first.supplier) == (S.IN_REVIEW, None, None)
    with pytest.raises(NotYours, match="approved it first"):
        making.claimed(first, reviewer)
    second = StaffFactory()
    making.claimed(first, second)
    done = applications.approve(application=first, reason="ok", actor=second, at=AT)
    assert done.status == S.APPROVED
    assert done.first_approved_by == reviewer


def test_a_flagged_trade_needs_its_qualification_and_two_people_unasked(reviewer: User) -> None:
    application = making.begun()
    answers = {"trades": ["toys"], "goods": []}
    owner = owner_of(application.company)
    application = applications.save_step(
        application=application, answers=answers, step="goods", actor=owner, at=AT
    )
    assert [one.wanted.goods for one in papers(application) if one.wanted.goods] == ["toys"]
    assert needs_second(application)


def test_a_warning_needs_two_people(reviewer: User) -> None:
    application = making.begun()
    owner = owner_of(application.company)
    making.show(application.company, DocumentKind.LICENCE, scope="咨询服务")
    for kind in ("id", "bank"):
        making.show(application.company, kind)
    making.handed_in(application)
    making.claimed(application, reviewer)
    making.accept_all(application, reviewer)
    making.confirm_bank(application.company)
    half = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert half.status == S.IN_REVIEW
    assert owner_of(half.company) == owner


def test_a_visit_comes_before_the_decision(reviewer: User) -> None:
    application = making.ready(reviewer=reviewer)
    applications.ask_visit(application=application, reason="see it", actor=reviewer, at=AT)
    with pytest.raises(NotReady, match="site visit"):
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    applications.visit_done(application=application, actor=None, at=AT)
    applications.visit_done(application=application, actor=None, at=AT)
    done = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert done.status == S.APPROVED


def test_a_factory_is_visited_before_it_is_approved(reviewer: User) -> None:
    application = making.ready("factory", reviewer=reviewer)
    SiteVisit.objects.all().delete()
    with pytest.raises(NotReady, match="visited first") as refused:
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert refused.value.code == "not_visited"
    making.visited(application.company, "factory")
    done = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert done.status == S.APPROVED


def test_a_visit_to_a_stall_vouches_for_no_factory(reviewer: User) -> None:
    application = making.ready("factory", reviewer=reviewer)
    SiteVisit.objects.update(kind="stall")
    with pytest.raises(NotReady, match="Market stall") as refused:
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert refused.value.code == "visited_as_other"


def test_a_visit_is_planned_to_what_the_application_is(reviewer: User) -> None:
    application = making.submitted("factory")
    with pytest.raises(BadVisit, match="Factory") as refused:
        visits.schedule(
            company=application.company,
            application=application,
            inspector=InspectorFactory(),
            scheduled_for=later(days=7),
            address="义乌市工业区 8 号",
            kind="stall",
            reason="application",
            at=AT,
        )
    assert refused.value.field == "kind"


@pytest.mark.parametrize(
    ("note", "code"), [("the next stall", "visited_elsewhere"), ("it is 26099", None)]
)
def test_a_stall_is_visited_where_its_lease_says(
    note: str, code: str | None, reviewer: User
) -> None:
    """Another stall is another place, unless the inspector saw that very one instead."""
    application = making.ready("stall", reviewer=reviewer)
    SiteVisit.objects.get().items.filter(code="stall_number").update(answer="differs", note=note)
    lease = newest(application.company)[DocumentKind.LEASE, ""]
    lease.data |= {"stall": "26099"}
    lease.save()
    if code is None:
        done = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
        assert done.status == S.APPROVED
        return
    with pytest.raises(NotReady, match=r"26018.*26099") as refused:
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    assert refused.value.code == code


def test_a_factory_is_visited_at_its_plant(reviewer: User) -> None:
    application = making.ready("factory", reviewer=reviewer)
    plant = newest(application.company)[DocumentKind.PLANT, ""]
    plant.data |= {"address": "宁波市工业区 1 号"}
    plant.save()
    with pytest.raises(NotReady, match=r"义乌市工业区 8 号.*宁波市工业区 1 号"):
        applications.approve(application=application, reason="ok", actor=reviewer, at=AT)


# --- Appeals --------------------------------------------------------------------------------


@pytest.fixture
def rejected(reviewer: User) -> Application:
    application = making.ready(reviewer=reviewer)
    return applications.reject(application=application, reason="no", actor=reviewer, at=AT)


def appealed(application: Application, **given: Any) -> Any:
    given = {"text": "look again", "at": later(days=3)} | given
    return applications.appeal(
        application=application, actor=owner_of(application.company), **given
    )


def test_an_appeal_that_is_granted_is_reviewed_again(rejected: Application) -> None:
    appeal = appealed(rejected)
    other = StaffFactory()
    applications.decide_appeal(
        appeal=appeal, granted=True, reason="was wrong", actor=other, at=later(days=4)
    )
    rejected.refresh_from_db()
    assert (rejected.status, rejected.claimed_by, rejected.decided_at) == (
        S.IN_REVIEW,
        other,
        None,
    )
    done = applications.approve(application=rejected, reason="ok", actor=other, at=later(days=4))
    assert done.status == S.APPROVED


def test_an_appeal_that_is_refused_is_final(rejected: Application) -> None:
    appeal = appealed(rejected)
    applications.decide_appeal(
        appeal=appeal, granted=False, reason="right", actor=StaffFactory(), at=later(days=4)
    )
    assert Application.objects.get().status == S.REJECTED
    with pytest.raises(NotReady, match="once"):
        appealed(rejected)
    with pytest.raises(WrongStatus):
        applications.decide_appeal(
            appeal=appeal, granted=True, reason="?", actor=StaffFactory(), at=later(days=5)
        )


def test_the_first_reviewer_decides_no_appeal(rejected: Application, reviewer: User) -> None:
    appeal = appealed(rejected)
    with pytest.raises(NotYours, match="somebody else"):
        applications.decide_appeal(
            appeal=appeal, granted=True, reason="?", actor=reviewer, at=later(days=4)
        )
    appeal.refresh_from_db()
    assert appeal.status == "open"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"at": later(days=15)}, None),
        ({"at": later(days=15, hours=1)}, TooLate),
        ({"text": "  "}, BadApplication),
        ({"text": "x" * 2001}, BadApplication),
    ],
)
def test_the_time_and_text_of_an_appeal(
    rejected: Application, given: dict[str, Any], error: type[DomainError] | None
) -> None:
    if error is None:
        assert appealed(rejected, **given).status == "open"
        return
    with pytest.raises(error):
        appealed(rejected, **given)
    assert not hasattr(Application.objects.get(), "appeal")


def test_an_open_appeal_and_a_new_application_exclude_each_other(rejected: Application) -> None:
    owner = owner_of(rejected.company)
    fresh = applications.start(
        company=rejected.company, kind="trader", actor=owner, at=later(days=1)
    )
    with pytest.raises(NotReady, match="new application"):
        appealed(rejected)
    applications.withdraw(application=fresh, actor=owner, at=later(days=1))
    assert date(2026, 3, 3) == later(days=1).date()
