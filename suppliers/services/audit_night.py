"""What is done about audits each night, after the scores: bands, and triggers of figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from common.sweep import each_alone
from policies.schemas import ScoreRules
from policies.selectors import in_force
from suppliers.models import NightMark, ScoreDay
from suppliers.services import audit_triggers, risk_bands

BATCH = 2000
STEP = "audit_triggers"


def run(*, day: date, at: datetime) -> None:
    """Open audits where figures fell up to ``day``, then assess every band. Twice is harmless.

    The bands are assessed although a trigger failed; that one is tried again the next night.
    """
    each_alone(
        (partial(_open_for_scores, day, at), partial(risk_bands.reassess_all, at=at, batch=BATCH))
    )


def _open_for_scores(until: date, at: datetime) -> None:
    """Every day that was scored since the last one handled: a night that was missed loses none."""
    for day in _scored_since(_handled_last(until, at), until):
        audit_triggers.open_for_scores(day=day, at=at)
        NightMark.objects.update_or_create(step=STEP, defaults={"day": day})


def _handled_last(until: date, at: datetime) -> date:
    """The first time ever, as far back as missed days are scored at most."""
    mark = NightMark.objects.filter(step=STEP).first()
    most = in_force(ScoreRules, at).rules.catch_up_days
    return mark.day if mark else until - timedelta(days=most + 1)


def _scored_since(last: date, until: date) -> list[date]:
    days = ScoreDay.objects.filter(day__gt=last, day__lte=until).order_by("day")
    return list(days.values_list("day", flat=True).distinct())
