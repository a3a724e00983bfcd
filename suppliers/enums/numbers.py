"""Numbers that tell companies and people apart, and that check themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberKind(models.TextChoices):
    USCC = "uscc", _("Unified social credit code")
    RESIDENT_ID = "resident_id", _("Resident identity number")
    TAX = "tax", _("Tax number")
