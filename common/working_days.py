"""Days of the calendar, and those on which people work, where the market is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

#: Saturday, as Python counts the days of a week.
_SATURDAY = 5


def day_of(at: datetime, zone: str = "") -> date:
    """The day that it is at that moment in ``zone``, or at the market's own clock."""
    return at.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()


def end_of(day: date, zone: str = "") -> datetime:
    """The last second of that day in ``zone``, or at the market's own clock."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone or settings.TIME_ZONE))


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_later(at: datetime, days: int, holidays: Collection[date] = ()) -> datetime:
    """The same time of day, that many working days on; the day of ``at`` itself never counts."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    left = days
    while left > 0:
        local += timedelta(days=1)
        left -= is_working_day(local.date(), holidays)
    return local.astimezone(at.tzinfo)
