"""What waits for a supplier, in words: on the first page of its desk and on that of standing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.formats import number
from suppliers.models import Supplier
from suppliers.selectors.waiting import Waiting, Waits, waiting_for


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """``label`` says what is at ``at``."""

    kind: Waits
    title: str
    text: str
    label: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class _Words:
    title: Callable[[Any], str]
    text: Any
    label: Any
    page: str
    anchor: Callable[[Any], str] = lambda _thing: ""


def waiting_lines(supplier: Supplier, at: datetime) -> list[WaitingLine]:
    """The soonest first, each with the page where something can be done about it."""
    return [_line(one) for one in waiting_for(supplier, at)]


def _line(one: Waiting) -> WaitingLine:
    words = _WORDS[one.kind]
    text = words.text(one.thing) if callable(words.text) else str(words.text)
    url = reverse(words.page) + words.anchor(one.thing)
    return WaitingLine(one.kind, words.title(one.thing), text, str(words.label), one.at, url)


def _said(sentence: Any) -> Callable[[Any], str]:
    return lambda _thing: str(sentence)


def _supervised(supervision: Any) -> str:
    words = {
        "wanted": number(supervision.wanted),
        "goods": supervision.check_failed.goods,
    }
    said = ngettext(
        "Up to %(wanted)s new sample of “%(goods)s” is taken.",
        "Up to %(wanted)s new samples of “%(goods)s” are taken.",
        supervision.wanted,
    )
    return said % words


_WORDS: Mapping[Waits, _Words] = {
    Waits.AUDIT: _Words(
        _said(gettext_lazy("Your shop is being audited")),
        gettext_lazy("An auditor of the market goes through documents, figures and open cases."),
        gettext_lazy("To be done:"),
        "suppliers:audits",
        lambda audit: f"#{audit.anchor}",
    ),
    Waits.CONDITION: _Words(
        lambda condition: _("Condition of an audit: %(text)s") % {"text": condition.text},
        gettext_lazy("A condition that is not met in time restricts your shop."),
        gettext_lazy("Deadline:"),
        "suppliers:audits",
    ),
    Waits.VISIT_PROPOSED: _Words(
        _said(gettext_lazy("A site visit is proposed")),
        gettext_lazy("Agree to the date, or ask for another."),
        gettext_lazy("Proposed for:"),
        "suppliers:audits",
    ),
    Waits.VISIT_AGREED: _Words(
        _said(gettext_lazy("An inspector visits you")),
        gettext_lazy("Have somebody there who can show what you said online."),
        gettext_lazy("Agreed for:"),
        "suppliers:audits",
    ),
    Waits.VISIT_ENDS: _Words(
        _said(gettext_lazy("Your site visit runs out")),
        gettext_lazy("Badges that take a valid visit are lost with it."),
        gettext_lazy("Valid until:"),
        "suppliers:badges",
    ),
    Waits.DOCUMENT: _Words(
        lambda revision: _("Renew: %(document)s") % {"document": revision.document.label},
        gettext_lazy("Once it has run out, your shop is restricted until a new one is accepted."),
        gettext_lazy("Valid until:"),
        "suppliers:documents",
    ),
    Waits.RETEST: _Words(
        lambda check: _("You may ask for a retest of “%(goods)s”") % {"goods": check.goods},
        gettext_lazy("If the goods pass, the points are given back."),
        gettext_lazy("Until:"),
        "suppliers:spot_checks",
    ),
    Waits.SUPERVISION: _Words(
        _said(gettext_lazy("Your shop is under supervision")),
        _supervised,
        gettext_lazy("Ends:"),
        "suppliers:spot_checks",
    ),
    Waits.APPEAL: _Words(
        lambda decided: _("You may appeal: %(reason)s") % {"reason": decided.said},
        gettext_lazy(
            "You can appeal once against a decision; a different member of staff decides."
        ),
        gettext_lazy("Until:"),
        "suppliers:standing",
    ),
}
