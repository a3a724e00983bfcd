"""What a supplier may still do, and how that moves (rules §4)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class Standing(models.TextChoices):
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

#: Removed is final, but for an appeal that is granted.
RETURN_TRANSITIONS: Transitions = {
    to: frozenset({Standing.REMOVED})
    for to in (Standing.ACTIVE, Standing.RESTRICTED, Standing.SUSPENDED)
}

#: What a standing still allows (rules §4): its products are shown, it may list new ones.
SHOWN = frozenset({Standing.ACTIVE, Standing.RESTRICTED})
MAY_LIST = frozenset({Standing.ACTIVE})

#: What each is to the supplier.
MEANINGS: dict[str, Any] = {
    Standing.ACTIVE: _("Everything is on. Keep it so."),
    Standing.RESTRICTED: _(
        "You cannot list anything new, and your products rank below others. They are still sold."
    ),
    Standing.SUSPENDED: _(
        "Your shop and products are hidden and cannot be bought, and payouts are held back. "
        "Orders that were placed go on: ship them in time."
    ),
    Standing.REMOVED: _(
        "Your shop is closed for good. Orders that were placed go on; when they have ended and "
        "the time for an appeal is over, your money is settled and the deposit returned."
    ),
}
