"""The wizard, the documents and the bank check in the page: owner, colleague, stranger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, RegionFactory, StaffFactory, colleague_of
from common.working_days import day_of
from suppliers.enums import ApplicationStatus, DocumentKind, RevisionStatus
from suppliers.errors import NotReady
from suppliers.models import Application, BankCheck, DocumentPage, DocumentRevision
from suppliers.selectors.documents import newest
from suppliers.services import applications, documents
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import owner_of

pytestmark = pytest.mark.django_db
OVERVIEW = "suppliers:application"


@pytest.fixture
def owner(client: Client) -> Membership:
    member = MembershipFactory(company__phone="+8613800138000")
    client.force_login(member.user)
    return member


def step_url(slug: str) -> str:
    return reverse("suppliers:application_step", args=[slug])


def written(company: Any, kind: str, **changes: Any) -> dict[str, Any]:
    """A document as a browser posts it."""
    stated = making.stated(company, kind, **changes)
    fields = documents.SPECS[kind].fields
    typed = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in stated.items()
        if name in fields
    }
    if kind != DocumentKind.BANK:
        typed["file"] = SimpleUploadedFile("scan.jpg", making.picture().read())
    return typed


def about() -> dict[str, Any]:
    return {
        "kind": "stall",
        "shop_name": "示例摊位",
        "phone": "13800138000",
        "founded_year": "2011",
    }


def goods(**changes: Any) -> dict[str, Any]:
    city = RegionFactory().parent
    assert city is not None
    return {"trades": ["home"], "ships_from": city.pk, "currency": "CNY"} | changes


def test_a_stall_walks_through_the_wizard(client: Client, owner: Membership) -> None:
    assert client.get(reverse("orders:desk_today")).url == reverse(OVERVIEW)
    assert client.get(reverse(OVERVIEW)).status_code == 200
    begun = client.post(reverse(OVERVIEW), {"kind": "stall"})
    assert begun.url == step_url("about")
    assert client.get(begun.url).status_code == 200
    assert client.post(begun.url, about()).url == step_url("goods")
    assert client.post(step_url("goods"), goods()).url == step_url("licence")
    for kind, after in (
        ("licence", step_url("id")),
        ("id", step_url("bank")),
        ("bank", step_url("lease")),
        ("lease", reverse(OVERVIEW)),
    ):
        assert client.get(step_url(kind)).status_code == 200
        assert client.post(step_url(kind), written(owner.company, kind)).url == after
    page = client.get(reverse(OVERVIEW))
    assert "Submit the application" in page.content.decode()
    client.post(reverse("suppliers:application_submit"))
    application = Application.objects.get(company=owner.company)
    assert application.status == ApplicationStatus.SUBMITTED
    assert application.phone == "+8613800138000"
    shown = client.get(reverse(OVERVIEW)).content.decode()
    assert "Answer expected" in shown
    assert "They are running" in shown
    making.checks.run_checks(application_id=application.pk, round_number=1, at=timezone.now())
    part = client.get(reverse("suppliers:application_checks")).content.decode()
    assert "Check digits" in part
    assert "hx-trigger" not in part


def test_saved_for_later_and_opened_again(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    saved = client.post(step_url("about"), about() | {"kind": "trader", "later": "1"})
    assert saved.url == reverse(OVERVIEW)
    assert "示例摊位" in client.get(step_url("about")).content.decode()
    assert "of 5 steps" in client.get(reverse(OVERVIEW)).content.decode()


def test_a_document_is_kept_when_only_its_words_change(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    first = written(owner.company, "licence")
    client.post(step_url("licence"), first)
    same = {n: v for n, v in first.items() if n not in ("file", "identifier")}
    client.post(step_url("licence"), same)
    assert DocumentRevision.objects.count() == 1
    page = client.get(step_url("licence")).content.decode()
    assert first["identifier"] not in page
    assert f"•••• {first['identifier'][-4:]}" in page
    client.post(step_url("licence"), same | {"address": "新地址 1 号"})
    [old, new] = DocumentRevision.objects.order_by("number")
    assert new.identifier_digest == old.identifier_digest
    assert new.pages.get().digest == old.pages.get().digest


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"identifier": "91330782MA0000001X"}, "identifier", "check digit"),
        ({"expires_on": "2024-06-30"}, "expires_on", "ran out"),
        ({"issued_on": "2099-01-01"}, "issued_on", "lies ahead"),
        ({"holder": ""}, "holder", "required"),
        ({"file": SimpleUploadedFile("licence.jpg", b"MZ\x90\x00 a program")}, "file", "neither"),
        ({"file": SimpleUploadedFile("licence.pdf", b"")}, "file", "empty"),
    ],
)
def test_bad_input_is_named_at_its_field_and_changes_nothing(
    client: Client, owner: Membership, change: dict[str, Any], field: str, said: str
) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    page = client.post(step_url("licence"), written(owner.company, "licence") | change)
    assert page.status_code == 422
    assert said in str(page.context["form"].errors[field])
    assert not DocumentRevision.objects.exists()


def test_files_are_kept_in_place_and_asked_for_again_without_scripts(
    client: Client, owner: Membership
) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    bad = {"holder": ""}
    plain = client.post(step_url("licence"), written(owner.company, "licence") | bad)
    assert "Choose the files again" in plain.content.decode()
    in_place = {"HX-Request": "true"}
    kept = client.post(
        step_url("licence"), written(owner.company, "licence") | bad, headers=in_place
    ).content.decode()
    assert "Choose the files again" not in kept
    assert " hx-preserve" in kept
    saved = client.post(step_url("licence"), written(owner.company, "licence"), headers=in_place)
    assert saved.headers["HX-Redirect"] == step_url("id")


def test_what_came_back_is_marked_and_the_rest_is_not_asked_again(
    client: Client, owner: Membership
) -> None:
    reviewer = StaffFactory()
    application = making.claimed(making.submitted(company=owner.company), reviewer)
    making.accept_all(application, reviewer)
    licence = newest(owner.company)[DocumentKind.LICENCE, ""]
    documents.send_back(revision=licence, reason="unscharf", actor=reviewer, at=making.AT)
    applications.send_back(
        application=application,
        reason="zwei Dinge",
        fields={"shop_name": "not the sign's"},
        actor=reviewer,
        at=making.AT,
    )
    overview = client.get(reverse(OVERVIEW)).content.decode()
    assert "zwei Dinge" in overview
    assert "unscharf" in overview
    page = client.get(step_url("about"))
    assert list(page.context["form"].fields) == ["shop_name"]
    assert "not the sign" in page.content.decode()
    assert "This was accepted" in client.get(step_url("id")).content.decode()
    client.post(step_url("id"), written(owner.company, "id"))
    assert newest(owner.company)[DocumentKind.ID, ""].number == 1
    client.post(step_url("about"), {"shop_name": "招牌上的名字"})
    client.post(step_url("licence"), written(owner.company, "licence"))
    client.post(reverse("suppliers:application_submit"))
    application.refresh_from_db()
    assert (application.status, application.round) == ("submitted", 2)


def test_submitting_too_soon_says_what_is_missing(client: Client, owner: Membership) -> None:
    making.begun(company=owner.company)
    page = client.post(reverse("suppliers:application_submit"), follow=True)
    assert "Business licence is missing" in page.content.decode()
    assert Application.objects.get().round == 0


def test_withdrawn_in_the_page(client: Client, owner: Membership) -> None:
    making.submitted(company=owner.company)
    client.post(reverse("suppliers:application_withdraw"))
    assert Application.objects.get().status == "withdrawn"
    assert "What are you?" in client.get(reverse(OVERVIEW)).content.decode()


def test_a_rejection_is_appealed_in_the_page(client: Client, owner: Membership) -> None:
    reviewer = StaffFactory()
    application = making.ready(reviewer=reviewer, company=owner.company)
    applications.reject(
        application=application, reason="not you", actor=reviewer, at=timezone.now()
    )
    assert "not you" in client.get(reverse(OVERVIEW)).content.decode()
    empty = client.post(reverse("suppliers:application_appeal"), {"text": ""})
    assert empty.status_code == 422
    short = client.post(reverse("suppliers:application_appeal"), {"text": "x", "sure": "1"})
    assert "Say in 5 to 2000 characters" in short.content.decode()
    words = {"text": "It is me indeed."}
    asked = client.post(reverse("suppliers:application_appeal"), words)
    assert "There is one appeal only" in asked.content.decode()
    assert not hasattr(Application.objects.get(), "appeal")
    client.post(reverse("suppliers:application_appeal"), words | {"sure": "1"})
    assert "It is me indeed." in client.get(reverse(OVERVIEW)).content.decode()
    assert application.appeal.status == "open"


# --- What is wrong is told where and when it is written -------------------------------------


def wrong_fields(page: Any) -> set[str]:
    return set(page.context["form"].errors)


def test_all_errors_of_answers_come_together(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    bad = about() | {"shop_name": "", "phone": "abc", "founded_year": "2999"}
    page = client.post(step_url("about"), bad)
    assert page.status_code == 422
    assert wrong_fields(page) == {"shop_name", "phone", "founded_year"}
    shown = page.content.decode()
    assert all(f'href="#id_{name}"' in shown for name in wrong_fields(page))


def test_all_errors_of_a_document_come_together(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    bad = {
        "holder": "",
        "expires_on": "2024-06-30",
        "identifier": "91330782MA0000001X",
        "file": SimpleUploadedFile("licence.png", b"MZ\x90\x00 a program"),
    }
    page = client.post(step_url("licence"), written(owner.company, "licence") | bad)
    assert wrong_fields(page) == {"holder", "expires_on", "identifier", "file"}


def test_a_chosen_file_is_asked_for_again(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    page = client.post(step_url("licence"), written(owner.company, "licence", holder=""))
    assert set(page.context["form"].errors) == {"holder"}
    assert "Choose the files again" in page.content.decode()
    typed = {n: v for n, v in written(owner.company, "licence").items() if n != "file"}
    page = client.post(step_url("licence"), typed)
    assert page.context["form"].errors["file"] == ["Choose a file."]


def test_limits_of_files_are_told_before(client: Client, owner: Membership) -> None:
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    assert "at most 9 files of 10.0 MB each" in client.get(step_url("licence")).content.decode()


def test_a_document_that_ends_soon_is_refused_with_its_days(
    client: Client, owner: Membership
) -> None:
    making.begun("stall", company=owner.company)
    soon = day_of(timezone.now()) + timedelta(days=8)
    page = client.post(step_url("lease"), written(owner.company, "lease", expires_on=soon))
    assert "in 8 days; at least 30" in str(page.context["form"].errors["expires_on"])


def test_names_that_differ_are_told_in_the_step_and_above(
    client: Client, owner: Membership
) -> None:
    making.begun(company=owner.company, at=timezone.now())
    client.post(step_url("licence"), written(owner.company, "licence"))
    other = written(owner.company, "id", holder="王某别人")
    saved = client.post(step_url("id"), other)
    assert saved.url == step_url("id")
    page = client.get(saved.url).content.decode()
    assert "names “王某别人”, not “李小示例”" in page
    account = written(owner.company, "bank", holder="别家企业")
    assert client.post(step_url("bank"), account).url == step_url("bank")
    again = {n: v for n, v in account.items() if n != "identifier"}
    assert client.post(step_url("bank"), again).url != step_url("bank")
    overview = client.get(reverse(OVERVIEW))
    assert overview.context["found"].title == "2 do not pass"
    outcomes = [line.check.outcome for line in overview.context["found"].lines]
    assert outcomes == ["fail", "fail"]
    shown = overview.content.decode()
    assert "Nobody is approved while a check does not pass" in shown
    assert shown.index('id="checks"') < shown.index("How far you are")
    [card] = [line for line in overview.context["found"].lines if line.check.code == "same_person"]
    assert card.url == step_url("id")


def test_findings_stay_to_be_seen_when_it_came_back(client: Client, owner: Membership) -> None:
    reviewer = StaffFactory()
    application = making.begun(company=owner.company)
    making.show(owner.company, "licence")
    making.show(owner.company, "id", holder="王某别人")
    making.show(owner.company, "bank")
    application = making.claimed(making.handed_in(application), reviewer)
    shown = client.get(reverse(OVERVIEW))
    assert shown.context["found"].lines[0].check.code == "same_person"
    assert "Withdraw the application, mend it" in shown.content.decode()
    card = newest(owner.company)[DocumentKind.ID, ""]
    with pytest.raises(NotReady, match="王某别人"):
        documents.accept(revision=card, actor=reviewer, at=making.AT)
    documents.send_back(revision=card, reason="not his", actor=reviewer, at=making.AT)
    applications.send_back(
        application=application, reason="ID", actor=reviewer, at=making.AT, partly=True
    )
    shown = client.get(reverse(OVERVIEW))
    assert shown.context["found"].title == "1 does not pass"
    states = {one.slug: one.state for one in shown.context["steps"]}
    assert states == {
        "about": "kept",
        "goods": "kept",
        "licence": "done",
        "id": "sent_back",
        "bank": "done",
    }
    assert "Accepted" not in shown.content.decode()
    client.post(step_url("id"), written(owner.company, "id"))
    assert client.get(reverse(OVERVIEW)).context["found"].fails == 0


def test_what_came_back_and_is_saved_untouched_stays_sent_back(
    client: Client, owner: Membership
) -> None:
    reviewer = StaffFactory()
    application = making.claimed(making.submitted(company=owner.company), reviewer)
    making.accept_all(application, reviewer)
    applications.send_back(
        application=application,
        reason="one thing",
        fields={"shop_name": "not the sign's"},
        actor=reviewer,
        at=making.AT,
    )
    assert "not the sign" in client.get(reverse(OVERVIEW)).content.decode()
    same = client.post(step_url("about"), {"shop_name": application.shop_name})
    assert same.status_code == 422
    assert "Nothing was changed" in str(same.context["form"].errors["shop_name"])
    states = {one.slug: one.state for one in client.get(reverse(OVERVIEW)).context["steps"]}
    assert states["about"] == "sent_back"
    client.post(step_url("about"), {"shop_name": "招牌上的名字"})
    states = {one.slug: one.state for one in client.get(reverse(OVERVIEW)).context["steps"]}
    assert (states["about"], states["licence"]) == ("done", "accepted")
    client.post(reverse("suppliers:application_submit"))
    after = {one.slug: one.state for one in client.get(reverse(OVERVIEW)).context["steps"]}
    assert after["licence"] == "accepted"


def test_a_renewal_says_at_once_what_is_wrong(client: Client, owner: Membership) -> None:
    making.approved("stall", company=owner.company)
    url = reverse("suppliers:renew_document", args=["lease"])
    known = newest(owner.company)["lease", ""]
    same = {**known.data, "holder": known.holder, "expires_on": known.expires_on.isoformat()}
    same["issued_on"] = known.issued_on.isoformat()
    page = client.post(url, same)
    assert "nothing was handed in" in str(page.context["form"].errors["file"])
    soon = day_of(timezone.now()) + timedelta(days=8)
    page = client.post(url, written(owner.company, "lease", expires_on=soon, holder="别家企业"))
    assert "in 8 days; at least 30" in str(page.context["form"].errors["expires_on"])
    late = day_of(timezone.now()) + timedelta(days=800)
    page = client.post(url, written(owner.company, "lease", expires_on=late, holder="别家企业"))
    assert "别家企业" in str(page.context["form"].errors["holder"])
    assert newest(owner.company)["lease", ""] == known


def test_a_company_abroad_has_one_name_and_ships_from_elsewhere(client: Client) -> None:
    member = MembershipFactory(company__country="DE", company__phone="+4930901820")
    client.force_login(member.user)
    assert "registered in: Germany" in client.get(reverse(OVERVIEW)).content.decode()
    client.post(reverse(OVERVIEW), {"kind": "trader"})
    page = client.get(step_url("about")).content.decode()
    assert "registered in: Germany" in page
    assert reverse("accounts:company") in page
    named = {"kind": "trader", "shop_name": "", "shop_name_en": "Muster", "phone": "030 901820"}
    assert client.post(step_url("about"), named).url == step_url("goods")
    assert Application.objects.get().shop_name == "Muster"
    answers = goods() | {"ships_from": "", "currency": "EUR"}
    assert client.post(step_url("goods"), answers).url == step_url("licence")


def test_places_are_listed_by_province(client: Client, owner: Membership) -> None:
    city = RegionFactory().parent
    assert city is not None
    assert city.parent is not None
    making.begun(company=owner.company)
    page = client.get(step_url("goods")).content.decode()
    assert f'<optgroup label="{city.parent.name_en}">' in page
    assert "food business licence" in page


# --- Bank check -----------------------------------------------------------------------------


def test_the_amount_is_named_back(
    client: Client, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The amount is drawn here: one at the edge stands on the page, which says what it can be."""
    monkeypatch.setattr("payments.services.trials.secrets.randbelow", lambda _most: 36)
    url = reverse("suppliers:bank_check")
    assert client.get(url).status_code == 404
    making.filled(company=owner.company)
    assert "Send the transfer" in client.get(url).content.decode()
    client.post(url, {"begin": "1"})
    check = BankCheck.objects.get()
    making.trials.send(trial_id=check.transfer_id, at=timezone.now())
    page = client.get(url)
    assert str(check.transfer.amount) not in page.content.decode()
    statement = client.get(page.context["statement_url"]).content.decode()
    assert str(check.transfer.amount) in statement
    wrong = client.post(url, {"amount": str(making.wrong(check.transfer))})
    assert wrong.status_code == 422
    assert "2 tries are left" in wrong.content.decode()
    assert client.post(url, {"amount": "x"}).status_code == 422
    for impossible in ("-1", "0", "1.00", "0.999", "1e9"):
        page = client.post(url, {"amount": impossible})
        assert "this cost no try" in page.content.decode()
    check.refresh_from_db()
    assert check.tries == 1
    client.post(url, {"amount": str(check.transfer.amount)})
    check.refresh_from_db()
    assert (check.status, check.tries) == ("confirmed", 2)
    assert "is confirmed" in client.get(url).content.decode()


