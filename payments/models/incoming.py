"""What the bank's statement says has come in; staff match it to what it pays."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField, MoneyField


class IncomingTransfer(models.Model):
    """One line of a bank statement; several may pay one attempt."""

    bank_reference = models.CharField(
        _("bank's reference"), max_length=80, unique=True, help_text=_("As on the statement.")
    )
    amount = MoneyField(_("amount"))
    currency = CurrencyField(_("currency"))
    text = models.CharField(
        _("reference given by the payer"), max_length=140, blank=True, help_text=_("As it came.")
    )
    payer_name = models.CharField(_("payer"), max_length=120, blank=True)
    value_day = models.DateField(_("value date"))
    recorded_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    attempt = models.ForeignKey(
        "payments.PaymentAttempt",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("matched to"),
    )
    matched_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("matched by"),
    )
    matched_at = models.DateTimeField(_("matched"), null=True, blank=True)

    class Meta:
        ordering = ["-value_day", "-pk"]
        verbose_name = _("incoming transfer")
        verbose_name_plural = _("incoming transfers")
        constraints = [
            models.CheckConstraint(name="transfer_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="transfer_matched_whole",
                condition=Q(attempt__isnull=True, matched_by__isnull=True, matched_at__isnull=True)
                | Q(attempt__isnull=False, matched_by__isnull=False, matched_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-value_day"],
                condition=Q(attempt__isnull=True),
                name="transfer_unmatched",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bank_reference} · {self.amount} {self.currency}"
