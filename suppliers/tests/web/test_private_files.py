"""Pages of documents, for a reviewer, staff without the group, members, and a stranger."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.enums import LookReason, Role
from accounts.models import AccessLog, Membership, User
from accounts.tests.factories import MembershipFactory, UserFactory, colleague_of
from common.private_files import MARK
from suppliers.enums import DocumentKind
from suppliers.enums.visits import VisitStatus
from suppliers.models import Document, DocumentPage, DocumentRevision, SiteVisit
from suppliers.tests.factories import SiteVisitFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CONTENT = b"%PDF-1.7 the licence of a company"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


@pytest.fixture
def page(owner: Membership) -> DocumentPage:
    document = Document.objects.create(company=owner.company, kind=DocumentKind.LICENCE)
    revision = DocumentRevision.objects.create(
        document=document, number=1, uploaded_by=owner.user, uploaded_at=NOW
    )
    made = DocumentPage(
        revision=revision, position=0, content_type="application/pdf", size=33, digest="0" * 64
    )
    made.file.save("licence.pdf", ContentFile(CONTENT))
    return made


@pytest.fixture
def reviewer() -> User:
    call_command("ensure_staff")
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name="reviewers"))
    return person


def ask(person: User, page: DocumentPage, **query: str):
    client = Client()
    client.force_login(person)
    return client.get(reverse("suppliers:document_page", args=[page.pk], query=query))


def test_a_reviewer_sees_it_and_the_look_is_logged(page, reviewer) -> None:
    answer = ask(reviewer, page, why="review", about="A-7")
    assert answer.content == CONTENT
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline;")
    seen = AccessLog.objects.get()
    assert (seen.subject, seen.viewer, seen.as_staff) == (page, reviewer, True)
    assert (seen.why, seen.about) == (LookReason.REVIEW, "A-7")


def test_the_owner_sees_the_companys_own_whatever_is_claimed(page, owner) -> None:
    assert ask(owner.user, page, why="review", about="A-7").content == CONTENT
    seen = AccessLog.objects.get()
    assert (seen.why, seen.about, seen.as_staff) == (LookReason.OWN, "", False)


@pytest.mark.parametrize("who", ["lesser colleague", "stranger", "staff without the group"])
def test_for_others_it_does_not_exist(who, page, owner) -> None:
    people = {
        "lesser colleague": colleague_of(owner, Role.SALES).user,
        "stranger": MembershipFactory().user,
        "staff without the group": UserFactory(is_staff=True),
    }
    answer = ask(people[who], page)
    assert answer.status_code == 404
    assert CONTENT not in answer.content
    assert not AccessLog.objects.exists()


def test_an_inspector_looks_at_whom_they_are_to_visit_and_no_longer(page, owner) -> None:
    call_command("ensure_staff")
    inspector = UserFactory(is_staff=True)
    inspector.groups.add(Group.objects.get(name="inspectors"))
    assert ask(inspector, page).status_code == 404
    visit = SiteVisitFactory(company=owner.company, inspector=inspector)
    assert ask(inspector, page, why="visit", about=str(visit.pk)).content == CONTENT
    assert AccessLog.objects.get().why == LookReason.VISIT
    SiteVisit.objects.update(status=VisitStatus.CANCELLED)
    assert ask(inspector, page).status_code == 404


def test_inspectors_who_had_the_right_lose_it() -> None:
    call_command("ensure_staff")
    group = Group.objects.get(name="inspectors")
    group.permissions.add(Permission.objects.get(codename="look"))
    call_command("ensure_staff")
    assert not group.permissions.filter(codename="look").exists()
    assert group.permissions.filter(codename="inspect_sitevisit").exists()


def test_staff_who_belong_to_the_company_look_as_its_members_only(page, owner, reviewer) -> None:
    colleague_of(owner, Role.SALES, user=reviewer)
    assert ask(reviewer, page).status_code == 404
    assert not AccessLog.objects.exists()


def test_who_is_not_signed_in_is_led_to_sign_in(page, client) -> None:
    url = reverse("suppliers:document_page", args=[page.pk])
    assert client.get(url)["Location"].startswith("/account/login/")
    assert client.post(url).status_code == 405


def test_it_is_under_no_public_address(page, client, reviewer) -> None:
    on_disk = Path(page.file.path)
    assert on_disk.read_bytes().startswith(MARK)
    assert client.get(f"/media/{page.file.name}").status_code == 404
    with pytest.raises(ValueError, match="not accessible"):
        _ = page.file.url


def test_a_frame_of_our_own_may_hold_it_and_no_other(page, reviewer) -> None:
    answer = ask(reviewer, page)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_nothing_in_it_runs_and_it_is_what_it_says(page, reviewer) -> None:
    answer = ask(reviewer, page)
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_reason_that_nobody_knows_is_one_of_the_desk(page, reviewer) -> None:
    ask(reviewer, page, why="<script>", about="x" * 500)
    seen = AccessLog.objects.get()
    assert (seen.why, len(seen.about)) == (LookReason.DESK, 120)


def test_the_owner_reads_of_it(page, owner, reviewer) -> None:
    ask(reviewer, page, why="review")
    client = Client()
    client.force_login(owner.user)
    said = client.get("/company/looks/").content.decode()
    assert "Business licence · 1 · 1" in said
    assert "Picture or PDF" in said