# --- Documents ------------------------------------------------------------------------------


def test_a_supplier_renews_a_document_and_the_old_one_stays_in_force(
    client: Client, owner: Membership
) -> None:
    making.approved(company=owner.company)
    listing = reverse("suppliers:documents")
    assert client.get(reverse(OVERVIEW)).url == listing
    assert "Time left" in client.get(listing).content.decode()
    url = reverse("suppliers:renew_document", args=["id"])
    assert client.get(url).status_code == 200
    assert client.post(url, written(owner.company, "id")).url == listing
    old, new = DocumentRevision.objects.filter(document__kind="id").order_by("number")
    assert (old.status, new.status) == (RevisionStatus.ACCEPTED, RevisionStatus.PENDING)
    assert "Waiting for review" in client.get(listing).content.decode()


def test_a_qualification_is_added_later(client: Client, owner: Membership) -> None:
    making.approved(company=owner.company)
    url = reverse("suppliers:renew_qualification", args=["toys"])
    client.post(url, written(owner.company, "qualification"))
    assert newest(owner.company)["qualification", "toys"].status == "pending"
    assert (
        client.get(reverse("suppliers:renew_document", args=["qualification"])).status_code == 404
    )
    assert client.get(reverse("suppliers:renew_document", args=["nothing"])).status_code == 404
    assert client.get(reverse("suppliers:renew_qualification", args=["arms"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    client: Client, owner: Membership, count: int, django_assert_max_num_queries: Any
) -> None:
    making.approved(company=owner.company)
    for goods_of in ("toys", "food", "cosmetics")[:count]:
        making.show(owner.company, "qualification", goods=goods_of)
    client.get(reverse("suppliers:documents"))
    with django_assert_max_num_queries(12):
        client.get(reverse("suppliers:documents"))


def test_a_file_is_its_companys_own(client: Client, owner: Membership) -> None:
    making.filled(company=owner.company)
    page = DocumentPage.objects.order_by("pk")[0]
    url = reverse("suppliers:document_page", args=[page.pk])
    answer = client.get(url)
    assert answer.content[:4] == b"RIFF"
    assert answer["Content-Type"] == "image/webp"
    assert "no-store" in answer["Cache-Control"]
    client.force_login(MembershipFactory().user)
    assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302


# --- Who may --------------------------------------------------------------------------------

WRITING = [
    (OVERVIEW, []),
    ("suppliers:application_step", ["about"]),
    ("suppliers:application_checks", []),
    ("suppliers:bank_check", []),
    ("suppliers:renew_document", ["licence"]),
]
POSTING = ["application_submit", "application_withdraw", "application_appeal"]


@pytest.mark.parametrize(("name", "args"), WRITING)
@pytest.mark.parametrize("role", [Role.SALES, Role.WAREHOUSE, Role.PURCHASER])
def test_colleagues_stay_out(client: Client, role: str, name: str, args: list[str]) -> None:
    application = making.filled()
    member = application.company.memberships.get()
    client.force_login(colleague_of(member, role).user)
    assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse(name, args=args), {"kind": "stall"}).status_code in (403, 405)
    application.refresh_from_db()
    assert application.kind == "trader"


@pytest.mark.parametrize("name", POSTING)
def test_colleagues_and_strangers_decide_nothing(client: Client, name: str) -> None:
    application = making.filled()
    url = reverse(f"suppliers:{name}")
    assert client.get(url).status_code in (302, 405)
    client.force_login(colleague_of(application.company.memberships.get()).user)
    assert client.post(url, {"text": "x"}).status_code == 403
    client.force_login(MembershipFactory().user)
    assert client.post(url, {"text": "x"}).status_code == 404
    application.refresh_from_db()
    assert application.status == "draft"


def test_strangers_see_nothing(client: Client) -> None:
    application = making.filled()
    for name, args in WRITING:
        assert client.get(reverse(name, args=args)).status_code == 302
    client.force_login(MembershipFactory().user)
    assert application.shop_name not in client.get(reverse(OVERVIEW)).content.decode()
    assert client.get(step_url("about")).status_code == 404
    assert client.get(reverse("suppliers:documents")).status_code == 404


def test_sales_see_the_documents_and_open_none(client: Client) -> None:
    application = making.approved()
    member = colleague_of(owner_of(application.company).memberships.get(), Role.SALES)
    client.force_login(member.user)
    page = client.get(reverse("suppliers:documents")).content.decode()
    assert "Renew" not in page.split("<tbody>")[1].split("</tbody>")[0]
    file = DocumentPage.objects.order_by("pk")[0]
    assert client.get(reverse("suppliers:document_page", args=[file.pk])).status_code == 404
