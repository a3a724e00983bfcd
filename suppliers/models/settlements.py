"""The last account with a supplier that was removed (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from suppliers.models.holds import Hold


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def open(self) -> SettlementQuerySet:
        return self.filter(due_at__isnull=False)

    def due(self, at: datetime) -> SettlementQuerySet:
        """Those to be looked at; the index ``settlement_due`` has no others to pass by."""
        return self.open().filter(due_at__lte=at)


class Settlement(models.Model):
    """Begun by a removal; at ``due_at`` it is looked at whether all that was open has ended."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="settlement")
    due_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("settlement of a removed supplier")
        verbose_name_plural = _("settlements of removed suppliers")
        indexes = [
            models.Index(
                fields=["due_at"], name="settlement_due", condition=Q(due_at__isnull=False)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="settlement_open_or_ended",
                condition=Q(due_at__isnull=False, settled_at=None, called_off_at=None)
                | Q(due_at=None, settled_at__isnull=False, called_off_at=None)
                | Q(due_at=None, settled_at=None, called_off_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.hold.supplier}"
