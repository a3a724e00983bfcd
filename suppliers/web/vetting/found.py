"""What the automatic checks found, put for who applies: the worst first, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from suppliers.enums import CheckCode, Outcome
from suppliers.models import Application, Check
from suppliers.selectors.applications import findings_of, papers
from suppliers.services import checks
from suppliers.web.vetting.steps import slug_of

ORDER = (Outcome.FAIL, Outcome.WARN, Outcome.OPEN, Outcome.PASS)
#: What only a submission finds: it is shown of the last one while the applicant writes.
AFTER_SUBMITTING = (CheckCode.UNUSED, CheckCode.READING)
_ADVICE: Mapping[str, Any] = {
    CheckCode.DIGITS: gettext_lazy("Type the number again, character by character."),
    CheckCode.VALIDITY: gettext_lazy("Renew it first, then show the new one."),
    CheckCode.SAME_NAME: gettext_lazy(
        "Look for a mistyped name here, on the licence and on the page of your company; else show"
        " one in the company's name."
    ),
    CheckCode.SAME_PERSON: gettext_lazy(
        "Look for a mistyped name here and on the licence; else show the ID of the person whom the"
        " licence names."
    ),
    CheckCode.SCOPE: gettext_lazy(
        "Copy the whole scope from the licence. If it does not name this, two reviewers decide."
    ),
    CheckCode.READING: gettext_lazy("Compare what you typed with the picture."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding; ``url`` of the step in which it is mended, where it may be written."""

    check: Check
    url: str = ""

    @property
    def reason(self) -> str:
        """Who else names a number is not the applicant's to know."""
        if self.check.code == CheckCode.UNUSED and self.check.outcome != Outcome.PASS:
            return _("Something you named is named by another company too. A reviewer looks at it.")
        if self.check.outcome == Outcome.OPEN:
            return _("A reviewer looks at it.")
        return self.check.reason

    @property
    def advice(self) -> str:
        bad = self.check.outcome in (Outcome.FAIL, Outcome.WARN)
        return str(_ADVICE.get(self.check.code, "")) if bad else ""


@dataclass(frozen=True, slots=True)
class Found:
    """``lines`` are those to look at, the worst first; ``passed`` the rest."""

    lines: Sequence[Line]
    passed: Sequence[Line]

    def count(self, outcome: Outcome) -> int:
        return sum(line.check.outcome == outcome for line in self.lines)

    @property
    def fails(self) -> int:
        return self.count(Outcome.FAIL)

    @property
    def title(self) -> str:
        """How many do not pass and how many warn."""
        fails, warns = self.fails, self.count(Outcome.WARN)
        failing = ngettext("%(count)d does not pass", "%(count)d do not pass", fails)
        warning = ngettext("%(count)d warns", "%(count)d warn", warns)
        told = [text % {"count": n} for text, n in ((failing, fails), (warning, warns)) if n]
        if len(told) == 2:
            return _("%(first)s, %(second)s") % {"first": told[0], "second": told[1]}
        return told[0] if told else _("All of them pass")


def found(rows: Iterable[Check], urls: Mapping[int | None, str] | None = None) -> Found:
    ordered = sorted(rows, key=lambda row: ORDER.index(Outcome(row.outcome)))
    lines = [Line(row, (urls or {}).get(row.revision_id, "")) for row in ordered]
    passed = [line for line in lines if line.check.outcome == Outcome.PASS]
    return Found([line for line in lines if line not in passed], passed)


def of_application(application: Application, at: datetime) -> Found:
    """As it stands, where it may be written; else as it was submitted last."""
    recorded = findings_of(application)
    if not application.is_writable:
        return found(recorded)
    shown = {one.revision.pk: one for one in papers(application) if one.revision is not None}
    still = [
        row
        for row in recorded
        if row.code in AFTER_SUBMITTING and row.revision_id in (None, *shown)
    ]
    urls: dict[int | None, str] = {
        pk: reverse("suppliers:application_step", args=[slug_of(one)])
        for pk, one in shown.items()
        if not one.is_accepted
    }
    return found([*checks.foreseen(application=application, at=at), *still], urls)
