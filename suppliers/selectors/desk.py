"""What reviewers read: the queue by age and risk, and all that belongs to one decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from common import formats
from common.masking import masked_phone
from suppliers.enums import (
    ApplicationStatus,
    FlaggedGoods,
    Outcome,
    RevisionStatus,
    document_label,
)
from suppliers.models import Application, ApplicationEvent, Check, DocumentRevision
from suppliers.paperwork import SPECS
from suppliers.paperwork.labels import LABELS
from suppliers.paperwork.typed import ID_TYPES
from suppliers.selectors.applications import findings_of_renewal, papers
from suppliers.selectors.documents import documents_of
from suppliers.trades import trades


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document for the desk: its newest revision, what was typed, found, and shown before.

    ``revision`` is None where the application needs it and nothing was handed in.
    """

    label: str
    revision: DocumentRevision | None
    typed: Sequence[tuple[Any, str]] = ()
    findings: Sequence[Check] = ()
    earlier: Sequence[DocumentRevision] = ()

    @property
    def is_waiting(self) -> bool:
        return self.revision is not None and self.revision.status == RevisionStatus.PENDING

    @property
    def may_be_sent_back(self) -> bool:
        """Not what another document states, and not what was sent back already."""
        one = self.revision
        return (
            one is not None and one.covered_by_id is None and one.status != RevisionStatus.SENT_BACK
        )


def by_risk(rows: QuerySet[Application]) -> QuerySet[Application]:
    """With ``fails`` and ``warns``: how many of the checks of this round found something."""
    return rows.annotate(fails=_count(Outcome.FAIL), warns=_count(Outcome.WARN))


def _count(outcome: Outcome) -> Coalesce:
    own = Check.objects.standing().filter(application=OuterRef("pk"), round=OuterRef("round"))
    one_row = own.filter(outcome=outcome).order_by().values("application")
    return Coalesce(Subquery(one_row.annotate(count=Count("pk")).values("count")), 0)


def sheets(application: Application, findings: Iterable[Check]) -> list[Sheet]:
    """Every document that the application needs, in the order in which they are asked for."""
    found = _by_revision(findings)
    before = _revisions(application.company)
    return [
        Sheet(one.wanted.label, None)
        if one.revision is None
        else _sheet(one.revision, found, before[one.revision.document_id])
        for one in papers(application)
    ]


def sheet_of(revision: DocumentRevision) -> Sheet:
    """One document by itself, as a supplier renewed it."""
    of_applicant = revision.checks.select_related("revision__document").order_by("pk")
    found = _by_revision(findings_of_renewal(revision) or of_applicant)
    return _sheet(revision, found, _revisions(revision.document.company)[revision.document_id])


def general(findings: Iterable[Check]) -> list[Check]:
    """Findings that are of no one document."""
    return [check for check in findings if check.revision_id is None]


def _sheet(
    revision: DocumentRevision,
    found: Mapping[int | None, Sequence[Check]],
    revisions: Sequence[DocumentRevision],
) -> Sheet:
    return Sheet(
        label=document_label(revision.document.kind, revision.document.goods),
        revision=revision,
        typed=_typed(revision),
        findings=found.get(revision.pk, ()),
        earlier=[one for one in revisions if one.number < revision.number],
    )


def _revisions(company: Company) -> dict[int, list[DocumentRevision]]:
    return {row.pk: list(row.revisions.all()) for row in documents_of(company)}


def _by_revision(findings: Iterable[Check]) -> dict[int | None, list[Check]]:
    found: dict[int | None, list[Check]] = defaultdict(list)
    for check in findings:
        found[check.revision_id].append(check)
    return found


def _typed(revision: DocumentRevision) -> list[tuple[Any, str]]:
    """What was typed, but for the number, which is private."""
    names = [name for name in SPECS[revision.document.kind].fields if name != "identifier"]
    values = {name: revision.data.get(name, getattr(revision, name, "")) for name in names}
    return [(LABELS[name], _said(name, value)) for name, value in values.items()]


def _said(name: str, value: Any) -> str:
    if isinstance(value, date):
        return formats.day(value)
    if name == "id_type":
        return str(dict(ID_TYPES).get(value, value))
    return "–" if value in ("", None) else str(value)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of an application; ``objection`` says why it was sent back, if it was."""

    name: str
    label: str
    said: str
    objection: str = ""


def answers(application: Application, names: Iterable[str]) -> list[Answer]:
    """The answers of those names, as a reviewer reads them."""
    return [
        Answer(
            name,
            _label(name),
            _answer(application, name),
            application.sent_back.get(name, ""),
        )
        for name in names
    ]


def _label(name: str) -> str:
    if name == "belt":
        return gettext("belt")
    field: Any = Application._meta.get_field(name)
    return str(field.verbose_name)


def _answer(application: Application, name: str) -> str:
    value = getattr(application, name)
    if name == "trades":
        known = {one.slug: one.name if formats.in_chinese() else one.name_en for one in trades()}
        return ", ".join(known.get(slug, slug) for slug in value) or "–"
    if name == "goods":
        return ", ".join(str(FlaggedGoods(one).label) for one in value) or "–"
    if name == "phone":
        return masked_phone(value) or "–"
    if name == "kind":
        return application.get_kind_display()
    return "–" if value in ("", None) else str(value)


@dataclass(frozen=True, slots=True)
class Done:
    """A line of an application's history, in words."""

    event: ApplicationEvent
    said: Any


#: What was done without moving the status.
NOTED = {
    "claimed": _("Claimed"),
    "released": _("Released"),
    "taken_away": _("Released for the one who had claimed it"),
    "first_approval": _("Approved by the first reviewer"),
    "appeal_granted": _("Appeal granted"),
    "visited": _("Visit reported"),
}


def history(application: Application) -> list[Done]:
    """What was done, the latest first."""
    events = application.events.select_related("actor").order_by("-at", "-pk")
    return [
        Done(event, NOTED.get(event.data.get("what"), ApplicationStatus(event.target).label))
        for event in events
    ]
