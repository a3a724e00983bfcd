"""The steps of the wizard: two of answers, one for each document, and the last look."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from suppliers.enums import ApplicationStatus, DocumentKind, RevisionStatus
from suppliers.models import Application
from suppliers.selectors.applications import Paper, asked_again, needed_answers, papers
from suppliers.selectors.bank_checks import is_verified

ABOUT, GOODS, SUBMIT = "about", "goods", "submit"
ANSWERS_OF: dict[str, tuple[str, ...]] = {
    ABOUT: (
        "kind",
        "shop_name",
        "shop_name_en",
        "phone",
        "founded_year",
        "intro",
        "intro_en",
    ),
    GOODS: ("trades", "goods", "belt", "ships_from", "currency"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """``state`` is done, open, sent_back, accepted, or kept: not sent back with the others.

    ``note`` tells what is still wanted; ``paper`` is that of a document's step.
    """

    slug: str
    label: str
    state: str
    url: str
    current: bool = False
    note: str = ""
    paper: Paper | None = None

    @property
    def done(self) -> bool:
        return self.state in ("done", "accepted", "kept")


def steps(application: Application, current: str = "") -> list[Step]:
    """All steps in their order; what the licence covers has none."""
    shown = [one for one in papers(application) if not one.wanted.covered]
    asked = asked_again(application)
    found = [
        _answers(application, ABOUT, _("Your company and shop"), asked),
        _answers(application, GOODS, _("What you sell"), asked),
        *(_paper(application, one) for one in shown),
    ]
    return [replace(step, current=step.slug == current) for step in found]


def slug_of(paper: Paper) -> str:
    kind, goods = paper.wanted.key
    return f"{kind}-{goods}" if goods else kind


def next_open(found: Sequence[Step], after: str) -> str:
    """The address of the next step that wants something after ``after``; else the last look."""
    slugs = [step.slug for step in found]
    start = slugs.index(after) + 1 if after in slugs else 0
    for step in [*found[start:], *found[:start]]:
        if not step.done and step.slug != after:
            return step.url
    return reverse("suppliers:application")


def _answers(application: Application, slug: str, label: str, asked: Collection[str]) -> Step:
    names = ANSWERS_OF[slug]
    back = [application.sent_back[name] for name in names if name in application.sent_back]
    if back:
        state = "sent_back"
    elif application.status == ApplicationStatus.CHANGES_REQUESTED:
        state = "done" if any(name in asked for name in names) else "kept"
    elif all(getattr(application, name) for name in names if name in needed_answers(application)):
        state = "done"
    else:
        state = "open"
    url = reverse("suppliers:application_step", args=[slug])
    return Step(slug, label, state, url, note=" / ".join(back))


_STATES = {
    RevisionStatus.PENDING: "done",
    RevisionStatus.ACCEPTED: "accepted",
    RevisionStatus.SENT_BACK: "sent_back",
}


def _paper(application: Application, paper: Paper) -> Step:
    slug = slug_of(paper)
    state = _STATES[RevisionStatus(paper.revision.status)] if paper.revision else "open"
    url = reverse("suppliers:application_step", args=[slug])
    return Step(slug, paper.wanted.label, state, url, note=_note(application, paper), paper=paper)


def _note(application: Application, paper: Paper) -> str:
    """Why a document came back; of an account, that it is still to be confirmed."""
    revision = paper.revision
    if revision is None or revision.objection:
        return revision.objection if revision else ""
    is_bank = paper.wanted.kind == DocumentKind.BANK
    if is_bank and not is_verified(application.company, revision.identifier_digest):
        return _("Still to be confirmed by the transfer.")
    return ""
