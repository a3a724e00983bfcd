"""Months as people count them where they are."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime
from zoneinfo import ZoneInfo


def months_later(at: datetime, months: int, zone: str) -> datetime:
    """The same local time so many months on; the last of a shorter month where it has no such day.

    Twelve months after 29 February are 28 February.
    """
    local = at.astimezone(ZoneInfo(zone))
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day).astimezone(at.tzinfo)
