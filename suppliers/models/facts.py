"""What happened, as it happened (rules §5): append-only, held so by the database."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from suppliers.enums import HAPPENED, MOST_HOURS, STARS, YES_OR_NO, FactKind

K = FactKind


class Fact(models.Model):
    """One thing that counts for or against a supplier, once per ``key``.

    A correction takes the wrong fact back by a row of weight -1 that repeats it (``reverses``), and
    adds a new one under the next version of its key: ``key``, ``key#1``, ``key#2`` …
    """

    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, related_name="facts", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=16, choices=FactKind.choices)
    at = models.DateTimeField(_("at"), help_text=_("When it counts, not when it became known."))
    value = models.FloatField(_("value"), null=True, blank=True)
    weight = models.SmallIntegerField(_("weight"), default=1)
    key = models.CharField(_("key"), max_length=80)
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversals", db_index=False
    )

    class Meta:
        verbose_name = _("service fact")
        verbose_name_plural = _("service facts")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="fact_once"),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="fact_reversed_once",
            ),
            models.CheckConstraint(
                name="fact_weight",
                condition=Q(weight=1, reverses__isnull=True) | Q(weight=-1, reverses__isnull=False),
            ),
            models.CheckConstraint(
                name="fact_value_fits_kind",
                condition=Q(kind=K.PICKUP, value__isnull=True)
                | Q(kind=K.PICKUP, value__gte=0, value__lte=MOST_HOURS)
                | Q(kind__in=sorted(YES_OR_NO), value__in=(0, 1), value__isnull=False)
                | Q(kind__in=sorted(HAPPENED), value__isnull=True)
                | Q(kind=K.REVIEW, value__gte=STARS[0], value__lte=STARS[1], value__isnull=False),
            ),
        ]
        indexes = [
            # Facts come about in the order of their times, so that a few bytes for each 32 pages
            # of the table say which of them a window of time needs.
            BrinIndex(fields=["at"], pages_per_range=32, autosummarize=True, name="fact_at"),
            models.Index(fields=["supplier", "kind", "at"], name="fact_of_supplier"),
        ]

    def __str__(self) -> str:
        return self.key
