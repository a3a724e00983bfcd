"""Stages of payment: one for most orders, several for custom ones (rules §7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import MoneyField
from common.status import StatusEvent
from orders.enums import STAGE_PLANS, StageDue, StageStatus


class PaymentStage(models.Model):
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    amount = MoneyField()
    status = models.CharField(
        max_length=10, choices=StageStatus.choices, default=StageStatus.LOCKED
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "number"]
        verbose_name = _("payment stage")
        verbose_name_plural = _("payment stages")
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="stage_once"),
            models.CheckConstraint(
                name="stage_paid_has_time",
                condition=Q(status__in=("paid", "confirmed"), paid_at__isnull=False)
                | Q(status__in=("locked", "open", "lapsed"), paid_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.number}"

    @property
    def due(self) -> StageDue:
        """When the order's plan wants it paid."""
        return STAGE_PLANS[self.order.stage_plan][self.number - 1][1]


class StageEvent(StatusEvent):
    subject = models.ForeignKey(PaymentStage, models.CASCADE, related_name="events")


class StagePayment(models.Model):
    """A stage that a payment is to settle. A payment covers one or more stages of one currency."""

    stage = models.ForeignKey(PaymentStage, models.PROTECT, related_name="payments")
    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="stages")
    amount = MoneyField()

    class Meta:
        verbose_name = _("payment of a stage")
        verbose_name_plural = _("payments of stages")
        constraints = [
            models.UniqueConstraint(fields=["stage", "payment"], name="stage_payment_once"),
            models.CheckConstraint(name="stage_payment_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} → {self.stage_id}"
