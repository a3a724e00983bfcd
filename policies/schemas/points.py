"""The numbers of penalty points (rules §4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Self

from django.utils.translation import gettext_lazy
from pydantic import Field, model_validator

from policies import units
from policies.schemas.base import Days, Policy

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy

Points = Annotated[int, Field(ge=1, le=1000), units.POINTS]


class PointRules(Policy):
    """Thresholds, each graver than the one before it."""

    slug: ClassVar[str] = "points"
    title: ClassVar[Any] = _("Penalty points")

    count_days: Days = Field(365, ge=1, description=_("Days that a deduction counts"))
    warning: Points = Field(12, description=_("Points at which the supplier is warned"))
    restricted: Points = Field(24, description=_("Points at which the supplier is restricted …"))
    restricted_days: Days = Field(7, ge=1, description=_("… for this many days"))
    restricted_longer: Points = Field(
        36, description=_("Points at which the supplier is restricted for longer …")
    )
    restricted_longer_days: Days = Field(15, ge=1, description=_("… for this many days"))
    suspended: Points = Field(48, description=_("Points at which the supplier is suspended …"))
    suspended_days: Days = Field(30, ge=1, description=_("… for this many days"))
    removed: Points = Field(60, description=_("Points at which the supplier is removed"))

    @model_validator(mode="after")
    def thresholds_rise(self) -> Self:
        steps = [
            self.warning,
            self.restricted,
            self.restricted_longer,
            self.suspended,
            self.removed,
        ]
        if sorted(set(steps)) != steps:
            raise ValueError("The thresholds of points rise: each is above the one before it.")
        return self
