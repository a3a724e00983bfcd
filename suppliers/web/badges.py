"""The supplier's page of badges: what each takes, and what there is (rules §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.formats import day, number, one_language
from suppliers.badges import Condition, Verdict
from suppliers.enums import BadgeCondition as C
from suppliers.models import Supplier, SupplierBadge
from suppliers.selectors.badges import badges_of, history_of, verdicts_of

#: Conditions of which a day is shown.
_DAYS = frozenset({C.VISIT, C.FACTORY, C.VISITED})


@dataclass(frozen=True, slots=True)
class Row:
    """``opens_group``: the first of those of which one is enough; ``spared``: another is met."""

    label: str
    met: bool
    have: str
    need: str
    one_of: bool
    opens_group: bool
    spared: bool
    way_url: str = ""
    way_label: Any = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A badge as its page shows it; ``held`` where the shop has it."""

    verdict: Verdict
    rows: list[Row]
    held: SupplierBadge | None

    @property
    def summary(self) -> str:
        words = {"met": self.verdict.met, "total": self.verdict.total}
        return _("meets %(met)s of %(total)s") % words


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Every badge with its conditions as they stand now, and those that were taken."""
    supplier = get_object_or_404(Supplier, company=request.company)
    held = {row.badge: row for row in badges_of(supplier)}
    shown = [
        Shown(verdict, _rows(verdict), held.get(verdict.badge))
        for verdict in verdicts_of(supplier, timezone.now())
    ]
    context = {"badges": shown, "taken": history_of(supplier)}
    return render(request, "suppliers/badges/overview.html", context)


def _rows(verdict: Verdict) -> list[Row]:
    choice = [condition for condition in verdict.conditions if condition.one_of]
    one_is_met = any(condition.met for condition in choice)
    return [
        Row(
            label=condition.label,
            met=condition.met,
            have=_have(condition),
            need=_need(condition),
            one_of=condition.one_of,
            opens_group=condition in choice[:1],
            spared=condition.one_of and one_is_met and not condition.met,
            **_way(condition),
        )
        for condition in verdict.conditions
    ]


#: Where a supplier can do something about a condition that is not met.
_WAYS: dict[str, tuple[str, Any]] = {
    C.DEPOSIT: ("payments:deposit", gettext_lazy("Pay into the deposit")),
}


def _way(condition: Condition) -> dict[str, Any]:
    if condition.met or condition.code not in _WAYS:
        return {}
    page, label = _WAYS[condition.code]
    return {"way_url": reverse(page), "way_label": label}


#: The half of a condition that is yes or no, where it is there and where it is not.
_HALVES: dict[str, tuple[Any, Any]] = {
    C.FACTORY: (gettext_lazy("a factory"), gettext_lazy("not a factory")),
    C.REVENUE: (
        gettext_lazy("a specialised maker's certificate"),
        gettext_lazy("no specialised maker's certificate"),
    ),
    C.KNOWN: (
        gettext_lazy("a known brand or customers abroad"),
        gettext_lazy("no known brand or customers abroad on record"),
    ),
    C.ONLINE: (
        gettext_lazy("supply to online shops"),
        gettext_lazy("no supply to online shops on record"),
    ),
}


def _have(condition: Condition) -> str:
    """What there is, with both halves where a condition has two: so that one sees which lacks."""
    if condition.also is None:
        return _measured(condition)
    return f"{_measured(condition)} · {_HALVES[condition.code][0 if condition.also else 1]}"


def _measured(condition: Condition) -> str:
    if condition.code in _DAYS:
        at = condition.have
        return day(datetime.fromisoformat(at)) if at else _("not visited")
    if not condition.have:
        return _("yes") if condition.met else _("no")
    return _figure(condition.have)


def _need(condition: Condition) -> str:
    if condition.limit is None:
        return str(_HALVES[condition.code][0]) if condition.code in _HALVES else _("yes")
    number_needed = f"{condition.limit.label} {_figure(condition.need)}"
    if condition.also is None:
        return number_needed
    words = {"number": number_needed, "half": _HALVES[condition.code][0]}
    if condition.code == C.REVENUE:
        return _("%(number)s, or %(half)s") % words
    return _("%(number)s, and %(half)s") % words


def _figure(text: str) -> str:
    """A number as people read it; a name in the reader's language."""
    try:
        return number(Decimal(text).normalize() + 0)
    except ArithmeticError:
        return one_language(text)
