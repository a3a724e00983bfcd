"""A licence is read by machine, and what was typed of it compared (rules §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_noop as _

from common.encryption import decrypt
from common.locking import lock_one
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import WITH_REVIEWERS, CheckCode, DocumentKind, Outcome, RevisionStatus
from suppliers.models import Application, Check, DocumentRevision
from suppliers.reading import Difference, Licence, Stated, differences, lines, understood
from suppliers.reading.compare import CODE, EXPIRES, ISSUED, NAME, PERSON
from suppliers.services.checks import LOST_AFTER

NOT_READ = _("The licence was not read by machine: compare it with what was typed.")
SAME = _("The picture says what was typed: code, name, legal representative and days.")
#: A part that differs, and one that could not be read.
SENTENCES = {
    CODE: (
        _("The picture shows another code than was typed."),
        _("The code could not be read on the picture."),
    ),
    NAME: (
        _("The picture names “%(read)s”; “%(typed)s” was typed."),
        _("The name could not be read on the picture."),
    ),
    PERSON: (
        _("The picture names “%(read)s” as legal representative; “%(typed)s” was typed."),
        _("The legal representative could not be read on the picture."),
    ),
    ISSUED: (
        _("The picture says %(read)s; as the day of issue %(typed)s was typed."),
        _("The day of issue could not be read on the picture."),
    ),
    EXPIRES: (
        _("By the picture it ends on %(read)s; %(typed)s was typed."),
        _("The last day could not be read on the picture."),
    ),
}
NO_END_TYPED = _("By the picture it ends on %(read)s; no last day was typed.")

Finding = tuple[Outcome, str, dict[str, Any]]


def read_licence(
    *, revision_id: int, application_id: int | None, round_number: int, at: datetime
) -> Sequence[Check]:
    """Read the first page of a licence, and keep what was found of it in that round; once.

    Nothing is locked while it is read, which takes seconds.
    """
    revision = DocumentRevision.objects.select_related("document__company").get(pk=revision_id)
    known = _known(revision, application_id, round_number)
    if known:
        return known
    found = _findings(revision)
    with transaction.atomic():
        return _kept(revision, application_id, round_number, found, at)


def left_behind(*, at: datetime, limit: int) -> list[tuple[int, int | None, int]]:
    """Licences that still wait for a reviewer, were checked a while ago and not read.

    Each with its application, or None for one that was renewed, and its round.
    """
    # Every licence is compared with its company once a round, by a check that is never lost alone.
    checked = Check.objects.filter(
        code=CheckCode.SAME_NAME,
        revision__document__kind=DocumentKind.LICENCE,
        at__lte=at - LOST_AFTER,
    )
    read = Check.objects.filter(
        code=CheckCode.READING, revision=OuterRef("revision"), round=OuterRef("round")
    )
    submitted = checked.filter(
        ~Exists(read.filter(application=OuterRef("application"))),
        application__status__in=WITH_REVIEWERS,
        application__round=F("round"),
    )
    # A renewed one is checked again as others change, and read once.
    renewed = checked.filter(
        ~Exists(read.filter(application=None)),
        application=None,
        round=0,
        revision__status=RevisionStatus.PENDING,
    )
    one_each = ("revision_id", "application_id", "round")
    return [
        found
        for waiting in (submitted, renewed)
        for found in waiting.order_by(*one_each).values_list(*one_each).distinct()[:limit]
    ]


def _known(
    revision: DocumentRevision, application_id: int | None, round_number: int
) -> list[Check]:
    found = revision.checks.filter(code=CheckCode.READING, round=round_number)
    return [check for check in found if check.application_id == application_id]


def _kept(
    revision: DocumentRevision,
    application_id: int | None,
    round_number: int,
    found: Sequence[Finding],
    at: datetime,
) -> list[Check]:
    """The findings as checks; where another run was faster, its own."""
    lock_one(DocumentRevision.objects.filter(pk=revision.pk))
    known = _known(revision, application_id, round_number)
    if known or not _is_current(application_id, round_number):
        return known
    version = in_force(VettingRules, at).version
    return Check.objects.bulk_create(
        Check(
            company=revision.document.company,
            application_id=application_id,
            round=round_number,
            code=CheckCode.READING,
            outcome=outcome,
            text=text,
            words=words,
            revision=revision,
            at=at,
            policy_version=version,
        )
        for outcome, text, words in found
    )


def _is_current(application_id: int | None, round_number: int) -> bool:
    """Whether the application was not handed in anew meanwhile."""
    if application_id is None:
        return True
    return Application.objects.filter(pk=application_id, round=round_number).exists()


def _findings(revision: DocumentRevision) -> list[Finding]:
    """Differences each by itself; what was not read is for the reviewer, and no warning."""
    read = _read(revision)
    if read is None or read.is_empty:
        return [(Outcome.OPEN, NOT_READ, {})]
    found = [_sentence(one) for one in differences(_stated(revision), read)]
    return found or [(Outcome.PASS, SAME, {})]


def _read(revision: DocumentRevision) -> Licence | None:
    page = revision.first_page
    if page is None:
        return None
    with page.file.open("rb") as file:
        found = lines(file.read(), page.content_type)
    return None if found is None else understood(found)


def _stated(revision: DocumentRevision) -> Stated:
    secret = bytes(revision.identifier_encrypted)
    return Stated(
        code=decrypt(secret) if secret else "",
        name=revision.holder,
        person=revision.person,
        issued_on=revision.issued_on,
        expires_on=revision.expires_on,
    )


def _sentence(one: Difference) -> Finding:
    differs, unread = SENTENCES[one.field]
    if not one.read:
        return Outcome.OPEN, unread, {}
    if one.field == EXPIRES and not one.typed:
        differs = NO_END_TYPED
    return Outcome.WARN, differs, dict(_words(one))


def _words(one: Difference) -> Iterator[tuple[str, Any]]:
    """Names and days; the code itself is private and stands on the picture."""
    if one.field == CODE:
        return
    for name, value in (("read", one.read), ("typed", one.typed)):
        yield name, {"day": value.isoformat()} if isinstance(value, date) else value
