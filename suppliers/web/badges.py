"""The supplier's page of badges: what each takes, and what there is (rules §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.formats import day, number
from suppliers.badges import Condition, Verdict
from suppliers.enums import BadgeCondition as C
from suppliers.models import Supplier, SupplierBadge
from suppliers.selectors.badges import badges_of, history_of, verdicts_of

#: Conditions of which a day is shown.
_DAYS = frozenset({C.VISIT, C.FACTORY, C.VISITED})


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    met: bool
    have: str
    need: str
    one_of: bool


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
        Shown(verdict, [_row(c) for c in verdict.conditions], held.get(verdict.badge))
        for verdict in verdicts_of(supplier, timezone.now())
    ]
    context = {"badges": shown, "taken": history_of(supplier)}
    return render(request, "suppliers/badges/overview.html", context)


def _row(condition: Condition) -> Row:
    return Row(
        label=condition.label,
        met=condition.met,
        have=_have(condition),
        need=_need(condition),
        one_of=condition.one_of,
    )


def _have(condition: Condition) -> str:
    if not condition.have:
        return _("yes") if condition.met else _("no")
    if condition.code in _DAYS:
        return day(datetime.fromisoformat(condition.have))
    return _figure(condition.have)


def _need(condition: Condition) -> str:
    if not condition.need:
        return _("yes")
    sign = {C.POINTS: "<", C.CASES: "≤"}.get(C(condition.code), "≥")
    return f"{sign} {_figure(condition.need)}"


def _figure(text: str) -> str:
    """A number as people read it; names stay as they are."""
    try:
        return number(Decimal(text).normalize() + 0)
    except ArithmeticError:
        return text
