"""Check digits, and how long documents are still valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_noop as _

from suppliers.checks.facts import Facts, Finding, Paper
from suppliers.enums import CheckCode, Outcome
from suppliers.errors import BadNumber
from suppliers.numbers import check
from suppliers.paperwork import SPECS
from suppliers.paperwork.typed import number_kind


def digits(facts: Facts) -> Iterator[Finding]:
    """The number of each document that has a scheme of its own."""
    for paper in facts.papers:
        kind = number_kind(paper.kind, facts.country, paper.id_type)
        if kind is not None and paper.identifier:
            yield _digits_of(paper, kind, facts)


def _digits_of(paper: Paper, kind: str, facts: Facts) -> Finding:
    words: dict[str, Any] = {"document": paper.named}
    try:
        number = check(kind, facts.country, paper.identifier, on=facts.today)
    except BadNumber as error:
        text = _("%(document)s: the number cannot be right. %(why)s")
        words |= {"why": str(error)}
        return Finding(CheckCode.DIGITS, Outcome.FAIL, text, words, paper.revision_id)
    text = (
        _("%(document)s: the check digits are right.")
        if number.by_check_digits
        else _("%(document)s: the number has the right form; it has no check digits.")
    )
    return Finding(CheckCode.DIGITS, Outcome.PASS, text, words, paper.revision_id)


def days(facts: Facts) -> Iterator[Finding]:
    """Each document that names a last day is valid now, and for the days that the policy wants."""
    for paper in facts.papers:
        if "expires_on" in SPECS[paper.kind].fields:
            yield _days_of(paper, facts)


def _days_of(paper: Paper, facts: Facts) -> Finding:
    words: dict[str, Any] = {"document": paper.named}
    if paper.expires_on is None:
        text, outcome = _("%(document)s does not run out."), Outcome.PASS
        return Finding(CheckCode.VALIDITY, outcome, text, words, paper.revision_id)
    left = (paper.expires_on - facts.today).days
    words |= {"day": {"day": paper.expires_on.isoformat()}, "left": left}
    if left < 0:
        text, outcome = _("%(document)s ran out on %(day)s."), Outcome.FAIL
    elif left < facts.validity_days:
        words |= {"least": facts.validity_days}
        text = _("%(document)s is valid for %(left)s more days; at least %(least)s are needed.")
        outcome = Outcome.FAIL
    else:
        text, outcome = _("%(document)s is valid until %(day)s."), Outcome.PASS
    return Finding(CheckCode.VALIDITY, outcome, text, words, paper.revision_id)
