"""Reads of applications: the company's own, what was found of it, what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Company
from common.countries import CHINA
from suppliers.enums import ApplicationStatus, Outcome, RevisionStatus
from suppliers.models import Application, Check, DocumentRevision
from suppliers.paperwork import Wanted, required
from suppliers.selectors.documents import newest

#: Answers without which nothing can be submitted.
NEEDED_ANSWERS = ("shop_name", "phone", "trades", "ships_from")
#: Of companies abroad: our places are those of China, and few there write Chinese.
NEEDED_ABROAD = ("shop_name_en", "phone", "trades")


def application_of(company: Company) -> Application | None:
    """The company's newest application; it may be decided."""
    rows = Application.objects.filter(company=company).select_related("company", "belt")
    return rows.order_by("-created_at", "-pk").first()


def findings_of(application: Application) -> QuerySet[Check]:
    """What the automatic checks found of what was submitted last."""
    found = application.checks.filter(round=application.round)
    return found.select_related("revision__document").order_by("pk")


def has_outcome(application: Application, outcome: Outcome) -> bool:
    return findings_of(application).filter(outcome=outcome).exists()


def needs_second(application: Application) -> bool:
    """Two reviewers decide on flagged goods, and where a check warned (rules §3)."""
    return bool(application.goods) or has_outcome(application, Outcome.WARN)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the application needs, with its newest revision where there is one."""

    wanted: Wanted
    revision: DocumentRevision | None

    @property
    def is_missing(self) -> bool:
        return self.revision is None or self.revision.status == RevisionStatus.SENT_BACK

    @property
    def is_accepted(self) -> bool:
        return self.revision is not None and self.revision.status == RevisionStatus.ACCEPTED


def papers(application: Application) -> list[Paper]:
    """Every document that the application needs, in the order in which they are asked for."""
    company = application.company
    have = newest(company)
    wanted = required(kind=application.kind, country=company.country, goods=application.goods)
    return [Paper(one, have.get(one.key)) for one in wanted]


def needed_answers(application: Application) -> Sequence[str]:
    return NEEDED_ANSWERS if application.company.country == CHINA else NEEDED_ABROAD


def asked_again(application: Application) -> frozenset[str]:
    """Answers that the reviewer sent back last, changed since or not; none in another status."""
    if application.status != ApplicationStatus.CHANGES_REQUESTED:
        return frozenset()
    sent = application.events.filter(target=ApplicationStatus.CHANGES_REQUESTED).last()
    return frozenset(application.sent_back) | frozenset(sent.data.get("fields", ()) if sent else ())


def missing_answers(application: Application) -> Sequence[str]:
    """Answers that are needed and empty, or were sent back and not changed since."""
    empty = [name for name in needed_answers(application) if not getattr(application, name)]
    return [*empty, *(name for name in application.sent_back if name not in empty)]
