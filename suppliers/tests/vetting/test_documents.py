"""Files told by content, revisions that never erase, and what a renewal does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from accounts.errors import BadInput
from accounts.models import Company, Notice, User
from accounts.notices import said
from accounts.services.companies import CompanyData, edit_company
from accounts.tests.factories import MembershipFactory, StaffFactory
from common.encryption import decrypt, encrypt, keyed_digest
from payments.selectors.payouts import bank_accounts_of
from policies.schemas import VettingRules
from policies.tests.factories import rules_from
from suppliers import tasks
from suppliers.enums import RevisionStatus, Standing
from suppliers.errors import BadDocument, BadNumber, NotReady, NotYours
from suppliers.models import Audit, Document, DocumentPage, DocumentRevision, Supplier
from suppliers.selectors import documents as read
from suppliers.services import checks, documents, reading
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, later, owner_of

pytestmark = pytest.mark.django_db


def upload(company: Any, file: Any, kind: str = "licence", **changes: Any) -> DocumentRevision:
    return documents.upload(
        company=company,
        kind=kind,
        file=file,
        data=making.stated(company, kind, **changes),
        actor=owner_of(company),
        at=AT,
    )


@pytest.fixture
def company() -> Any:
    return making.begun().company


@pytest.fixture
def reviewer() -> User:
    return StaffFactory()


# --- Files ----------------------------------------------------------------------------------


def test_a_picture_is_made_anew_without_what_the_camera_wrote(company: Any) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    revision = upload(company, making.picture(3000, 2000, exif=exif))
    page = revision.pages.get()
    with page.file.open("rb") as file:
        stored = file.read()
    assert (page.content_type, page.size) == ("image/webp", len(stored))
    assert b"secret" not in stored
    assert max(Image.open(io.BytesIO(stored)).size) == 2400
    assert type(page.file.storage) is type(storages["private"])
    with pytest.raises(ValueError):
        page.file.storage.url(page.file.name)


def test_a_pdf_is_kept_as_it_came(company: Any) -> None:
    content = making.pdf(2)
    page = upload(company, content).pages.get()
    with page.file.open("rb") as file:
        assert file.read() == content.getvalue()
    assert page.content_type == "application/pdf"


def huge() -> io.BytesIO:
    """A hundred megapixels in a few kilobytes."""
    content = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(content, "PNG")
    content.seek(0)
    return content


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        (lambda: io.BytesIO(b"MZ\x90\x00" + b"\x00" * 400), "wrong_type", "neither a PDF"),
        (lambda: io.BytesIO(b""), "empty", "empty"),
        (lambda: io.BytesIO(b"%PDF-1.7 and no more"), "damaged", "damaged"),
        (lambda: making.pdf(password="secret"), "locked", "password"),
        (lambda: making.pdf(61), "too_many_pages", "61"),
        (lambda: making.pdf(0), "no_pages", "no page"),
        (huge, "too_many_pixels", "40 million"),
        (lambda: making.picture(200, 900), "too_small", "300"),
        (lambda: io.BytesIO(b"x" * 10_000_001), "too_large", "10.0 MB"),
        (lambda: io.BytesIO(making.picture().getvalue()[:600]), "damaged", "damaged"),
    ],
)
def test_a_bad_file_is_named_and_nothing_is_kept(
    company: Any, file: Any, code: str, said: str
) -> None:
    with pytest.raises(BadDocument, match=said) as refused:
        upload(company, file())
    assert (refused.value.field, refused.value.code) == ("file", code)
    assert not DocumentRevision.objects.exists()
    assert not DocumentPage.objects.exists()


SCRIPT = {"/S": "/JavaScript", "/JS": TextStringObject("app.alert(1)")}


def part(given: dict[str, Any]) -> DictionaryObject:
    """A dictionary of a PDF: text that begins with a slash is a name."""

    def made(value: Any) -> Any:
        if isinstance(value, dict):
            return part(value)
        if isinstance(value, list):
            return ArrayObject([made(one) for one in value])
        return NameObject(value) if type(value) is str else value

    return DictionaryObject({NameObject(name): made(value) for name, value in given.items()})


def at_root(**given: Any) -> Callable[[PdfWriter], object]:
    named = {f"/{name}": value for name, value in given.items()}
    return lambda writer: writer.root_object.update(part(named))


def at_page(**given: Any) -> Callable[[PdfWriter], object]:
    """Behind a reference of its own, as programs write it."""
    named = {f"/{name}": value for name, value in given.items()}

    def change(writer: PdfWriter) -> None:
        for name, value in part(named).items():
            writer.pages[0][NameObject(name)] = writer._add_object(value)

    return change


def link(**action: Any) -> list[dict[str, Any]]:
    named = {f"/{name}": value for name, value in action.items()}
    return [{"/Type": "/Annot", "/Subtype": "/Link", "/A": named}]


@pytest.mark.parametrize(
    "change",
    [
        at_root(OpenAction=SCRIPT),
        at_root(OpenAction={"/S": "/GoTo", "/Next": SCRIPT}),
        at_root(OpenAction={"/S": "/URI", "/URI": TextStringObject("https://example.com")}),
        at_root(AA={"/WC": SCRIPT}),
        at_root(Names={"/JavaScript": {"/Names": []}}),
        at_root(Names={"/EmbeddedFiles": {"/Names": []}}),
        at_root(AcroForm={"/XFA": [], "/Fields": []}),
        at_root(AcroForm={"/Fields": [{"/FT": "/Btn", "/A": {"/S": "/SubmitForm"}}]}),
        at_page(AA={"/O": SCRIPT}),
        at_page(Annots=link(S="/JavaScript", JS=TextStringObject("app.alert(1)"))),
        at_page(Annots=link(S="/Launch", F=TextStringObject("calc.exe"))),
        at_page(Annots=link(S="/GoToR", F=TextStringObject("other.pdf"))),
        at_page(Annots=[{"/Subtype": "/FileAttachment", "/FS": {"/Type": "/Filespec"}}]),
        at_page(Annots=[{"/Subtype": "/RichMedia"}]),
        lambda writer: writer.add_attachment("a.exe", b"MZ"),
    ],
)
def test_a_pdf_that_acts_anywhere_is_refused(company: Any, change: Any) -> None:
    with pytest.raises(BadDocument, match="programs") as refused:
        upload(company, making.pdf(2, change=change))
    assert (refused.value.field, refused.value.code) == ("file", "active")
    assert not DocumentPage.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        at_root(OpenAction={"/S": "/GoTo", "/D": []}),
        at_page(Annots=link(S="/URI", URI=TextStringObject("https://example.com"))),
        at_root(AcroForm={"/SigFlags": NumberObject(3), "/Fields": [{"/FT": "/Sig"}]}),
        lambda writer: writer.add_outline_item(title="one", page_number=0),
    ],
)
def test_a_pdf_that_is_only_read_is_taken(company: Any, change: Any) -> None:
    assert upload(company, making.pdf(2, change=change)).pages.count() == 1


def test_a_pdf_of_too_many_parts_is_refused(company: Any) -> None:
    rules_from(VettingRules, AT - timedelta(days=1), max_pdf_parts=200)
    wide = at_root(Extra=[{"/A": []} for _ in range(200)])
    with pytest.raises(BadDocument, match="more than 200 parts"):
        upload(company, making.pdf(change=wide))


def test_too_many_files(company: Any) -> None:
    with pytest.raises(BadDocument, match="At most 9 files, not 10"):
        documents.upload(
            company=company,
            kind="licence",
            file=making.picture(),
            more=[making.picture() for _ in range(9)],
            data=making.stated(company, "licence"),
            actor=owner_of(company),
            at=AT,
        )


def test_two_sides_are_two_pages(company: Any) -> None:
    revision = documents.upload(
        company=company,
        kind="id",
        file=making.picture(),
        more=[making.pdf()],
        data=making.stated(company, "id"),
        actor=owner_of(company),
        at=AT,
    )
    types = [page.content_type for page in revision.pages.all()]
    assert types == ["image/webp", "application/pdf"]


# --- What is typed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("licence", {"identifier": "91330782MA0000001X"}, "identifier"),
        ("id", {"identifier": "330782198001010011"}, "identifier"),
        ("licence", {"expires_on": date(2026, 3, 1)}, "expires_on"),
        ("licence", {"issued_on": date(2026, 3, 3)}, "issued_on"),
        ("licence", {"expires_on": date(2023, 1, 1)}, "expires_on"),
        ("licence", {"scope": ""}, "scope"),
        ("plant", {"area": 0}, "area"),
        ("plant", {"headcount": 1_000_001}, "headcount"),
        ("bank", {"identifier": "12"}, "identifier"),
        ("bank", {"identifier": "DE89 3704 0044 0532 0130 01"}, "identifier"),
        ("bank", {"identifier": "DE89 3704 0044 0532 01"}, "identifier"),
        ("bank", {"identifier": "卡号六二二二"}, "identifier"),
        ("id", {"id_type": "library card"}, "id_type"),
        ("lease", {"stall": "x" * 41}, "stall"),
    ],
)
def test_what_is_typed_is_checked(
    company: Any, kind: str, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises((BadDocument, BadNumber)) as refused:
        upload(company, making.picture(), kind, **changes)
    assert refused.value.field == field
    assert not DocumentRevision.objects.exists()


def test_another_countrys_tax_number_is_checked_by_its_digits() -> None:
    member = MembershipFactory(company__country="DE", company__phone="+4930901820")
    company = making.begun(company=member.company).company
    assert upload(company, making.picture(), "tax").identifier_tail == "5976"
    with pytest.raises(BadNumber):
        upload(company, making.picture(), "tax", identifier="DE136695978")


def test_an_iban_with_right_check_digits_is_taken(company: Any) -> None:
    revision = upload(company, None, "bank", identifier="DE89 3704 0044 0532 0130 00")
    assert revision.identifier_tail == "3000"


def test_numbers_are_encrypted_and_found_by_their_digest(company: Any) -> None:
    code = making.company_code()
    revision = upload(company, making.picture(), identifier=f" {code.lower()} ")
    stored = DocumentRevision.objects.get(pk=revision.pk)
    assert code.encode() not in bytes(stored.identifier_encrypted)
    assert decrypt(bytes(stored.identifier_encrypted)) == code
    assert stored.identifier_digest == keyed_digest(code)
    assert stored.masked == f"•••• {code[-4:]}"


def test_a_revision_never_erases_the_one_before(company: Any) -> None:
    first = upload(company, making.picture())
    second = upload(company, making.pdf())
    assert [first.number, second.number] == [1, 2]
    assert Document.objects.count() == 1
    assert DocumentPage.objects.count() == 2


# --- Renewal --------------------------------------------------------------------------------


@pytest.fixture
def supplier() -> Supplier:
    found = making.approved("factory").supplier
    assert found is not None
    return found


def renewed(supplier: Supplier, kind: str, **changes: Any) -> DocumentRevision:
    """Handed in by a supplier and, where it is a licence, read."""
    new = making.show(supplier.company, kind, at=later(days=1), **changes)
    if kind == "licence":
        making.read(new)
    return new


def accept(revision: DocumentRevision, actor: User | None = None) -> DocumentRevision:
    return documents.accept(revision=revision, actor=actor or StaffFactory(), at=later(days=2))


def test_the_old_stays_in_force_until_the_new_is_accepted(
    supplier: Supplier, reviewer: User
) -> None:
    before = read.in_force(supplier.company, "id", later(days=1))
    new = renewed(supplier, "id")
    assert read.in_force(supplier.company, "id", later(days=1)) == before
    assert list(read.renewals()) == [new]
    documents.accept(revision=new, actor=reviewer, at=later(days=2))
    assert read.in_force(supplier.company, "id", later(days=2)) == new
    told = Notice.objects.get(kind="document_accepted")
    with translation.override("zh-hans"):
        assert said(told).subject.startswith("法定代表人身份证件")


def test_a_renewal_is_sent_back_with_its_reason(supplier: Supplier, reviewer: User) -> None:
    before = read.in_force(supplier.company, "id", later(days=1))
    new = renewed(supplier, "id")
    with pytest.raises(BadDocument, match="Say what"):
        documents.send_back(revision=new, reason=" ", actor=reviewer, at=later(days=2))
    documents.send_back(revision=new, reason="blurred", actor=reviewer, at=later(days=2))
    assert (new.status, new.objection) == (RevisionStatus.SENT_BACK, "blurred")
    assert read.in_force(supplier.company, "id", later(days=2)) == before
    plant = read.in_force(supplier.company, "plant", later(days=2))
    with pytest.raises(NotReady, match="in force"):
        documents.send_back(revision=plant, reason="?", actor=reviewer, at=later(days=2))


def test_only_the_newest_is_decided_and_no_member_decides(
    supplier: Supplier, reviewer: User
) -> None:
    old, new = renewed(supplier, "id"), renewed(supplier, "id", holder="李小示例 ")
    newest = renewed(supplier, "id", expires_on=date(2036, 1, 1))
    with pytest.raises(NotReady, match="newer"):
        documents.accept(revision=old, actor=reviewer, at=later(days=2))
    MembershipFactory(company=supplier.company, user=reviewer)
    with pytest.raises(NotYours, match="belong"):
        documents.accept(revision=newest, actor=reviewer, at=later(days=2))
    assert new.status == newest.status == RevisionStatus.PENDING


def test_new_plant_figures_reach_the_shop(supplier: Supplier, reviewer: User) -> None:
    new = renewed(supplier, "plant", area=5100, headcount=140)
    documents.accept(revision=new, actor=reviewer, at=later(days=2))
    supplier.refresh_from_db()
    assert (supplier.plant_area, supplier.headcount) == (5100, 140)
    assert not Audit.objects.exists()


def test_another_representative_and_address_call_for_an_audit(
    supplier: Supplier, reviewer: User
) -> None:
    licence = renewed(supplier, "licence", person="王新示例", address="义乌市新路 1 号")
    identity = renewed(supplier, "id", holder="王新示例")
    documents.accept(revision=licence, actor=reviewer, at=later(days=2))
    audit = Audit.objects.get(supplier=supplier)
    triggers = {cause.trigger for cause in audit.causes.all()}
    assert triggers == {"representative", "address"}
    cause = audit.causes.first()
    words = {"en": "Business licence, revision 2", "zh-hans": "营业执照，第 2 版"}
    for language, expected in words.items():
        with translation.override(language):
            assert str(cause.said) == expected
    identity.refresh_from_db()
    assert identity.status == RevisionStatus.ACCEPTED


def test_a_licence_with_another_code_is_another_companys(
    supplier: Supplier, reviewer: User
) -> None:
    code = making.company_code()
    with pytest.raises(BadDocument, match="another code than the one in force") as refused:
        renewed(supplier, "licence", identifier=code)
    assert refused.value.field == "identifier"
    new = renewed(supplier, "licence")
    DocumentRevision.objects.filter(pk=new.pk).update(identifier_encrypted=encrypt(code))
    new.refresh_from_db()
    with pytest.raises(NotReady, match="another code than the one in force"):
        accept(new, reviewer)
    new.refresh_from_db()
    assert new.status == RevisionStatus.PENDING


def test_a_new_representative_needs_the_new_id_too(supplier: Supplier, reviewer: User) -> None:
    new = renewed(supplier, "licence", person="王新示例")
    with pytest.raises(NotReady, match="ID names “李小示例”, not “王新示例”"):
        accept(new, reviewer)
    said = [check.reason for check in new.checks.filter(outcome="fail")]
    assert said == ["Legal representative's ID names “李小示例”, not “王新示例”."]
    with pytest.raises(BadDocument, match="“张三示例”, not “王新示例”"):
        renewed(supplier, "id", holder="张三示例")


def test_an_id_of_the_new_representative_brings_the_licence_with_it(
    supplier: Supplier, reviewer: User
) -> None:
    with pytest.raises(BadDocument, match="“王新示例”, not “李小示例”"):
        renewed(supplier, "id", holder="王新示例")
    licence = renewed(supplier, "licence", person="王新示例")
    card = renewed(supplier, "id", holder="王新示例")
    accept(card, reviewer)
    licence.refresh_from_db()
    assert {card.status, licence.status} == {RevisionStatus.ACCEPTED}
    assert card.decided_by == licence.decided_by == reviewer


def test_papers_in_force_under_another_name_stand_against_a_renewed_licence(
    supplier: Supplier, reviewer: User
) -> None:
    new = renewed(supplier, "licence", holder="全新的名字有限公司")
    with pytest.raises(NotReady, match="Bank account names"):
        accept(new, reviewer)


def test_a_company_is_renamed_by_its_renewed_papers(reviewer: User) -> None:
    supplier = making.approved("trader").supplier
    assert supplier is not None
    company, new_name = supplier.company, "全新的名字有限公司"
    Company.objects.filter(pk=company.pk).update(name_en="Old Name Ltd")
    licence = renewed(supplier, "licence", holder=new_name)
    with pytest.raises(NotReady, match="Bank account names"):
        accept(licence, reviewer)
    with pytest.raises(BadInput, match="renewed business licence"):
        edit_company(company=company, data=CompanyData(new_name, phone=company.phone))
    bank = renewed(supplier, "bank", identifier="", holder=new_name)
    assert accept(bank, reviewer).status == RevisionStatus.PENDING
    company.refresh_from_db()
    assert company.name != new_name
    accept(bank, StaffFactory())
    company.refresh_from_db()
    assert (company.name, company.name_en) == (new_name, "Old Name Ltd")
    assert renewed(supplier, "licence", holder=new_name, expires_on=date(2031, 1, 1))
    assert not Audit.objects.exclude(causes__trigger="bank_account").exists()


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"name": "华为技术有限公司"}, "name", "renewed business licence"),
        ({"name_en": "Famous Ltd"}, "name_en", "Staff change it, with a reason"),
        ({"country": "DE"}, "country", "applies anew"),
    ],
)
def test_a_vetted_company_keeps_name_and_country(
    supplier: Supplier, changes: dict[str, str], field: str, said: str
) -> None:
    company = supplier.company
    before = Company.objects.values().get(pk=company.pk)
    data = CompanyData(**{n: before[n] for n in CompanyData.__dataclass_fields__})
    edit_company(company=company, data=replace(data, invoice_title="Other title"))
    with pytest.raises(BadInput, match=said) as refused:
        edit_company(company=company, data=replace(data, **changes))
    assert refused.value.field == field
    assert Company.objects.values().get(pk=company.pk) == before | {"invoice_title": "Other title"}


def test_the_page_of_a_vetted_company_says_how_its_name_changes(
    supplier: Supplier, client: Client
) -> None:
    client.force_login(making.owner_of(supplier.company))
    assert "renewed business" in client.get(reverse("accounts:company")).content.decode()
    data = {"name": "华为技术有限公司", "country": "CN", "currency": "CNY"}
    answer = client.post(reverse("accounts:company"), data)
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors
    assert "华为技术有限公司" in answer.content.decode()


def test_a_warned_renewal_takes_two_people(supplier: Supplier, reviewer: User) -> None:
    new = renewed(supplier, "bank", identifier="", holder=f"{supplier.company.name}甲")
    assert accept(new, reviewer).status == RevisionStatus.PENDING
    with pytest.raises(NotYours, match="accepted it first"):
        accept(new, reviewer)
    second = StaffFactory()
    assert accept(new, second).status == RevisionStatus.ACCEPTED
    assert (new.first_accepted_by, new.decided_by) == (reviewer, second)


def test_a_renewed_licence_states_the_tax_registration_anew(
    supplier: Supplier, reviewer: User
) -> None:
    new = renewed(supplier, "licence", expires_on=date(2030, 1, 1))
    accept(new, reviewer)
    tax = read.in_force(supplier.company, "tax", later(days=2))
    assert tax is not None
    assert (tax.covered_by, tax.expires_on) == (new, date(2030, 1, 1))


def test_the_first_qualification_takes_two_people_and_its_renewal_one(
    supplier: Supplier, reviewer: User
) -> None:
    company = supplier.company
    first = making.show(company, "qualification", goods="toys", at=later(days=1))
    accept(first, reviewer)
    assert read.qualified_goods(company.pk, later(days=2)) == set()
    accept(first, StaffFactory())
    assert read.qualified_goods(company.pk, later(days=2)) == {"toys"}
    again = making.show(company, "qualification", goods="toys", at=later(days=1))
    assert accept(again, reviewer).status == RevisionStatus.ACCEPTED


def test_a_licence_is_read_before_it_comes_into_force(supplier: Supplier, reviewer: User) -> None:
    new = making.show(supplier.company, "licence", at=later(days=1))
    with pytest.raises(NotReady, match="still being read"):
        accept(new, reviewer)
    account = DocumentRevision.objects.filter(document__kind="bank")
    account.update(holder="全新的名字有限公司")
    with pytest.raises(NotReady, match="A check failed"):
        accept(DocumentRevision.objects.get(pk=new.pk), reviewer)
    assert {check.round for check in new.checks.all()} == {0, 1}
    account.update(holder=supplier.company.name)
    assert reading.left_behind(at=later(days=3), limit=9) == [(new.pk, None, 0)]
    making.read(new)
    assert reading.left_behind(at=later(days=3), limit=9) == []
    assert accept(new, reviewer).status == RevisionStatus.ACCEPTED


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("licence", {}),
        ("id", {}),
        ("bank", {}),
        ("plant", {"area": 4000}),
        ("lease", {}),
        ("qualification", {"goods": "toys"}),
    ],
)
def test_a_check_that_was_lost_is_done_by_the_clock(
    kind: str, changes: dict[str, Any], supplier: Supplier, run_tasks: Any, time_machine: Any
) -> None:
    new = making.show(supplier.company, kind, at=later(days=1), **changes)
    soon, lost = later(days=1) + checks.LOST_AFTER / 2, later(days=1) + checks.LOST_AFTER
    assert checks.renewals_left_behind(at=soon, limit=9) == []
    assert checks.renewals_left_behind(at=lost, limit=9) == [new.pk]
    time_machine.move_to(lost, tick=False)
    with run_tasks():
        transaction.on_commit(tasks.check_what_was_left)
    assert new.checks.filter(application=None).exists()
    assert checks.renewals_left_behind(at=lost, limit=9) == []


def test_what_was_decided_or_replaced_is_not_checked_any_more(
    supplier: Supplier, reviewer: User
) -> None:
    first = making.show(supplier.company, "id", at=later(days=1))
    second = making.show(supplier.company, "id", at=later(days=1))
    assert checks.renewals_left_behind(at=later(days=2), limit=9) == [second.pk]
    documents.send_back(revision=second, reason="blurred", actor=reviewer, at=later(days=1))
    assert checks.renewals_left_behind(at=later(days=2), limit=9) == []
    assert first.checks.count() == 0


def test_a_licence_of_another_company_is_not_accepted(supplier: Supplier, reviewer: User) -> None:
    new = renewed(supplier, "licence")
    DocumentRevision.objects.filter(pk=new.pk).update(holder="完全不同的别家企业")
    with pytest.raises(NotReady, match="A check failed"):
        documents.accept(revision=new, actor=reviewer, at=later(days=2))
    new.refresh_from_db()
    assert new.status == RevisionStatus.PENDING


@pytest.mark.parametrize(
    ("kind", "changes", "field", "said"),
    [
        ("bank", {"holder": "完全不同的别家企业"}, "holder", "完全不同的别家企业"),
        ("id", {"holder": "别人"}, "holder", "not “李小示例”"),
        ("id", {"identifier": "330782209901010019"}, "identifier", "birthday"),
        ("id", {"expires_on": date(2026, 3, 20)}, "expires_on", "in 17 days; at least 30"),
    ],
)
def test_what_no_reviewer_could_accept_is_refused_at_once(
    supplier: Supplier, kind: str, changes: dict[str, Any], field: str, said: str
) -> None:
    count = DocumentRevision.objects.count()
    with pytest.raises((BadDocument, BadNumber), match=said) as refused:
        renewed(supplier, kind, **changes)
    assert refused.value.field == field
    assert DocumentRevision.objects.count() == count


def test_a_renewal_with_nothing_new_is_refused(supplier: Supplier) -> None:
    new = renewed(supplier, "plant", area=5100)
    with pytest.raises(BadDocument, match="nothing was handed in") as refused:
        renewed(supplier, "plant", area=5100)
    assert (refused.value.field, refused.value.code) == ("file", "unchanged")
    assert new.document.revisions.count() == 2


def test_all_that_is_wrong_is_told_at_once(company: Any) -> None:
    changes = {
        "issued_on": date(2026, 3, 3),
        "expires_on": date(2026, 3, 1),
        "identifier": "91330782MA0000001X",
        "scope": "",
    }
    with pytest.raises((BadDocument, BadNumber)) as refused:
        upload(company, io.BytesIO(b"MZ\x90\x00 a program"), **changes)
    named = {one.field for one in (refused.value, *refused.value.others)}
    assert named == {"scope", "issued_on", "expires_on", "identifier", "file"}
    assert not DocumentRevision.objects.exists()


def test_an_unconfirmed_account_is_not_accepted(supplier: Supplier, reviewer: User) -> None:
    new = renewed(supplier, "bank")
    with pytest.raises(NotReady, match="not confirmed"):
        documents.accept(revision=new, actor=reviewer, at=later(days=2))
    making.confirm_bank(supplier.company, at=later(days=2))
    documents.accept(revision=new, actor=reviewer, at=later(days=2))
    assert Audit.objects.get(supplier=supplier).causes.get().trigger == "bank_account"


def test_payouts_go_to_the_new_account_when_its_document_is_accepted(
    supplier: Supplier, reviewer: User
) -> None:
    (old,) = bank_accounts_of(supplier.company)
    new = renewed(supplier, "bank")
    making.confirm_bank(supplier.company, at=later(days=2))
    assert list(bank_accounts_of(supplier.company)) == [old]
    documents.accept(revision=new, actor=reviewer, at=later(days=2))
    (now,) = bank_accounts_of(supplier.company)
    assert now != old
    assert now.number_tail == new.identifier_tail


def test_a_removed_supplier_hands_nothing_in(supplier: Supplier) -> None:
    Supplier.objects.filter(pk=supplier.pk).update(status=Standing.REMOVED)
    with pytest.raises(NotReady, match="removed"):
        renewed(supplier, "id")


# --- Reads ----------------------------------------------------------------------------------


def test_what_runs_out_is_found_by_its_last_day(supplier: Supplier) -> None:
    card = read.in_force(supplier.company, "id", AT)
    assert card is not None
    DocumentRevision.objects.filter(pk=card.pk).update(expires_on=date(2026, 3, 31))
    last_day = AT + timedelta(days=29)
    assert list(read.expiring(last_day)) == []
    assert list(read.expiring(last_day + timedelta(days=1))) == [card]
    assert list(read.expiring(AT, within=timedelta(days=30))) == [card]


def test_a_qualification_counts_while_it_is_accepted_and_valid() -> None:
    application = making.approved(goods=["toys"])
    company = application.company.pk
    assert read.qualified_goods(company, AT) == {"toys"}
    assert read.qualified_goods(company, AT + timedelta(days=900)) == set()
