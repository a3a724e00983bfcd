"""The clock of documents that run out (rules §4)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from suppliers.enums import ExpiryKind


class WatchQuerySet(models.QuerySet["DocumentWatch"]):
    def due(self, today: date) -> WatchQuerySet:
        """Those with a step to take; the index ``watch_due`` has no other open ones before them."""
        return self.filter(next_on__lte=today)


class DocumentWatch(models.Model):
    """Watches one accepted revision; ``next_on`` is the day of its next step, until the last."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="watches")
    revision = models.OneToOneField(
        "suppliers.DocumentRevision", models.PROTECT, related_name="watch"
    )
    next_on = models.DateField(_("next step"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("renewed"), null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("document that runs out")
        verbose_name_plural = _("documents that run out")
        indexes = [
            models.Index(fields=["next_on"], name="watch_due", condition=Q(next_on__isnull=False))
        ]
        constraints = [
            models.CheckConstraint(
                name="watch_ends_when_replaced",
                condition=Q(replaced_at=None) | Q(next_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.revision}"


class ExpiryStep(models.Model):
    """A step that was taken, once: ``due_on`` by the rules, ``at`` when the clock came to it."""

    watch = models.ForeignKey(DocumentWatch, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=ExpiryKind.choices)
    days = models.PositiveSmallIntegerField(_("days before"), default=0)
    due_on = models.DateField(_("due"))
    at = models.DateTimeField(_("at"))
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a document that runs out")
        verbose_name_plural = _("steps of documents that run out")
        constraints = [
            models.UniqueConstraint(fields=["watch", "kind", "days"], name="expiry_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.due_on}: {self.get_kind_display()}"
