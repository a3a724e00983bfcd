"""Site visits and re-audits (rules §3, §4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies.schemas.base import (
    Bytes,
    Count,
    Days,
    HourOfDay,
    Hours,
    Metres,
    Minutes,
    Months,
    Pixels,
    Points,
    Policy,
    Share,
)

#: A lazy string, which pydantic takes for the ``str`` that it becomes in the reader's language.
_: Callable[[str], Any] = gettext_lazy

Score = Annotated[Decimal, Field(ge=0, le=5, max_digits=3, decimal_places=2)]


class VisitRules(Policy):
    """rules §3"""

    slug: ClassVar[str] = "visits"
    title: ClassVar[Any] = _("Site visits")

    valid_months: Months = Field(12, description=_("Months that a passed visit is valid"))
    notice_hours: Hours = Field(
        48, description=_("Hours from proposing a date to the visit, at least")
    )
    from_hour: HourOfDay = Field(8, description=_("Hour of the day from which a visit may begin"))
    until_hour: HourOfDay = Field(
        18, description=_("Hour of the day until which a visit may begin")
    )
    wishes: Count = Field(1, description=_("Times the company may ask for another date"))
    wish_hours: Hours = Field(
        24, description=_("Hours before the visit until which it may ask for one")
    )
    wish_days: Days = Field(10, description=_("Days that the other date may lie from the first"))
    photo_distance_m: Metres = Field(
        500, description=_("Metres from the address at which a photograph may be taken")
    )
    photos_min: Count = Field(
        3, description=_("Photographs of proven place and day that a passed visit needs")
    )
    photos_max: Count = Field(40, description=_("Most photographs of a visit"))
    photo_max_bytes: Bytes = Field(20_000_000, description=_("Largest photograph in bytes"))
    photo_max_pixels: Pixels = Field(60_000_000, description=_("Most pixels of a photograph"))
    photo_min_side: Pixels = Field(320, description=_("Shortest side of a photograph in pixels"))
    clock_skew_minutes: Minutes = Field(
        10, description=_("Minutes that a camera's clock may be ahead")
    )


class AuditRules(Policy):
    """rules §4"""

    slug: ClassVar[str] = "audits"
    title: ClassVar[Any] = _("Re-audits")

    days_a: Days = Field(180, description=_("Days between two audits in risk band A"))
    days_b: Days = Field(120, description=_("Days between two audits in risk band B"))
    days_c: Days = Field(60, description=_("Days between two audits in risk band C"))
    days_d: Days = Field(30, description=_("Days between two audits in risk band D"))
    work_days: Days = Field(
        14, description=_("Days an audit takes: it opens so long before it is due")
    )
    remind_days: Days = Field(3, description=_("Days before a deadline at which is reminded"))
    overdue_days: Days = Field(
        7, description=_("Days overdue after which a supplier is restricted")
    )

    composite_b: Score = Field(Decimal("4.00"), description=_("Composite under this: band B"))
    composite_c: Score = Field(Decimal("3.50"), description=_("Composite under this: band C"))
    composite_d: Score = Field(Decimal("3.00"), description=_("Composite under this: band D"))
    points_b: Points = Field(12, description=_("Points from this: band B"))
    points_c: Points = Field(24, description=_("Points from this: band C"))
    points_d: Points = Field(36, description=_("Points from this: band D"))
    cases_b: Share = Field(
        Decimal("0.02"), description=_("Share of orders with a quality case from this: band B")
    )
    cases_c: Share = Field(
        Decimal("0.03"), description=_("Share of orders with a quality case from this: band C")
    )
    cases_d: Share = Field(
        Decimal("0.05"), description=_("Share of orders with a quality case from this: band D")
    )

    cases_orders_min: Count = Field(
        30, description=_("Orders signed for in 90 days from which their cases count")
    )

    trigger_composite: Score = Field(
        Decimal("3.00"), description=_("Composite under which an audit opens at once")
    )
    trigger_quality_factor: Decimal = Field(
        Decimal(2),
        ge=1,
        le=100,
        description=_("Times the category's median refund rate at which an audit opens at once"),
    )
    trigger_quality_floor: Share = Field(
        Decimal("0.01"),
        description=_("Stands in for the median of a category in which half have no case"),
    )
    trigger_points: Points = Field(24, description=_("Points at which an audit opens at once"))

    visit_share: Share = Field(
        Decimal("0.10"), description=_("Share of audits that a random draw gives a site visit")
    )
    stall_visit_months: Months = Field(
        12, description=_("Months after which a stall's audit needs a new site visit")
    )
    condition_days_max: Days = Field(60, description=_("Longest deadline of a condition in days"))
    answer_days: Days = Field(
        3,
        ge=1,
        description=_("Working days in which an auditor looks at an answer to a condition"),
    )
    failed_points: Points = Field(12, description=_("Points for a failed audit"))
    failed_days: Days = Field(30, description=_("Days from a failed audit to the next one"))
    open_cases_many: Count = Field(5, description=_("Open cases from which an audit looks closer"))
