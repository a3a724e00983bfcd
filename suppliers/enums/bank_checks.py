"""The check of a bank account by a small random transfer (rules §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class BankCheckStatus(models.TextChoices):
    OPEN = "open", _("Waiting for the amount")
    CONFIRMED = "confirmed", _("Confirmed")
    FAILED = "failed", _("Named wrongly too often")
    EXPIRED = "expired", _("Out of time")
    RETURNED = "returned", _("Refused by the bank")
    REPLACED = "replaced", _("Replaced by another account")


BANK_CHECK_TRANSITIONS: Transitions = {
    status: frozenset({BankCheckStatus.OPEN})
    for status in BankCheckStatus
    if status != BankCheckStatus.OPEN
}
