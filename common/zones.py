"""The clocks of countries: time zones of the IANA database, by ISO 3166 code."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from django.db import connection

from common.countries import CHINA

#: All of China lives by Beijing time; the database knows a second, unofficial one.
BEIJING = "Asia/Shanghai"
#: Of countries with several clocks that of the capital, which most people expect.
CAPITALS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "US": "America/New_York",
}
#: Moments at which two zones of one clock agree: each month of a year.
_MONTHS = [datetime(2026, month, 15, tzinfo=UTC) for month in range(1, 13)]


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """The zones by which a country lives, its capital's first; one where all of it has the same
    clock, and none of a code that is no country."""
    if country == CHINA:
        return (BEIJING,)
    named = get_global("territory_zones").get(country, ())
    known = [zone for zone in named if zone in _all_zones()]
    if len({_clock(zone) for zone in known}) == 1:
        return (known[0],)
    return tuple(sorted(known, key=lambda zone: (zone != CAPITALS.get(country), zone)))


@cache
def _all_zones() -> frozenset[str]:
    """Read once: they are folders of files."""
    return frozenset(available_timezones())


@cache
def usable_zones() -> frozenset[str]:
    """Those that Python and PostgreSQL both know; read once.

    Lists by day, as on the desk, are grouped by PostgreSQL in the reader's zone: one that it lacks,
    as its list may be older than Python's, would fail each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        return _all_zones() & {name for (name,) in cursor.fetchall()}


def _clock(zone: str) -> tuple[object, ...]:
    return tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in _MONTHS)
