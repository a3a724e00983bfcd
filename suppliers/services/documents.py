"""Documents: uploaded, accepted, sent back. A new revision never erases the old one (rules §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, User
from common.countries import CHINA
from common.encryption import decrypt, encrypt, keyed_digest
from common.errors import Faults
from common.locking import lock, lock_one
from common.outbox import send_after_commit
from common.status import move
from common.working_days import day_of
from policies.schemas import VettingRules
from policies.selectors import in_force as rules_in_force
from suppliers.enums import (
    LIVE,
    REVISION_TRANSITIONS,
    WRITABLE,
    ApplicationStatus,
    CheckCode,
    DocumentKind,
    Outcome,
    RevisionStatus,
    Standing,
)
from suppliers.errors import BadDocument, NotReady, NotYours
from suppliers.models import (
    Application,
    Document,
    DocumentPage,
    DocumentRevision,
    RevisionEvent,
    Supplier,
)
from suppliers.paperwork import SPECS, FileLimits, Page, Typed, read_page, typed
from suppliers.selectors.documents import in_force
from suppliers.services import checks, document_effects, expiry, tell_vetting
from suppliers.services.reviewers import check_reviewer

CHECK_TASK = "suppliers.tasks.check_revision"


def upload(
    *,
    company: Company,
    kind: str,
    file: BinaryIO | None,
    data: Mapping[str, Any],
    actor: User,
    at: datetime,
    goods: str = "",
    more: Sequence[BinaryIO] = (),
) -> DocumentRevision:
    """Keep a new revision; it waits for review, and what was accepted before stays in force.

    ``data`` has what is typed of that kind (``paperwork.SPECS``). Without ``file`` the files of
    the revision before it are kept, and without a number its number; where nothing at all is new
    in a draft, that revision itself is returned. Raises BadDocument and BadNumber with all that is
    wrong, or where nothing is new of what was sent back or is renewed; NotReady where it is not
    the company's turn.
    """
    files = [file, *more] if file is not None else []
    stated, pages = _checked(company, kind, goods, data, files, at)
    with transaction.atomic():
        document = _locked(company, kind, goods)
        last = document.revisions.order_by("-number").first()
        _check_turn(company, last)
        if last is not None and _says(last, stated) and _shows(last, pages):
            _check_may_stay(last)
            return last
        revision = _added(document, last, stated, actor, at)
        if Supplier.objects.vetted().filter(company=company).exists():
            _check_passes(revision, at)
            send_after_commit(CHECK_TASK, revision.pk)
        _store(revision, pages, list(last.pages.all()) if last and not pages else [])
    return revision


def look(
    *,
    company: Company,
    kind: str,
    files: Sequence[BinaryIO],
    data: Mapping[str, Any],
    at: datetime,
    goods: str = "",
) -> None:
    """Raise what ``upload`` finds wrong with the data and files themselves; keep nothing."""
    _checked(company, kind, goods, data, files, at)


def _checked(
    company: Company,
    kind: str,
    goods: str,
    data: Mapping[str, Any],
    files: Sequence[BinaryIO],
    at: datetime,
) -> tuple[Typed, list[Page]]:
    """What is typed and what is shown, in normal form. Raises all that is wrong with both."""
    rules = rules_in_force(VettingRules, at).rules
    faults = Faults()
    stated, pages = Typed({}), list[Page]()
    with faults.gathered():
        stated = typed(
            kind=kind,
            country=company.country,
            given=_with_known_number(company, kind, goods, data),
            today=day_of(at),
            validity_days=rules.validity_days,
        )
    with faults.gathered():
        pages = _read(files, rules)
        if SPECS[kind].files and not pages and not _has_files(company, kind, goods):
            raise BadDocument(_("Choose a file."), field="file", code="no_file")
    faults.refuse()
    return stated, pages


def _has_files(company: Company, kind: str, goods: str) -> bool:
    mine = DocumentRevision.objects.filter(
        document__company=company, document__kind=kind, document__goods=goods
    )
    last = mine.order_by("-number").first()
    return last is not None and last.pages.exists()


def _with_known_number(
    company: Company, kind: str, goods: str, data: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A number is never shown again, so that it is not asked for twice either."""
    if data.get("identifier"):
        return data
    known = (
        DocumentRevision.objects.filter(
            document__company=company, document__kind=kind, document__goods=goods
        )
        .exclude(identifier_digest="")
        .order_by("-number")
        .first()
    )
    return {**data, "identifier": decrypt(bytes(known.identifier_encrypted))} if known else data


