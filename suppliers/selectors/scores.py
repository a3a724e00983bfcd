"""Reads of scores: the latest, the days before, and what would lift an item (rules §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from common.formats import number, percent
from suppliers.enums import LOWER_IS_BETTER, SAMPLES, Figure, ScoreItem
from suppliers.models import CategoryDay, ScoreDay, Supplier
from suppliers.selectors.scoring import COUNTED

#: So many days of scores a supplier is shown.
TREND_DAYS = 90


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A share, and how many it was counted from."""

    code: Figure
    rate: float
    sample: int

    @property
    def label(self) -> str:
        return str(self.code.label)

    @property
    def value(self) -> str:
        """Both in words."""
        return _("%(rate)s of %(n)s") % {"rate": percent(self.rate), "n": number(self.sample)}


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item of a supplier's score, and what the next better score takes.

    ``rate`` is the plain share of ``hits`` in ``facts`` (None without any); ``figure`` is what is
    compared, filled up by the category's ``mean`` where facts are few; None without a fact of one's
    own. ``better`` of ``peers``, the category's suppliers with facts, have a better figure.
    ``next_figure`` is the least good one that has ``next_score``: as good as that, and the score is
    had. None of both where no better figure has a better score, or there is no figure.
    ``lower_is_better`` says which way is up.
    """

    item: ScoreItem
    score: int
    weight: int
    rate: float | None
    hits: int
    facts: int
    figure: float | None
    mean: float | None
    median: float | None
    better: int
    peers: int
    next_figure: float | None
    next_score: int | None
    lower_is_better: bool

    @property
    def has_failed_always(self) -> bool:
        """Whether nothing of it went well so far."""
        return bool(self.hits >= self.facts if self.lower_is_better else not self.hits)


def latest_day() -> date | None:
    """The last day that was scored."""
    return ScoreDay.objects.order_by("-day").values_list("day", flat=True).first()


def latest(supplier: Supplier) -> ScoreDay | None:
    """The supplier's last score; None before its first night."""
    newest = ScoreDay.objects.order_by("-day").values("day")[:1]
    scored = ScoreDay.objects.filter(supplier=supplier, day=newest)
    return scored.select_related("policy_version").first()


def history(supplier: Supplier, days: int, until: date | None = None) -> list[ScoreDay]:
    """The scores of the last ``days`` days to ``until`` (the last day that was scored), oldest
    first; days on which nothing was scored are left out."""
    last = until or latest_day()
    if last is None:
        return []
    wanted = [last - timedelta(days=n) for n in range(days)]
    return list(ScoreDay.objects.filter(supplier=supplier, day__in=wanted).order_by("day"))


def figures_of(day: ScoreDay, codes: Iterable[Figure] = tuple(Figure)) -> list[CountedFigure]:
    """Those of ``codes`` that were counted from something."""
    counted = [(code, getattr(day, code), getattr(day, SAMPLES[code])) for code in codes]
    return [CountedFigure(code, rate, sample) for code, rate, sample in counted if rate is not None]


def category_day(category: str, day: date) -> dict[str, CategoryDay]:
    """What the suppliers of a main category came to on ``day``, by item."""
    return {row.item: row for row in CategoryDay.objects.filter(category=category, day=day)}


def what_lifts(supplier: Supplier) -> list[ItemScore]:
    """Each item of the supplier's last score, with what would lift it; two queries."""
    day = latest(supplier)
    if day is None:
        return []
    categories = category_day(day.category, day.day)
    return [_item_score(item, day, categories[item]) for item in ScoreItem]


def _item_score(item: ScoreItem, day: ScoreDay, category: CategoryDay) -> ItemScore:
    rules = day.policy_version.rules
    hits, facts = (int(getattr(day, name)) for name in (COUNTED[item].hits, COUNTED[item].facts))
    figure, score = getattr(day, f"{item}_figure"), getattr(day, f"{item}_score")
    next_figure, next_score = _next(figure, score, category, rules.item_scores)  # type: ignore[attr-defined]
    return ItemScore(
        item=item,
        score=score,
        weight=getattr(rules, f"{item}_weight"),
        rate=hits / facts if facts else None,
        hits=hits,
        facts=facts,
        figure=figure,
        mean=category.mean,
        median=category.median,
        better=getattr(day, f"{item}_better"),
        peers=category.suppliers,
        next_figure=next_figure,
        next_score=next_score,
        lower_is_better=item in LOWER_IS_BETTER,
    )


def _next(
    figure: float | None, score: int, category: CategoryDay, scores: Iterable[int]
) -> tuple[float | None, int | None]:
    """The threshold of the next better score, and that score."""
    if figure is None:
        return None, None
    above = [
        (threshold, had)
        for threshold, had in zip(category.thresholds, scores, strict=False)
        if threshold is not None and had > score and _is_better(threshold, figure, category)
    ]
    return above[-1] if above else (None, None)


def _is_better(threshold: float, figure: float, category: CategoryDay) -> bool:
    """Whether it has still to be reached: what always failed has no more than the neutral score."""
    return threshold < figure if category.lower_is_better else threshold > figure
