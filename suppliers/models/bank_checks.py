"""A small random transfer that its receiver names back: the account is the company's (rules §3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.status import StatusEvent
from suppliers.enums import BankCheckStatus


class BankCheck(models.Model):
    """The amount stands in ``transfer`` alone and is shown to nobody of the company."""

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="bank_checks")
    bank_account = models.ForeignKey("payments.BankAccount", models.PROTECT, related_name="+")
    identifier_digest = models.CharField(max_length=64)
    transfer = models.OneToOneField("payments.TrialTransfer", models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10, choices=BankCheckStatus.choices, default=BankCheckStatus.OPEN
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    most_tries = models.PositiveSmallIntegerField(_("most tries"))
    started_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("bank account check")
        verbose_name_plural = _("bank account checks")
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(status="open"), name="bank_check_one_open"
            ),
            models.CheckConstraint(
                name="bank_check_ended_has_time",
                condition=Q(status="open", ended_at__isnull=True)
                | ~Q(status="open") & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="bank_check_tries_limited", condition=Q(tries__lte=models.F("most_tries"))
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(status="open"), name="bank_check_due")
        ]

    def __str__(self) -> str:
        return str(self.bank_account)

    @property
    def tries_left(self) -> int:
        return self.most_tries - self.tries


class BankCheckEvent(StatusEvent):
    subject = models.ForeignKey(BankCheck, models.CASCADE, related_name="events")
