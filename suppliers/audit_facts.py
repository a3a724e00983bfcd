"""What the records say of a part of an audit, as facts that are put into words for their reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.notices import pack, unpack
from suppliers.enums.audits import Finding

F = Finding


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known; ``code`` names its sentence, ``params`` fill it."""

    code: str
    finding: Finding
    params: Mapping[str, Any]

    def packed(self) -> dict[str, Any]:
        """As it is stored."""
        return {"code": self.code, "finding": self.finding.value, "params": pack(self.params)}


@dataclass(frozen=True, slots=True)
class Told:
    """A stored fact in the reader's language."""

    text: str
    finding: Finding


def fact(code: str, finding: Finding, **params: Any) -> Fact:
    return Fact(code, finding, params)


def finding_of(facts: Iterable[Fact]) -> Finding:
    """The worst of them; unknown where there are none."""
    found = {one.finding for one in facts}
    return next((finding for finding in _WORST_FIRST if finding in found), F.UNKNOWN)


def told(stored: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Stored facts in words."""
    return [
        Told(str(SENTENCES[one["code"]]) % unpack(one["params"]), F(one["finding"]))
        for one in stored
    ]


_WORST_FIRST = (F.BAD, F.LOOK, F.GOOD)

SENTENCES: dict[str, Any] = {
    "visit_valid": _("The last visit passed on %(on)s and is valid until %(until)s."),
    "visit_over": _("The last visit was valid until %(until)s."),
    "visit_left": _("The address has changed since the last visit; nobody has seen the new one."),
    "visit_failed": _("The last visit failed on %(on)s."),
    "visit_none": _("Nobody has visited it yet."),
    "visit_unlike": _("%(count)s points were otherwise there than they are said online."),
    "visit_wanted": _("This audit needs a visit of its own; since it opened none was reported."),
    "cases_open": _("%(count)s after-sales cases are open."),
    "cases_none": _("No after-sales case is open."),
    "document_missing": _("Not shown or not accepted: %(document)s."),
    "document_over": _("%(document)s ran out on %(on)s."),
    "documents_good": _("%(count)s documents are in force."),
    "check": _("Check “%(check)s”: %(outcome)s."),
    "checks_good": _("%(count)s automatic checks passed."),
    "composite": _("The composite score of %(day)s is %(score)s."),
    "pickup": _("Picked up within 48 hours: %(rate)s of %(count)s parcels."),
    "quality": _("Orders with a quality case in 90 days: %(rate)s of %(count)s."),
    "points": _("%(points)s penalty points count."),
}
