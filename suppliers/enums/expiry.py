"""What is done as a document runs out (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpiryKind(models.TextChoices):
    REMINDED = "reminded", _("Reminded")
    LAPSED = "lapsed", _("Goods taken off sale")
    RESTRICTED = "restricted", _("Restricted")
    SUSPENDED = "suspended", _("Suspended")
    REMOVED = "removed", _("Removed")