def _says(revision: DocumentRevision, stated: Typed) -> bool:
    """Whether nothing that is stated differs from the revision."""
    digest = keyed_digest(stated.identifier) if stated.identifier else ""
    return (
        revision.identifier_digest == digest
        and revision.data == dict(stated.data)
        and all(getattr(revision, name) == value for name, value in stated.columns.items())
    )


def _shows(revision: DocumentRevision, pages: Sequence[Page]) -> bool:
    """Whether no file is new: none was chosen, or those that we have."""
    known = [page.digest for page in revision.pages.all()]
    return not pages or known == [page.digest for page in pages]


def _check_may_stay(revision: DocumentRevision) -> None:
    """What was sent back, or is renewed, comes with something new. Raises BadDocument."""
    field = "file" if SPECS[revision.document.kind].files else ""
    if revision.status == RevisionStatus.SENT_BACK:
        raise BadDocument(
            _(
                "Nothing was changed since it was sent back. Change what is wrong, or choose a"
                " new file."
            ),
            field=field,
            code="unchanged",
        )
    if Supplier.objects.vetted().filter(company=revision.document.company_id).exists():
        raise BadDocument(
            _("We have exactly this already: nothing was handed in. Change what is new."),
            field=field,
            code="unchanged",
        )


#: Where in the form the cause of a failed check is typed.
_FIELD_OF_CHECK: Mapping[str, str] = {
    CheckCode.DIGITS: "identifier",
    CheckCode.VALIDITY: "expires_on",
    CheckCode.SAME_NAME: "holder",
    CheckCode.SAME_PERSON: "holder",
    CheckCode.SAME_CODE: "identifier",
}


def _check_passes(revision: DocumentRevision, at: datetime) -> None:
    """No reviewer could accept what fails a check, so that it is refused at once."""
    faults = Faults()
    for found in checks.foreseen_of(revision, at=at):
        if found.outcome == Outcome.FAIL:
            with faults.gathered():
                field = _FIELD_OF_CHECK.get(found.code, "")
                raise BadDocument(found.reason, field=field, code="check_failed")
    faults.refuse()


def _read(files: Sequence[BinaryIO], rules: VettingRules) -> list[Page]:
    if len(files) > rules.max_pages:
        raise BadDocument(
            _("At most %(most)d files, not %(have)d.")
            % {"most": rules.max_pages, "have": len(files)},
            field="file",
            code="too_many_files",
        )
    limits = FileLimits.of(rules)
    return [read_page(file, limits) for file in files]


def _locked(company: Company, kind: str, goods: str) -> Document:
    """The document, made where there was none; two who upload at once come one after the other."""
    these = Document.objects.filter(company=company, kind=kind, goods=goods)
    if not these.exists():
        new = Document(company=company, kind=kind, goods=goods)
        Document.objects.bulk_create([new], ignore_conflicts=True)
    return lock_one(these)


def _check_turn(company: Company, last: DocumentRevision | None) -> None:
    """Documents are written in a draft, where they were sent back, and by suppliers."""
    supplier = Supplier.objects.vetted().filter(company=company).first()
    if supplier is not None:
        if supplier.status == Standing.REMOVED:
            raise NotReady(_("A removed supplier hands nothing in."), code="removed")
        return
    application = Application.objects.filter(company=company, status__in=LIVE).first()
    if application is None or application.status not in WRITABLE:
        raise NotReady(
            _("Documents can be changed before an application is submitted, or when it came back."),
            code="not_your_turn",
        )
    kept = last is not None and last.status == RevisionStatus.ACCEPTED
    if application.status == ApplicationStatus.CHANGES_REQUESTED and kept:
        raise NotReady(_("This document was accepted; it stays."), code="accepted")


