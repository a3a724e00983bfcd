"""The daily scores: figures, ranks and composite of every supplier (rules §5; docs/scores.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from common.locking import lock_word
from policies.schemas import ScoreRules
from policies.selectors import InForce, in_force
from suppliers.models import CategoryDay, ScoreDay
from suppliers.selectors.scoring import BASE, SCORE_COLUMNS, SCORED, WRITE, parameters

#: What one sort or hash of the daily statements may take; their tables hold a row a supplier.
WORK_MEM = "64MB"
_ROWS = 2000

#: For this transaction. The planner knows nothing of ``score_base`` and would sort it five times
#: over, where hashes of a few thousand figures do; and a day that a crash loses is scored again.
_SETTINGS = f"""
    SET LOCAL work_mem = '{WORK_MEM}';
    SET LOCAL enable_mergejoin = off;
    SET LOCAL synchronous_commit = off
"""

_CARDS = """
    UPDATE suppliers_supplier s
    SET pickup_48h_rate = n.pickup, pickup_48h_parcels = n.parcels_due, repeat_rate = n.repeats,
        composite = n.composite, figures_at = %(at)s
    FROM (
        SELECT supplier_id, parcels_due, composite,
            round(quick_pickups::numeric / nullif(parcels_due, 0), 4) AS pickup,
            round(repeats_90d::numeric / nullif(purchases_90d, 0), 4) AS repeats
        FROM suppliers_scoreday WHERE day = %(day)s) n
    WHERE s.id = n.supplier_id
        AND (s.pickup_48h_rate, s.pickup_48h_parcels, s.repeat_rate, s.composite)
            IS DISTINCT FROM (n.pickup, n.parcels_due, n.repeats, n.composite)
"""

_REPORT = f"""
    SELECT s.slug, scored.* FROM ({SCORED}) scored
    JOIN suppliers_supplier s ON s.id = scored.supplier_id ORDER BY s.slug COLLATE "C"
"""  # noqa: S608 — no word of it comes from outside


def midnight(day: date) -> datetime:
    """The moment at which ``day`` begins in the market's zone: its figures end there."""
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


@transaction.atomic
def score_day(*, day: date, at: datetime) -> int:
    """Score every supplier as of the beginning of ``day``; what was stored of that day is replaced.

    Cards show it unless a later day was scored. Returns how many suppliers there are.
    """
    until = midnight(day)
    rules = in_force(ScoreRules, until)
    with _counted(rules, until) as given, connection.cursor() as cursor:
        ScoreDay.objects.filter(day=day).delete()
        CategoryDay.objects.filter(day=day).delete()
        cursor.execute(WRITE, {**given, "day": day, "policy_version": rules.version.pk})
        scored = int(cursor.rowcount)
        if ScoreDay.objects.aggregate(last=Max("day"))["last"] == day:
            cursor.execute(_CARDS, {"day": day, "at": at})
    return scored


def scores_at(*, until: datetime) -> Iterator[tuple[str, ScoreDay]]:
    """Every supplier's slug and its scores as of a moment, by slug; nothing is stored."""
    rules = in_force(ScoreRules, until)
    with (
        transaction.atomic(),
        _counted(rules, until) as given,
        connection.chunked_cursor() as cursor,
    ):
        cursor.execute(_REPORT, given)
        while rows := cursor.fetchmany(_ROWS):
            for slug, *values in rows:
                yield slug, ScoreDay(**dict(zip(SCORE_COLUMNS, values, strict=True)))


def catch_up(*, day: date, at: datetime) -> list[date]:
    """Score ``day`` and the days before it that were missed since the last; returns which.

    No more of them than the policy says; the first ever is ``day`` alone.
    """
    last = ScoreDay.objects.filter(day__lt=day).aggregate(last=Max("day"))["last"]
    most = in_force(ScoreRules, midnight(day)).rules.catch_up_days
    missed = min((day - last).days - 1, most) if last else 0
    days = [day - timedelta(days=n) for n in range(missed, -1, -1)]
    for each in days:
        score_day(day=each, at=at)
    return days


@contextmanager
def _counted(rules: InForce[ScoreRules], until: datetime) -> Iterator[dict[str, Any]]:
    """Count the facts into a table of this transaction; gives what the statements on it take."""
    given = parameters(rules.rules, until)
    lock_word("scores")  # whoever scores a day waits for whoever else does
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.score_base")
        cursor.execute(BASE, given)
    yield given
