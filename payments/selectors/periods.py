"""Days of a reader as bounds of moments, for whatever is listed by when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of the reader, both included; None leaves that end open."""

    since: date | None = None
    until: date | None = None

    def within(self, field: str) -> Q:
        """That the moment in ``field`` lies in these days."""
        found = Q()
        if self.since:
            found &= Q((f"{field}__gte", _midnight(self.since)))
        if self.until:
            found &= Q((f"{field}__lt", _midnight(self.until + timedelta(days=1))))
        return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
