"""The steps of the wizard: two of answers, one for each document, and the last look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from suppliers.enums import ApplicationStatus, RevisionStatus
from suppliers.models import Application
from suppliers.selectors.applications import NEEDED_ANSWERS, Paper, papers

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
    """``state`` is done, open, sent_back, accepted or covered; ``paper`` of a document's step."""

    slug: str
    label: str
    state: str
    url: str
    current: bool = False
    paper: Paper | None = None

    @property
    def done(self) -> bool:
        return self.state in ("done", "accepted")


def steps(application: Application, current: str = "") -> list[Step]:
    """All steps in their order; what the licence covers has none."""
    shown = [one for one in papers(application) if not one.wanted.covered]
    found = [
        _answers(application, ABOUT, _("Your company and shop")),
        _answers(application, GOODS, _("What you sell")),
        *(_paper(application, one) for one in shown),
    ]
    return [Step(s.slug, s.label, s.state, s.url, s.slug == current, s.paper) for s in found]


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


def _answers(application: Application, slug: str, label: str) -> Step:
    names = ANSWERS_OF[slug]
    if any(name in application.sent_back for name in names):
        state = "sent_back"
    elif application.status == ApplicationStatus.CHANGES_REQUESTED:
        state = "accepted"
    elif all(getattr(application, name) for name in names if name in NEEDED_ANSWERS):
        state = "done"
    else:
        state = "open"
    return Step(slug, label, state, reverse("suppliers:application_step", args=[slug]))


_STATES = {
    RevisionStatus.PENDING: "done",
    RevisionStatus.ACCEPTED: "accepted",
    RevisionStatus.SENT_BACK: "sent_back",
}


def _paper(application: Application, paper: Paper) -> Step:
    slug = slug_of(paper)
    state = _STATES[RevisionStatus(paper.revision.status)] if paper.revision else "open"
    url = reverse("suppliers:application_step", args=[slug])
    return Step(slug, paper.wanted.label, state, url, paper=paper)
