"""The numbers of the clear-out of suppliers, 清退 (rules §4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies.schemas.base import Count, Days, Policy, Share

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy


class ClearOutRules(Policy):
    slug: ClassVar[str] = "clear_out"
    title: ClassVar[Any] = _("Clear-out of suppliers")

    grace_days: Days = Field(
        15, description=_("Days of grace; one day back on target begins them anew")
    )
    warning_days: tuple[Days, ...] = Field(
        (15, 7, 3, 1), description=_("Days left of the grace, at which the supplier is warned")
    )
    copied_share: Share = Field(
        Decimal("0.5"),
        description=_("Sampled listings with another supplier's pictures, as a share: at most"),
    )
    copied_sample: Count = Field(
        40, ge=1, description=_("Listings of a supplier that are sampled for copied pictures")
    )
    pickup_share: Share = Field(
        Decimal("0.6"), description=_("Parcels picked up within 48 hours, as a share: at least")
    )
    pickup_parcels: Count = Field(
        10, ge=1, description=_("Parcels due in 30 days from which the pickup rate counts")
    )
    refund_share: Share = Field(
        Decimal("0.05"), description=_("Quality refund rate in 90 days, as a share: at most")
    )
    refund_orders: Count = Field(
        30, description=_("Orders in 90 days from which the quality refund rate counts")
    )
