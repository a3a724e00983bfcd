"""What a supplier is cleared out for, 清退 (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    COPIED = "copied", _("Listings with another supplier's pictures")
    PICKUP = "pickup", _("Parcels picked up within 48 hours")
    REFUNDS = "refunds", _("Quality refund rate in 90 days")


class StreakOutcome(models.TextChoices):
    OPEN = "open", _("Off target")
    BACK = "back", _("Back on target")
    REMOVED = "removed", _("Removed")
