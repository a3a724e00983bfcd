"""What penalty points are taken for (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeductionCause(models.TextChoices):
    STAFF = "staff", _("Decided by staff")
    SPOT_CHECK = "spot_check", _("Spot check")
    AUDIT = "audit", _("Re-audit")
    FALSE_SHIPMENT = "false_shipment", _("False shipment")
    CASE = "case", _("After-sales case")
    APPEAL = "appeal", _("Given back on appeal")
