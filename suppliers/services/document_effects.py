"""What it does when a supplier's new document is accepted."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.working_days import day_of
from suppliers.enums import DocumentKind, Outcome
from suppliers.errors import NotReady
from suppliers.models import DocumentRevision, Supplier
from suppliers.selectors.bank_checks import is_verified
from suppliers.services import audit_triggers, bank_checks, checks, expiry
from suppliers.services.hooks import shop_changed

K = DocumentKind


def check_renewal(*, revision: DocumentRevision, at: datetime) -> None:
    """Refuse what may not come into force: run out, failed in a check, an unconfirmed account.

    Raises NotReady.
    """
    if revision.expires_on is not None and revision.expires_on < day_of(at):
        raise NotReady(
            _("It ran out on %(day)s; ask for a valid one.") % {"day": revision.expires_on},
            code="expired",
        )
    found = checks.check_revision(revision_id=revision.pk, at=at)
    failed = next((check for check in found if check.outcome == Outcome.FAIL), None)
    if failed is not None:
        raise NotReady(_("A check failed: %(why)s") % {"why": failed.reason}, code="check_failed")
    is_bank = revision.document.kind == K.BANK
    if is_bank and not is_verified(revision.document.company, revision.identifier_digest):
        raise NotReady(_("The bank account is not confirmed yet."), code="bank_unchecked")


def apply(
    *,
    supplier: Supplier,
    revision: DocumentRevision,
    before: DocumentRevision | None,
    actor: User,
    at: datetime,
) -> None:
    """Watch it in place of the one before, and copy what the shop shows of its plant.

    Another person, account or address is audited.
    """
    audit_triggers.document_changed(supplier=supplier, revision=revision, before=before, at=at)
    expiry.follow(supplier=supplier, revision=revision, at=at)
    if revision.document.kind == K.BANK:
        bank_checks.put_in_use(revision=revision, at=at)
    if revision.document.kind == K.PLANT:
        supplier.plant_area = revision.data["area"]
        supplier.headcount = revision.data["headcount"]
        supplier.save(update_fields=["plant_area", "headcount"])
        shop_changed(supplier)
