"""Reads of applications: the company's own, what was found of it, what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from accounts.models import Company
from common.countries import CHINA
from suppliers.enums import ApplicationStatus, CheckCode, FlaggedGoods, Outcome, RevisionStatus
from suppliers.enums.applications import WRITABLE
from suppliers.models import Application, Check, DocumentRevision
from suppliers.paperwork import Wanted, required
from suppliers.selectors.documents import newest
from suppliers.trades import trades

#: Answers without which nothing can be submitted.
NEEDED_ANSWERS = ("shop_name", "phone", "trades", "ships_from")
#: Of companies abroad: our places are those of China, and few there write Chinese.
NEEDED_ABROAD = ("shop_name_en", "phone", "trades")


def application_of(company: Company) -> Application | None:
    """The company's newest application; it may be decided."""
    rows = Application.objects.filter(company=company).select_related("company", "belt")
    return rows.order_by("-created_at", "-pk").first()


def has_to_write(company: Company) -> bool:
    """Whether the company's application is its to write: begun, or sent back by its reviewer."""
    return Application.objects.filter(company=company, status__in=WRITABLE).exists()


def findings_of(application: Application) -> QuerySet[Check]:
    """What the automatic checks found, looking last, of what was submitted last."""
    found = Check.objects.standing().filter(application=application, round=application.round)
    return found.select_related("revision__document").order_by("pk")


def has_outcome(application: Application, outcome: Outcome) -> bool:
    return findings_of(application).filter(outcome=outcome).exists()


def needs_second(application: Application) -> bool:
    """Two reviewers decide on flagged goods, and where a check warned (rules §3)."""
    return bool(goods_of(application)) or has_outcome(application, Outcome.WARN)


def goods_of(application: Application) -> list[str]:
    """Flagged goods that need a qualification: those it names, and those that its trades are."""
    of_trades = {trade.goods for trade in trades() if trade.slug in application.trades}
    return [one for one in FlaggedGoods.values if one in {*application.goods, *of_trades}]


def findings_of_renewal(revision: DocumentRevision) -> list[Check]:
    """What was found last of a document that a supplier renewed, its reading included."""
    rows = Check.objects.filter(revision=revision, application=None)
    own = rows.select_related("revision__document")
    last = Max("round", filter=~Q(code=CheckCode.READING))
    newest = own.aggregate(last=last)["last"]
    return list(own.filter(Q(code=CheckCode.READING) | Q(round=newest)).order_by("pk"))


def is_read(revision: DocumentRevision, application: Application | None = None) -> bool:
    """Whether a machine tried to read the licence, in this round of an application if in one."""
    number = application.round if application else 0
    return Check.objects.filter(
        revision=revision, code=CheckCode.READING, application=application, round=number
    ).exists()


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
    wanted = required(kind=application.kind, country=company.country, goods=goods_of(application))
    return [Paper(one, have.get(one.key)) for one in wanted]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A document that was handed in and neither accepted nor sent back; whether a check failed."""

    label: str
    is_failed: bool


def undecided(application: Application) -> list[Undecided]:
    """What its reviewer has not decided of yet; not what another document states."""
    failed = set(
        findings_of(application).filter(outcome=Outcome.FAIL).values_list("revision", flat=True)
    )
    return [
        Undecided(str(one.wanted.label), one.revision.pk in failed)
        for one in papers(application)
        if one.revision is not None
        and one.revision.covered_by_id is None
        and one.revision.status == RevisionStatus.PENDING
    ]


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
