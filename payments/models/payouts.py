"""Where suppliers' money goes, and its way there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField, EncryptedField, MoneyField
from common.masking import TAIL, masked
from common.status import StatusEvent
from payments.enums import PayoutStatus


class BankAccount(models.Model):
    """A company's account at a bank; the number is encrypted at rest and masked wherever shown.

    Payouts go to it from ``confirmed_at`` on: until then it may be anybody's.
    """

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="bank_accounts")
    holder = models.CharField(_("holder"), max_length=120)
    bank = models.CharField(_("bank"), max_length=120)
    number_encrypted = EncryptedField()
    number_tail = models.CharField(max_length=TAIL)
    currency = CurrencyField()
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self) -> str:
        return f"{self.bank} {masked(self.number_tail)}"


class Payout(models.Model):
    number = models.CharField(max_length=24, unique=True)
    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="payouts")
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="payouts")
    amount = MoneyField()
    currency = CurrencyField()
    status = models.CharField(
        max_length=10, choices=PayoutStatus.choices, default=PayoutStatus.REQUESTED
    )
    key = models.CharField(
        max_length=64,
        unique=True,
        help_text=_("From the form; a double click is one payout."),
    )
    requested_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.CheckConstraint(name="payout_amount_positive", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return self.number


class PayoutEvent(StatusEvent):
    subject = models.ForeignKey(Payout, models.CASCADE, related_name="events")
