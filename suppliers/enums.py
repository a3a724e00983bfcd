from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class SupplierKind(models.TextChoices):
    FACTORY = "factory", _("Factory")
    TRADER = "trader", _("Trading company")
    STALL = "stall", _("Market stall")
    SOLE_TRADER = "sole_trader", _("Sole trader")


class Standing(models.TextChoices):
    """rules §4"""

    ACTIVE = "active", _("Active")
    RESTRICTED = "restricted", _("Restricted")
    SUSPENDED = "suspended", _("Suspended")
    REMOVED = "removed", _("Removed")


STANDING_TRANSITIONS: Transitions = {
    Standing.ACTIVE: frozenset({Standing.RESTRICTED, Standing.SUSPENDED}),
    Standing.RESTRICTED: frozenset({Standing.ACTIVE, Standing.SUSPENDED}),
    Standing.SUSPENDED: frozenset({Standing.ACTIVE, Standing.RESTRICTED}),
    Standing.REMOVED: frozenset({Standing.ACTIVE, Standing.RESTRICTED, Standing.SUSPENDED}),
}

#: What a standing still allows (rules §4): its products are shown, it may list new ones.
SHOWN = frozenset({Standing.ACTIVE, Standing.RESTRICTED})
MAY_LIST = frozenset({Standing.ACTIVE})


class SalesScope(models.TextChoices):
    EVERYWHERE = "everywhere", _("Everywhere")
    ONLY = "only", _("Only in the regions named")
    EXCEPT = "except", _("Everywhere but in the regions named")


class FreightBasis(models.TextChoices):
    PIECE = "piece", _("By piece")
    WEIGHT = "weight", _("By weight (kg)")
    VOLUME = "volume", _("By volume (m³)")
