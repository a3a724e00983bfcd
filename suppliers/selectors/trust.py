"""What anybody may know of a shop: what was verified of it, its figures, its badges. Nothing
private: no number, holder, address or report is read here (rules §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from common.working_days import day_of, end_of
from suppliers.enums import DocumentKind, Figure, document_label
from suppliers.enums.audits import AUDIT_PASSED, AUDIT_VERDICTS, AuditStatus
from suppliers.models import Audit, DocumentRevision, ScoreDay, Supplier, SupplierBadge
from suppliers.selectors.badges import badges_of
from suppliers.selectors.documents import all_in_force
from suppliers.selectors.scores import CountedFigure, figures_of, latest
from suppliers.selectors.spot_checks import named, passed_checks
from suppliers.selectors.visits import valid_visit

#: Documents that buyers are told of; whose identity and account it is, they are not.
TOLD = (
    DocumentKind.LICENCE,
    DocumentKind.TAX,
    DocumentKind.PLANT,
    DocumentKind.LEASE,
    DocumentKind.QUALIFICATION,
)
#: Figures that buyers are told of: of each kind one.
TOLD_FIGURES = tuple(code for code in Figure if code != Figure.QUALITY_REFUND_90D)
#: The latest spot checks that are shown.
MOST_SPOT_CHECKS = 5


class ProofKind(StrEnum):
    DOCUMENT = "document"
    VISIT = "visit"
    AUDIT = "audit"
    SPOT_CHECK = "spot_check"


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that was verified: what, when, how, until when.

    ``expires_on`` is the last day of a document; ``pieces`` and ``failures`` are of a spot check.
    """

    kind: ProofKind
    at: datetime
    subject: str = ""
    valid_until: datetime | None = None
    expires_on: date | None = None
    is_expired: bool = False
    with_conditions: bool = False
    pieces: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Trust:
    proofs: list[Proof]
    figures: list[CountedFigure]
    badges: list[SupplierBadge]
    score: ScoreDay | None

    @property
    def composite(self) -> Decimal | None:
        """The score as buyers see it: none where nothing was counted, which the score of a shop
        without a fact would only seem to be."""
        return self.score.composite if self.score and self.figures else None


def trust_of(supplier: Supplier, at: datetime) -> Trust:
    """Seven queries at most, whatever there is."""
    score = latest(supplier)
    proofs = [*_documents(supplier, at), *_visit(supplier, at), *_audit(supplier, at)]
    proofs += _spot_checks(supplier, at)
    figures = figures_of(score, TOLD_FIGURES) if score else []
    return Trust(proofs, figures, badges_of(supplier), score)


def _documents(supplier: Supplier, at: datetime) -> list[Proof]:
    mine = all_in_force().filter(
        document__company=supplier.company_id, document__kind__in=TOLD, decided_at__lte=at
    )
    return [
        _document(revision, revision.decided_at, at)
        for revision in mine.order_by("document__kind", "document__goods", "pk")
        if revision.decided_at
    ]


def _document(revision: DocumentRevision, accepted_at: datetime, at: datetime) -> Proof:
    """Also of one that has run out: buyers are told that it was shown, and is no longer valid."""
    last = revision.expires_on
    return Proof(
        ProofKind.DOCUMENT,
        accepted_at,
        _name(revision),
        valid_until=end_of(last) if last else None,
        expires_on=last,
        is_expired=last is not None and last < day_of(at),
    )


def _name(revision: DocumentRevision) -> str:
    return document_label(revision.document.kind, revision.document.goods)


def _visit(supplier: Supplier, at: datetime) -> list[Proof]:
    visit = valid_visit(supplier.company, at)
    if visit is None or visit.finished_at is None:
        return []
    return [Proof(ProofKind.VISIT, visit.finished_at, valid_until=visit.valid_until)]


def _audit(supplier: Supplier, at: datetime) -> list[Proof]:
    """The last one that was decided, where it was passed; one called off decided nothing."""
    decided = Audit.objects.filter(supplier=supplier, ended_at__lte=at, status__in=AUDIT_VERDICTS)
    last = decided.order_by("-ended_at", "-pk").first()
    if last is None or last.ended_at is None or last.status not in AUDIT_PASSED:
        return []
    conditional = last.status == AuditStatus.PASSED_WITH_CONDITIONS
    return [Proof(ProofKind.AUDIT, last.ended_at, with_conditions=conditional)]


def _spot_checks(supplier: Supplier, at: datetime) -> list[Proof]:
    passed = passed_checks(supplier).filter(decided_at__lte=at)[:MOST_SPOT_CHECKS]
    return [
        Proof(
            ProofKind.SPOT_CHECK,
            check.decided_at,
            check.goods,
            pieces=check.sample_size,
            failures=check.failures or 0,
        )
        for check in named(passed)
        if check.decided_at
    ]
