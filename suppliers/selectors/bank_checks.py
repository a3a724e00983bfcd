"""Reads of checks of bank accounts."""

from __future__ import annotations

from accounts.models import Company
from suppliers.enums import BankCheckStatus, DocumentKind
from suppliers.models import BankCheck, DocumentRevision


def bank_revision(company: Company) -> DocumentRevision | None:
    """What the company said of its bank account last."""
    these = DocumentRevision.objects.filter(
        document__company=company, document__kind=DocumentKind.BANK
    )
    return these.select_related("document__company").order_by("-number").first()


def is_verified(company: Company, identifier_digest: str) -> bool:
    """Whether the company has shown that the account of that number is its own."""
    return confirmed_check(company, identifier_digest) is not None


def confirmed_check(company: Company, identifier_digest: str) -> BankCheck | None:
    """The last check that showed the account of that number to be the company's."""
    rows = BankCheck.objects.filter(
        company=company,
        identifier_digest=identifier_digest,
        status=BankCheckStatus.CONFIRMED,
    )
    return rows.select_related("bank_account").order_by("pk").last()


def is_confirmed(company: Company) -> bool:
    """Whether the account that the company named last was shown to be its own."""
    revision = bank_revision(company)
    return revision is not None and is_verified(company, revision.identifier_digest)


def latest_check(company: Company) -> BankCheck | None:
    """The check begun last."""
    rows = BankCheck.objects.filter(company=company)
    return rows.select_related("bank_account", "transfer").order_by("-started_at", "-pk").first()
