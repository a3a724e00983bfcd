"""The numbers of badges (rules §5)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies import units
from policies.schemas.base import Amount, Count, Days, Points, Policy, Share, SquareMetres

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy

Score = Annotated[Decimal, Field(ge=0, le=5, max_digits=3, decimal_places=2)]


class BadgeRules(Policy):
    slug: ClassVar[str] = "badges"
    title: ClassVar[Any] = _("Badges of shops")

    pro_days: Days = Field(90, description=_("Verified Pro: days on the market, at least"))
    pro_composite: Score = Field(Decimal("4.0"), description=_("Verified Pro: score, at least"))
    pro_orders: Count = Field(
        20, description=_("Verified Pro: orders signed for in 90 days, at least")
    )
    pro_points_below: Points = Field(36, description=_("Verified Pro: fewer penalty points than"))
    pro_cases: Count = Field(1, description=_("Verified Pro: quality cases in 90 days, at most …"))
    pro_cases_share: Share = Field(
        Decimal("0.0003"), description=_("… or this share of the orders signed for")
    )
    pro_deposit: Amount = Field(
        Decimal("16000.00"), description=_("Verified Pro: deposit in CNY, at least")
    )
    factory_revenue: Amount = Field(
        Decimal("20000000.00"),
        description=_("Super Factory: revenue of a year in CNY, without a maker's certificate"),
    )
    factory_area: SquareMetres = Field(
        1000, description=_("Super Factory: plant in m² with a known brand or customers abroad")
    )
    factory_area_online: SquareMetres = Field(
        2000, description=_("Super Factory: plant in m² with supply to online shops")
    )
    belt_visit_months: Annotated[int, Field(ge=1, le=120), units.MONTHS] = Field(
        12, description=_("Source belt: months that a site visit counts")
    )
