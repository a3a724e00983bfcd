"""What the facts made of a supplier on a day, and of a category (rules §5; docs/scores.md).

Written whole, a day at a time, by ``suppliers.services.scores``; never edited. Their foreign keys
are not held by the database: the statement that writes them reads the suppliers themselves, and
100,000 checks a day would cost as much as counting the facts.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from suppliers.enums import LOWER_IS_BETTER, ScoreItem


def _count() -> Any:
    return models.IntegerField(default=0)


def _figure() -> Any:
    return models.FloatField(null=True, blank=True)


def _better() -> Any:
    return models.IntegerField(default=0)


def _score() -> Any:
    return models.SmallIntegerField()


class ScoreDay(models.Model):
    """The figures of a supplier as of the midnight at which ``day`` begins in the market's zone.

    Counts are of the days of the policy's window; ``_90d`` of its long, ``_7d`` of its short one.
    """

    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.CASCADE,
        related_name="score_days",
        db_constraint=False,
        db_index=False,
    )
    day = models.DateField(_("day"))
    category = models.CharField(_("main category"), max_length=80, blank=True)
    peers = models.IntegerField(help_text=_("Suppliers of the category, this one among them."))

    parcels_due = _count()
    quick_pickups = _count()
    promises = _count()
    promises_kept = _count()
    answers_due = _count()
    answers_in_time = _count()
    signed = _count()
    quality_cases = _count()
    services_due = _count()
    services_in_time = _count()
    outcomes = _count()
    outcomes_for = _count()
    parcels_due_7d = _count()
    quick_pickups_7d = _count()
    signed_90d = _count()
    quality_cases_90d = _count()
    purchases_90d = _count()
    repeats_90d = _count()
    reviews_90d = _count()
    stars_90d = models.FloatField(default=0)

    # Of each item: the figure that is compared (empty without a fact of one's own, which then is
    # nobody's peer), the peers that are strictly better, the score.
    logistics_figure = _figure()
    logistics_better = _better()
    logistics_score = _score()
    quality_figure = _figure()
    quality_better = _better()
    quality_score = _score()
    after_sales_figure = _figure()
    after_sales_better = _better()
    after_sales_score = _score()
    consulting_figure = _figure()
    consulting_better = _better()
    consulting_score = _score()
    disputes_figure = _figure()
    disputes_better = _better()
    disputes_score = _score()

    composite = models.DecimalField(_("score"), max_digits=4, decimal_places=2)
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        verbose_name = _("score of a day")
        verbose_name_plural = _("scores of days")
        constraints = [
            # The day first: a night appends to one end of the index, and a supplier's last days
            # are found by naming them.
            models.UniqueConstraint(fields=["day", "supplier"], name="score_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} {self.day}: {self.composite}"

    @property
    def pickup_48h_rate(self) -> float | None:
        return share(self.quick_pickups, self.parcels_due)

    @property
    def pickup_48h_rate_7d(self) -> float | None:
        return share(self.quick_pickups_7d, self.parcels_due_7d)

    @property
    def promise_kept_rate(self) -> float | None:
        return share(self.promises_kept, self.promises)

    @property
    def response_3min_rate(self) -> float | None:
        return share(self.answers_in_time, self.answers_due)

    @property
    def quality_refund_rate(self) -> float | None:
        return share(self.quality_cases, self.signed)

    @property
    def quality_refund_rate_90d(self) -> float | None:
        return share(self.quality_cases_90d, self.signed_90d)

    @property
    def repeat_rate(self) -> float | None:
        return share(self.repeats_90d, self.purchases_90d)

    @property
    def rating(self) -> float | None:
        return share(self.stars_90d, self.reviews_90d)


class CategoryDay(models.Model):
    """What the suppliers of a main category came to in one item: what a figure is measured by.

    ``suppliers`` are those with a fact of the item, who alone are ranked.
    """

    day = models.DateField()
    category = models.CharField(max_length=80, blank=True)
    item = models.CharField(max_length=12, choices=ScoreItem.choices)
    suppliers = models.IntegerField()
    facts = models.BigIntegerField(help_text=_("Facts of the window, of all suppliers together."))
    mean = models.FloatField(null=True, help_text=_("Of all facts of the category, pooled."))
    mean_7d = models.FloatField(null=True, help_text=_("The same of the short window: logistics."))
    median = models.FloatField(null=True, help_text=_("Of the figures of its suppliers."))
    thresholds = ArrayField(
        models.FloatField(null=True),
        help_text=_("The least good figure that had the first score, the second or better …"),
    )

    class Meta:
        verbose_name = _("category of a day")
        verbose_name_plural = _("categories of days")
        constraints = [
            models.UniqueConstraint(fields=["day", "category", "item"], name="category_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.item} {self.day}"

    @property
    def lower_is_better(self) -> bool:
        return self.item in LOWER_IS_BETTER


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole``, None where nothing was counted."""
    return part / whole if whole else None
