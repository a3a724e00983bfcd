"""Whose numbers and phones are named by somebody else too."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q

from accounts.models import Company
from suppliers.checks import Shared
from suppliers.enums import WITH_REVIEWERS, ApplicationStatus, RevisionStatus
from suppliers.models import Application, DocumentRevision, Supplier

#: Applications that were handed in and are not decided: their numbers count.
_UNDER_WAY = sorted({*WITH_REVIEWERS, ApplicationStatus.CHANGES_REQUESTED})


def shared_by(company: Company, revision_ids: Collection[int], phone: str) -> list[Shared]:
    """What suppliers, live or removed, and other applicants name as well; three queries at most."""
    return [*_numbers(company, revision_ids), *_phones(company, phone)]


def _numbers(company: Company, revision_ids: Collection[int]) -> Iterator[Shared]:
    mine = {
        row.identifier_digest: row
        for row in DocumentRevision.objects.filter(pk__in=revision_ids)
        .exclude(identifier_digest="")
        .select_related("document")
    }
    others = (
        DocumentRevision.objects.filter(identifier_digest__in=mine)
        .exclude(document__company=company)
        .exclude(status=RevisionStatus.SENT_BACK)
        .filter(_counts("document__company__"))
        .order_by("document__company_id", "identifier_digest")
        .distinct("document__company_id", "identifier_digest")
        .select_related("document__company__supplier")
    )
    for other in others:
        own = mine[other.identifier_digest]
        yield Shared(own.document.kind, *_who(other.document.company), revision_id=own.pk)


def _phones(company: Company, phone: str) -> Iterator[Shared]:
    if not phone:
        return
    by_company = Supplier.objects.filter(company__phone=phone)
    by_application = Application.objects.filter(phone=phone).filter(
        Q(status__in=_UNDER_WAY) | Q(supplier__isnull=False)
    )
    ids = {*by_company.values_list("company", flat=True)}
    ids |= {*by_application.values_list("company", flat=True)}
    for other in Company.objects.filter(pk__in=ids - {company.pk}).select_related("supplier"):
        yield Shared("phone", *_who(other))


def _counts(company: str) -> Q:
    """The condition that a company is a supplier, or applies to be one."""
    return Q(**{f"{company}supplier__isnull": False}) | Q(
        **{f"{company}applications__status__in": _UNDER_WAY}
    )


def _who(company: Company) -> tuple[str, str]:
    """The company's name, and its standing where it is a supplier."""
    supplier: Supplier | None = getattr(company, "supplier", None)
    return str(company), supplier.status if supplier else ""
