"""The supplier's page of its score: items, ranks, trend, and what would lift it (rules §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common import charts
from common.formats import number, percent
from suppliers.enums import Figure, ScoreItem
from suppliers.models import ScoreDay, Supplier
from suppliers.selectors.scores import (
    TREND_DAYS,
    ItemScore,
    figures_of,
    history,
    latest,
    what_lifts,
)

BEST_SCORE = 5
#: What is counted of each item.
COUNTS: dict[str, Any] = {
    ScoreItem.LOGISTICS: gettext_lazy("Parcels picked up in time"),
    ScoreItem.QUALITY: gettext_lazy("Orders with a quality case"),
    ScoreItem.AFTER_SALES: gettext_lazy("Cases and returns handled in time"),
    ScoreItem.CONSULTING: gettext_lazy("Questions answered in time"),
    ScoreItem.DISPUTES: gettext_lazy("Cases that did not end against the shop"),
}

#: Those that no item is made of.
OTHER_FIGURES = (Figure.PROMISE_KEPT, Figure.QUALITY_REFUND_90D, Figure.REPEAT)


@dataclass(frozen=True, slots=True)
class Row:
    """An item in words."""

    label: str
    counts: str
    weight: int
    score: int
    rate: str
    sample: str
    compared: str
    rank: str
    lift: str


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """The last score, item by item, and the days before."""
    supplier = get_object_or_404(Supplier, company=request.company)
    last = latest(supplier)
    context: dict[str, Any] = {"supplier": supplier, "last": last}
    if last is not None:
        days = history(supplier, TREND_DAYS, last.day)
        context["items"] = [_row(item) for item in what_lifts(supplier)]
        context["figures"] = figures_of(last, OTHER_FIGURES)
        context["trends"] = _trends(days)
    return render(request, "suppliers/score/overview.html", context)


def _row(item: ItemScore) -> Row:
    return Row(
        label=str(item.item.label),
        counts=str(COUNTS[item.item]),
        weight=item.weight,
        score=item.score,
        rate="—" if item.rate is None else percent(item.rate),
        sample=_("%(hits)s of %(facts)s")
        % {"hits": number(item.hits), "facts": number(item.facts)},
        compared=_compared(item),
        rank=_rank(item),
        lift=_lift(item),
    )


def _compared(item: ItemScore) -> str:
    """Said where the figure that is compared is not the plain share."""
    if item.figure is None or item.figure == item.rate or item.mean is None:
        return ""
    words = {"figure": percent(item.figure, 2), "mean": percent(item.mean, 2)}
    if item.rate is not None and percent(item.rate, 2) == words["figure"]:
        return ""
    return (
        _("counts as %(figure)s: with so few, the category's average of %(mean)s is mixed in")
        % words
    )


def _rank(item: ItemScore) -> str:
    if item.figure is None:
        return _("too few facts yet")
    return _("%(place)s of %(peers)s") % {
        "place": number(item.better + 1),
        "peers": number(item.peers),
    }


def _lift(item: ItemScore) -> str:
    if item.next_figure is None:
        return _no_lift(item)
    words = {"figure": percent(item.next_figure, 2), "score": item.next_score}
    if item.lower_is_better:
        return _("%(figure)s or less lifts it to %(score)s") % words
    return _("%(figure)s or more lifts it to %(score)s") % words


def _no_lift(item: ItemScore) -> str:
    """Where no figure lifts it: nothing is known, nothing went well yet, or it is the best."""
    if item.figure is None:
        return ""
    if item.has_failed_always:
        return _("Above %(score)s only once something went well") % {"score": item.score}
    return _("The best score there is here")


def _trends(days: Sequence[ScoreDay]) -> list[tuple[str, charts.Chart]]:
    """Charts over the days on which there was something to show."""
    score = [(row.day, float(row.composite)) for row in days]
    pickup = [(row.day, r) for row in days if (r := row.pickup_48h_rate) is not None]
    quality = [(row.day, r) for row in days if (r := row.quality_refund_rate) is not None]
    drawn = [
        (_("Score"), _trend(score, lambda value: number(round(value, 2)), range(BEST_SCORE + 1))),
        (str(COUNTS[ScoreItem.LOGISTICS]), _trend(pickup, percent)),
        (str(COUNTS[ScoreItem.QUALITY]), _trend(quality, percent)),
    ]
    return [(title, chart) for title, chart in drawn if len(chart.rows) > 1]


def _trend(
    days: Sequence[tuple[date, float]],
    shown: Callable[[float], str],
    steps: Sequence[float] = (),
) -> charts.Chart:
    points = [(f"{day:%m-%d}", value) for day, value in days]
    moments = [day.toordinal() for day, _value in days]
    return charts.line(points, shown, moments=moments, steps=steps)
