"""What an auditor reads beside the checklist: why there is an audit, and what else is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from suppliers.models import Audit, AuditCause, SpotCheck, Supplier
from suppliers.selectors.spot_checks import checks_behind
from suppliers.selectors.waiting import Waits, waiting_for, waiting_for_auditor


@dataclass(frozen=True, slots=True)
class Why:
    """A cause, and the spot check that brought it where one did."""

    cause: AuditCause
    check: SpotCheck | None

    @property
    def said(self) -> str:
        return self.check.goods if self.check else str(self.cause.said)


@dataclass(frozen=True, slots=True)
class OpenThing:
    """What is open at a shop until ``until``, and its page on the desk."""

    said: str
    until: datetime
    url: str


def causes_of(audit: Audit) -> list[Why]:
    causes = list(audit.causes.all())
    checks = checks_behind(causes)
    return [Why(cause, checks.get(cause.key)) for cause in causes]


def open_at(supplier: Supplier, at: datetime) -> list[OpenThing]:
    """The soonest first; not the audit itself nor its visits, which have parts of their own."""
    both = [*waiting_for(supplier, at), *waiting_for_auditor(supplier)]
    found = sorted((one for one in both if one.kind in _SAID), key=lambda one: one.at)
    return [OpenThing(_SAID[one.kind](one.thing), one.at, _page(one.thing)) for one in found]


def _page(thing: Any) -> str:
    # A condition is shown on the page of its audit.
    shown = getattr(thing, "audit", None) or thing
    return reverse(f"admin:suppliers_{shown._meta.model_name}_change", args=[shown.pk])


_SAID: dict[Waits, Callable[[Any], str]] = {
    Waits.CONDITION: lambda it: _("Condition of an audit: %(text)s") % {"text": it.text},
    Waits.ANSWER: lambda it: (
        _("Answered condition, an auditor decides: %(text)s") % {"text": it.text}
    ),
    Waits.RETEST: lambda it: _("Failed, may be tested again: %(goods)s") % {"goods": it.goods},
    Waits.SUPERVISION: lambda it: (
        _("Under supervision: %(goods)s") % {"goods": it.check_failed.goods}
    ),
    Waits.APPEAL: lambda it: _("May be appealed: %(reason)s") % {"reason": it.said},
}
