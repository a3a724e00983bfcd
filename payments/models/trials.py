"""Small transfers to a company's bank account, out of the platform's own money."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField, MoneyField
from common.status import StatusEvent
from payments.enums import TrialStatus


class TrialTransfer(models.Model):
    """Whoever can name ``amount`` sees the account's statement; it is told to no one else."""

    number = models.CharField(max_length=24, unique=True)
    bank_account = models.ForeignKey(
        "payments.BankAccount", models.PROTECT, related_name="trial_transfers"
    )
    amount = MoneyField()
    currency = CurrencyField()
    status = models.CharField(
        max_length=10, choices=TrialStatus.choices, default=TrialStatus.REQUESTED
    )
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("trial transfer")
        verbose_name_plural = _("trial transfers")
        constraints = [
            models.CheckConstraint(name="trial_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="trial_ended_has_time",
                condition=Q(status__in=["arrived", "failed"], ended_at__isnull=False)
                | Q(status__in=["requested", "sent"], ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                condition=Q(status__in=["requested", "sent"]),
                name="trial_under_way",
            )
        ]

    def __str__(self) -> str:
        return self.number


class TrialEvent(StatusEvent):
    subject = models.ForeignKey(TrialTransfer, models.CASCADE, related_name="events")
