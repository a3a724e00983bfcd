"""What a shop is, and where it sells."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupplierKind(models.TextChoices):
    FACTORY = "factory", _("Factory")
    TRADER = "trader", _("Trading company")
    STALL = "stall", _("Market stall")
    SOLE_TRADER = "sole_trader", _("Sole trader")


class SalesScope(models.TextChoices):
    EVERYWHERE = "everywhere", _("Everywhere")
    ONLY = "only", _("Only in the regions named")
    EXCEPT = "except", _("Everywhere but in the regions named")
