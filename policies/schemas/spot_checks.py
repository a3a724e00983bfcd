"""The numbers of spot checks (rules §4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies import units
from policies.schemas.base import Count, Days, Points, Policy

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy

Percent = Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2), units.PERCENT]


class SpotCheckRules(Policy):
    slug: ClassVar[str] = "spot_checks"
    title: ClassVar[Any] = _("Spot checks of goods")

    aql: Percent = Field(
        Decimal("2.5"),
        description=_("Acceptable quality level of a lot, in per cent (ISO 2859-1)"),
    )
    safety_aql: Percent = Field(
        Decimal("0.65"), description=_("The same where a failure would endanger people")
    )
    purchase_pieces: Count = Field(3, description=_("Pieces bought at least without being told"))
    purchase_pieces_most: Count = Field(50, description=_("Pieces bought at most in one check"))
    safety_points: Points = Field(
        6, description=_("Points taken when goods fail a check of their safety")
    )
    other_points: Points = Field(3, description=_("Points taken when goods fail any other check"))
    supervision_days: Days = Field(
        180, description=_("Days of supervision after a check that failed")
    )
    supervision_least: Count = Field(1, description=_("New samples in that time, at least"))
    supervision_most: Count = Field(3, description=_("New samples in that time, at most"))
    retest_days: Days = Field(15, description=_("Days in which a supplier may ask for a retest"))
    report_days: Days = Field(30, description=_("Days for the laboratory to report"))