def _added(
    document: Document, last: DocumentRevision | None, stated: Typed, actor: User, at: datetime
) -> DocumentRevision:
    revision = DocumentRevision.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        identifier_encrypted=encrypt(stated.identifier) if stated.identifier else b"",
        identifier_digest=keyed_digest(stated.identifier) if stated.identifier else "",
        identifier_tail=stated.identifier[-4:],
        data=dict(stated.data),
        uploaded_by=actor,
        uploaded_at=at,
        **stated.columns,
    )
    RevisionEvent.objects.create(subject=revision, at=at, actor=actor, target=revision.status)
    return revision


def _store(revision: DocumentRevision, pages: Sequence[Page], old: Sequence[DocumentPage]) -> None:
    """New files under names that nobody guesses; those of before are named again, not copied."""
    for position, page in enumerate(pages):
        row = DocumentPage(
            revision=revision,
            position=position,
            content_type=page.content_type,
            size=len(page.content),
            digest=page.digest,
        )
        row.file.save(page.name, ContentFile(page.content), save=False)
        row.save()
    for before in old:
        DocumentPage.objects.create(
            revision=revision,
            position=before.position,
            file=before.file.name,
            content_type=before.content_type,
            size=before.size,
            digest=before.digest,
        )


@transaction.atomic
def cover_tax(*, licence: DocumentRevision, actor: User, at: datetime) -> DocumentRevision:
    """Record that a Chinese licence states the tax registration too (三证合一); twice is once."""
    document = _locked(licence.document.company, DocumentKind.TAX, "")
    known = document.revisions.filter(covered_by=licence).first()
    if known is not None:
        return known
    last = document.revisions.order_by("-number").first()
    revision = DocumentRevision.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        holder=licence.holder,
        identifier_encrypted=bytes(licence.identifier_encrypted),
        identifier_digest=licence.identifier_digest,
        identifier_tail=licence.identifier_tail,
        issued_on=licence.issued_on,
        expires_on=licence.expires_on,
        covered_by=licence,
        uploaded_by=actor,
        uploaded_at=at,
    )
    RevisionEvent.objects.create(subject=revision, at=at, actor=actor, target=revision.status)
    if licence.status == RevisionStatus.ACCEPTED:
        _decide(revision, RevisionStatus.ACCEPTED, "", licence.decided_by, at)
    return revision


def accept(
    *, revision: DocumentRevision, actor: User, at: datetime, reason: str = ""
) -> DocumentRevision:
    """Find a document good. What it covers is accepted with it.

    Of a supplier's, so is what waits and has to come into force with it; and where a check warned,
    or it is the first qualification for flagged goods, it comes into force once a second person
    accepts it. Raises NotYours, WrongStatus, and NotReady where a newer revision waits, a check of
    it failed, or it may not stand.
    """
    if Supplier.objects.vetted().filter(company=revision.document.company_id).exists():
        check_reviewer(actor, revision.document.company)
        # What is found now stays, also where the document is refused because of it.
        checks.check_revision(revision_id=revision.pk, at=at)
    with transaction.atomic():
        return _accept(revision, reason, actor, at)


def _accept(revision: DocumentRevision, reason: str, actor: User, at: datetime) -> DocumentRevision:
    company = _check_may_decide(revision, actor)
    supplier = Supplier.objects.vetted().filter(company=company).first()
    if supplier is None:
        _check_not_failed(revision)
        _decide_all(revision, reason, actor, at)
        return revision
    checks.hold_numbers()
    together = document_effects.check_renewal(revision=revision, at=at)
    if document_effects.needs_second(together) and _is_first(together, reason, actor, at):
        return revision
    for one in together:
        _bring_into_force(supplier, one, reason, actor, at)
    return revision


