"""What it does when a supplier's new document is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.companies import rename_company
from common.working_days import day_of
from suppliers.checks.names import normal
from suppliers.enums import DocumentKind, Outcome, RevisionStatus
from suppliers.errors import NotReady
from suppliers.models import DocumentRevision, Supplier
from suppliers.selectors.applications import findings_of_renewal, is_read
from suppliers.selectors.bank_checks import is_verified
from suppliers.services import audit_triggers, bank_checks, checks, expiry
from suppliers.services.hooks import shop_changed

K, F = DocumentKind, Outcome


def check_renewal(*, revision: DocumentRevision, at: datetime) -> list[DocumentRevision]:
    """The revisions that come into force together: this one, and those that wait without which it
    would not agree with the others.

    Raises NotReady for what may not come into force: run out, failed in a check or not read yet,
    an unconfirmed account.
    """
    renewal = checks.check_revision(revision_id=revision.pk, at=at)
    failed = next((one for one in findings_of_renewal(revision) if one.outcome == F.FAIL), None)
    if failed is not None:
        raise NotReady(_("A check failed: %(why)s") % {"why": failed.reason}, code="check_failed")
    for one in renewal.revisions:
        _check_may_stand(one, at)
    return [revision, *(one for one in renewal.revisions if one.pk != revision.pk)]


def _check_may_stand(revision: DocumentRevision, at: datetime) -> None:
    kind, company = revision.document.kind, revision.document.company
    if revision.expires_on is not None and revision.expires_on < day_of(at):
        raise NotReady(
            _("It ran out on %(day)s; ask for a valid one.") % {"day": revision.expires_on},
            code="expired",
        )
    if kind == K.LICENCE and not is_read(revision):
        raise NotReady(_("The licence is still being read."), code="unread")
    if kind == K.BANK and not is_verified(company, revision.identifier_digest):
        raise NotReady(_("The bank account is not confirmed yet."), code="bank_unchecked")


def needs_second(revisions: Iterable[DocumentRevision]) -> bool:
    """Two people accept where a check warned, and the first qualification for flagged goods."""
    return any(_is_first_qualification(one) or _is_warned(one) for one in revisions)


def _is_warned(revision: DocumentRevision) -> bool:
    return any(one.outcome == F.WARN for one in findings_of_renewal(revision))


def _is_first_qualification(revision: DocumentRevision) -> bool:
    before = revision.document.revisions.filter(status=RevisionStatus.ACCEPTED)
    return revision.document.kind == K.QUALIFICATION and not before.exists()


def apply(
    *,
    supplier: Supplier,
    revision: DocumentRevision,
    before: DocumentRevision | None,
    actor: User,
    at: datetime,
) -> None:
    """Watch it in place of the one before, and copy what is shown of it: the plant, and the name of
    the company that a renewed licence gives it.

    Another person, account or address is audited.
    """
    audit_triggers.document_changed(supplier=supplier, revision=revision, before=before, at=at)
    expiry.follow(supplier=supplier, revision=revision, at=at)
    if revision.document.kind == K.BANK:
        bank_checks.put_in_use(revision=revision, at=at)
    if revision.document.kind == K.LICENCE and before:
        _rename(supplier, before.holder.strip(), revision.holder.strip())
    if revision.document.kind == K.PLANT:
        supplier.plant_area = revision.data["area"]
        supplier.headcount = revision.data["headcount"]
        supplier.save(update_fields=["plant_area", "headcount"])
        shop_changed(supplier)


def _rename(supplier: Supplier, before: str, name: str) -> None:
    """What only spells the name otherwise renames nobody."""
    if normal(before) != normal(name):
        rename_company(company=supplier.company, before=before, name=name)
        shop_changed(supplier)
