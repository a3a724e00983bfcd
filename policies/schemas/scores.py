"""The numbers of service figures, item scores and the composite score (rules §5)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from django.utils.translation import gettext_lazy
from pydantic import Field, model_validator

from policies import units
from policies.schemas.base import Days, HourOfDay, Hours, Minutes, Policy, Share

_: Callable[[str], Any] = gettext_lazy

#: Item scores go from 0 to 5, so that weights that add up to 100 make a composite of the same.
Score = Annotated[int, Field(ge=0, le=5)]
Percent = Annotated[int, Field(ge=0, le=100), units.PERCENT]


class ScoreRules(Policy):
    """rules §5"""

    slug: ClassVar[str] = "figures"
    title: ClassVar[Any] = _("Service figures and score")

    window_days: Days = Field(30, description=_("Days that a figure looks back"))
    long_window_days: Days = Field(90, description=_("Days that figures of rare things look back"))
    short_window_days: Days = Field(7, description=_("Days that the latest pickup rate looks back"))
    pickup_hours: Hours = Field(48, description=_("Hours from payment in which a pickup is quick"))
    answer_minutes: Minutes = Field(
        3,
        description=_(
            "Minutes in which a person answers a buyer's question; not applied yet: whether an"
            " answer came in time is recorded where it was given"
        ),
    )
    answer_from_hour: HourOfDay = Field(
        8, description=_("Questions count from this hour of the supplier's day …")
    )
    answer_until_hour: Annotated[int, Field(ge=1, le=24), units.CLOCK] = Field(
        24, description=_("… to this hour")
    )
    repeat_days: Days = Field(
        180, description=_("Days in which a second purchase makes a buyer a regular one")
    )
    shrink_below: Annotated[int, Field(ge=1, le=1000)] = Field(
        20, description=_("Fewer facts than this are filled up by the category's mean")
    )
    first_share: Share = Field(
        Decimal("0.20"), description=_("The best suppliers of a category have the first score")
    )
    second_share: Share = Field(Decimal("0.30"), description=_("The next have the second score"))
    third_share: Share = Field(Decimal("0.30"), description=_("The next have the third score"))
    fourth_share: Share = Field(Decimal("0.15"), description=_("The next have the fourth score"))
    item_scores: tuple[Score, Score, Score, Score, Score] = Field(
        (5, 4, 3, 2, 0), description=_("The five scores of an item; the rest has the last")
    )
    neutral_score: Score = Field(
        3, description=_("Score of an item of which a supplier has no fact yet")
    )
    logistics_weight: Percent = Field(30, description=_("Percent of logistics in the score"))
    quality_weight: Percent = Field(30, description=_("Percent of quality in the score"))
    after_sales_weight: Percent = Field(15, description=_("Percent of after-sales in the score"))
    consulting_weight: Percent = Field(15, description=_("Percent of consulting in the score"))
    disputes_weight: Percent = Field(10, description=_("Percent of disputes in the score"))
    catch_up_days: Days = Field(
        90, description=_("Most days that are scored belatedly when the clock stood still")
    )

    @model_validator(mode="after")
    def _windows_lie_in_each_other(self) -> Self:
        if not self.short_window_days <= self.window_days <= self.long_window_days:
            raise ValueError(_("The short window is within the window, and that in the long one"))
        if self.first_share + self.second_share + self.third_share + self.fourth_share > 1:
            raise ValueError(_("The shares of the scores add up to at most 100 %"))
        return self
