"""How long a supplier has been off a target that it may be cleared out for (rules §4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from suppliers.enums import Criterion, StreakOutcome


class StreakQuerySet(models.QuerySet["ClearOutStreak"]):
    def open(self) -> StreakQuerySet:
        return self.filter(outcome=StreakOutcome.OPEN)


class ClearOutStreak(models.Model):
    """Days off target in a row: ``days`` of them were seen, the last one on ``last_on``.

    ``part`` of ``whole`` is the figure of that day: copied of sampled listings, quick of due
    pickups, quality cases of orders.
    """

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="streaks")
    criterion = models.CharField(_("criterion"), max_length=8, choices=Criterion.choices)
    began_on = models.DateField(_("began"))
    last_on = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("days off target"), default=1)
    part = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    outcome = models.CharField(
        max_length=8, choices=StreakOutcome.choices, default=StreakOutcome.OPEN
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    objects = StreakQuerySet.as_manager()

    class Meta:
        ordering = ["-began_on", "-pk"]
        verbose_name = _("days off target")
        verbose_name_plural = _("days off target")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "criterion"],
                condition=Q(outcome=StreakOutcome.OPEN),
                name="streak_one_open",
            ),
            models.CheckConstraint(
                name="streak_ended_has_day",
                condition=Q(outcome=StreakOutcome.OPEN, ended_on=None)
                | (~Q(outcome=StreakOutcome.OPEN) & Q(ended_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.get_criterion_display()}"
