"""Why a supplier's standing is held down (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from suppliers.enums.standing import Standing


class HoldCause(models.TextChoices):
    STAFF = "staff", _("Decided by staff")
    DOCUMENT = "document", _("A document expired")
    POINTS = "points", _("Penalty points")
    CLEAR_OUT = "clear_out", _("Clear-out")
    AUDIT = "audit", _("Re-audit")
    SPOT_CHECK = "spot_check", _("Spot check")
    DEBT = "debt", _("The deposit is in debt")
    UNVETTED = "unvetted", _("Never vetted")


#: What a hold may hold a supplier at.
HELD_AT = (Standing.RESTRICTED, Standing.SUSPENDED, Standing.REMOVED)

#: From the best standing to the worst.
BY_GRAVITY = (Standing.ACTIVE, *HELD_AT)
