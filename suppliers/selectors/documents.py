"""Reads of documents: the newest of each, the one in force, those that run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Company
from common.working_days import day_of
from suppliers.enums import DocumentKind, RevisionStatus
from suppliers.models import Document, DocumentRevision, Supplier

Key = tuple[str, str]


def newest(company: Company) -> dict[Key, DocumentRevision]:
    """The newest revision of each document, by kind and goods, with its pages; two queries."""
    rows = (
        DocumentRevision.objects.filter(document__company=company)
        .order_by("document_id", "-number")
        .distinct("document_id")
        .select_related("document")
        .prefetch_related("pages")
    )
    return {(row.document.kind, row.document.goods): row for row in rows}


def documents_of(company: Company) -> QuerySet[Document]:
    """A company's documents with all that was ever shown of them, the newest first."""
    revisions = (
        DocumentRevision.objects.select_related("covered_by", "document")
        .prefetch_related("pages")
        .order_by("-number")
    )
    return Document.objects.filter(company=company).prefetch_related(
        Prefetch("revisions", queryset=revisions)
    )


def in_force(company: Company, kind: str, at: datetime, goods: str = "") -> DocumentRevision | None:
    """The newest accepted revision as of ``at``, also where it has run out since."""
    accepted = DocumentRevision.objects.accepted().filter(
        document__company=company,
        document__kind=kind,
        document__goods=goods,
        decided_at__lte=at,
    )
    return accepted.select_related("document").order_by("-number").first()


def every_in_force(company: Company) -> dict[Key, DocumentRevision]:
    """The newest accepted revision of each document, by kind and goods, also where it has run
    out; without those that another document states."""
    rows = (
        DocumentRevision.objects.accepted()
        .filter(document__company=company)
        .order_by("document_id", "-number")
        .distinct("document_id")
        .select_related("document__company")
    )
    return {(row.document.kind, row.document.goods): row for row in rows if not row.covered_by_id}


def all_in_force() -> QuerySet[DocumentRevision]:
    """The newest accepted revision of every document of every supplier."""
    later = DocumentRevision.objects.accepted().filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    return (
        DocumentRevision.objects.accepted()
        .filter(document__company__supplier__isnull=False)
        .exclude(Exists(later))
        .select_related("document__company__supplier")
    )


def expiring(at: datetime, within: timedelta = timedelta(0)) -> QuerySet[DocumentRevision]:
    """Those in force whose last day is before ``at + within``, soonest first."""
    last = day_of(at + within)
    return all_in_force().filter(expires_on__lt=last).order_by("expires_on", "pk")


def qualified_goods(company_id: int, at: datetime) -> set[str]:
    """Flagged goods for which the company has an accepted qualification that has not run out."""
    valid = DocumentRevision.objects.accepted().valid_at(at)
    found = valid.filter(
        document__company=company_id,
        document__kind=DocumentKind.QUALIFICATION,
        document__company__supplier__isnull=False,
    )
    return set(found.values_list("document__goods", flat=True))


def renewals() -> QuerySet[DocumentRevision]:
    """New revisions of suppliers that wait for review, the oldest first."""
    later = DocumentRevision.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    return (
        DocumentRevision.objects.filter(
            status=RevisionStatus.PENDING,
            document__company__supplier__in=Supplier.objects.vetted(),
        )
        .exclude(Exists(later))
        .select_related("document__company__supplier")
        .order_by("uploaded_at", "pk")
    )