def _is_first(together: Sequence[DocumentRevision], reason: str, actor: User, at: datetime) -> bool:
    """Whether this acceptance is the first of two. Raises NotYours where it would be both."""
    new = [one for one in together if one.first_accepted_by_id is None]
    if not new and any(one.first_accepted_by_id == actor.pk for one in together):
        raise NotYours(_("You accepted it first; somebody else decides."), code="same_reviewer")
    for one in new:
        one.first_accepted_by, one.first_accepted_at = actor, at
        one.save(update_fields=["first_accepted_by", "first_accepted_at"])
        RevisionEvent.objects.create(
            subject=one,
            at=at,
            actor=actor,
            source=one.status,
            target=one.status,
            reason=reason[:500],
            data={"what": "first_acceptance"},
        )
    return bool(new)


def _bring_into_force(
    supplier: Supplier, revision: DocumentRevision, reason: str, actor: User, at: datetime
) -> None:
    before = in_force(supplier.company, revision.document.kind, at, revision.document.goods)
    _decide_all(revision, reason, actor, at)
    document_effects.apply(supplier=supplier, revision=revision, before=before, actor=actor, at=at)
    states_tax = supplier.company.country == CHINA
    if revision.document.kind == DocumentKind.LICENCE and states_tax:
        covered = cover_tax(licence=revision, actor=actor, at=at)
        expiry.follow(supplier=supplier, revision=covered, at=at)
    tell_vetting.document(revision=revision, at=at)


def _decide_all(revision: DocumentRevision, reason: str, actor: User, at: datetime) -> None:
    _decide(revision, RevisionStatus.ACCEPTED, reason, actor, at)
    for covered in revision.covers.filter(status=RevisionStatus.PENDING):
        _decide(covered, RevisionStatus.ACCEPTED, reason, actor, at)


def _check_not_failed(revision: DocumentRevision) -> None:
    """What is accepted stays: one that fails would stand against the approval for good."""
    failed = revision.checks.filter(application__isnull=False, outcome=Outcome.FAIL).last()
    if failed is not None:
        raise NotReady(
            _("A check failed: %(why)s Send the document back.") % {"why": failed.reason},
            code="check_failed",
        )


@transaction.atomic
def send_back(
    *, revision: DocumentRevision, reason: str, actor: User, at: datetime
) -> DocumentRevision:
    """Ask for another revision, saying why. Raises NotYours, WrongStatus, NotReady, BadDocument.

    The applicant hears of it with the rest that is sent back; a supplier at once.
    """
    if not reason.strip():
        raise BadDocument(_("Say what is wrong with it."), field="reason", code="no_reason")
    company = _check_may_decide(revision, actor)
    is_supplier = Supplier.objects.vetted().filter(company=company).exists()
    if is_supplier and revision.status == RevisionStatus.ACCEPTED:
        raise NotReady(_("It is in force; only a new revision takes its place."), code="in_force")
    _decide(revision, RevisionStatus.SENT_BACK, reason, actor, at)
    for covered in revision.covers.exclude(status=RevisionStatus.SENT_BACK):
        _decide(covered, RevisionStatus.SENT_BACK, reason, actor, at)
    if is_supplier:
        tell_vetting.document(revision=revision, at=at)
    return revision


def _check_may_decide(revision: DocumentRevision, actor: User) -> Company:
    """The reviewer who claimed the application decides; of a supplier's documents, any does."""
    company = revision.document.company
    check_reviewer(actor, company)
    lock(Document.objects.filter(company=company))  # all: they are held against each other
    revision.refresh_from_db(fields=["status", "first_accepted_by", "first_accepted_at"])
    if revision.document.revisions.filter(number__gt=revision.number).exists():
        raise NotReady(_("There is a newer revision; decide that one."), code="superseded")
    if Supplier.objects.vetted().filter(company=company).exists():
        return company
    claimed = Application.objects.filter(
        company=company, status=ApplicationStatus.IN_REVIEW, claimed_by=actor
    )
    if not claimed.exists():
        raise NotYours(_("Claim the application first."), code="not_claimed")
    return company


def _decide(
    revision: DocumentRevision, to: RevisionStatus, reason: str, actor: User | None, at: datetime
) -> None:
    move(
        revision,
        to,
        table=REVISION_TRANSITIONS,
        events=RevisionEvent,
        at=at,
        actor=actor,
        reason=reason[:500],
        decided_by=actor,
        decided_at=at,
        objection=reason[:500] if to == RevisionStatus.SENT_BACK else "",
    )
