"""The daily check of what a supplier is cleared out for, with its grace (rules §4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from common.locking import lock_again
from common.sweep import each_alone, noted
from policies.schemas import ClearOutRules
from policies.selectors import InForce, in_force
from suppliers.clear_out import Figures, Measured, days_left, off_target
from suppliers.enums import Criterion, HoldCause, Standing, StreakOutcome
from suppliers.models import ClearOutStreak, ScoreDay, Supplier
from suppliers.services import holds
from suppliers.services.telling import tell_owners

REASONS = {
    Criterion.COPIED: gettext_noop(
        "%(part)s of %(whole)s sampled listings had another supplier's pictures, for %(days)s days"
    ),
    Criterion.PICKUP: gettext_noop(
        "%(part)s of %(whole)s parcels were picked up within 48 hours, too few for %(days)s days"
    ),
    Criterion.REFUNDS: gettext_noop(
        "%(part)s of %(whole)s orders in 90 days had a quality case, too many for %(days)s days"
    ),
}

Rules = InForce[ClearOutRules]


def check_all(*, day: date, at: datetime) -> int:
    """Check the suppliers who miss a target by the scores of ``day``, and those who did before.

    A shop that was never vetted has nothing to be cleared out of. Returns how many; each in its own
    transaction, where a fault stops no other, and a second time for a day it is harmless.
    """
    rules = in_force(ClearOutRules, at).rules
    under_way = _under_way()
    copied = _copied(rules, under_way)
    missing = _missing(day, rules) | set(copied) | under_way
    ids = list(Supplier.objects.open().filter(pk__in=missing).values_list("pk", flat=True))
    scored = {row.supplier_id: row for row in ScoreDay.objects.filter(day=day, supplier__in=ids)}
    suppliers = Supplier.objects.filter(pk__in=ids).order_by("pk").iterator()

    def check_one(supplier: Supplier) -> None:
        figures = _figures(scored.get(supplier.pk), copied.get(supplier.pk))
        with noted(f"supplier {supplier.pk}"):
            check(supplier=supplier, day=day, figures=figures, at=at)

    return len(each_alone(partial(check_one, supplier) for supplier in suppliers))


@transaction.atomic
def check(*, supplier: Supplier, day: date, figures: Figures, at: datetime) -> None:
    """Count ``day`` for each criterion: warn, reset, or remove the supplier."""
    lock_again(supplier, "status")
    rules = in_force(ClearOutRules, at)
    for criterion in Criterion:
        if supplier.status != Standing.REMOVED:
            _check_one(supplier, criterion, figures.of(criterion), day, rules, at)


def _check_one(
    supplier: Supplier,
    criterion: Criterion,
    have: Measured | None,
    day: date,
    rules: Rules,
    at: datetime,
) -> None:
    known = (
        ClearOutStreak.objects.filter(supplier=supplier, criterion=criterion)
        .order_by("-last_on", "-pk")
        .first()
    )
    if known is not None and known.last_on >= day:
        return
    streak = known if known and known.outcome == StreakOutcome.OPEN else None
    misses = off_target(criterion, have, rules.rules)
    if have is None or misses is None or not (misses or streak):
        return
    if not misses and streak is not None:
        _end(streak, StreakOutcome.BACK, have, day)
        return
    _count(supplier, criterion, streak, have, day, rules, at)


def _count(
    supplier: Supplier,
    criterion: Criterion,
    streak: ClearOutStreak | None,
    have: Measured,
    day: date,
    rules: Rules,
    at: datetime,
) -> None:
    row = streak or ClearOutStreak(supplier=supplier, criterion=criterion, began_on=day, days=0)
    row.days, row.last_on, row.part, row.whole = row.days + 1, day, have.part, have.whole
    row.policy_version = rules.version
    row.save()
    left = days_left(row.days, rules.rules)
    if left == 0:
        _end(row, StreakOutcome.REMOVED, have, day)
        _remove(supplier, row, rules, at)
    elif row.days == 1 or left in rules.rules.warning_days:
        _warn(supplier, row, left, at)


def _end(row: ClearOutStreak, outcome: StreakOutcome, have: Measured, day: date) -> None:
    row.outcome, row.ended_on, row.last_on = outcome, day, day
    row.part, row.whole = have.part, have.whole
    row.save()


def _remove(supplier: Supplier, row: ClearOutStreak, rules: Rules, at: datetime) -> None:
    criterion = Criterion(row.criterion)
    holds.remove(
        supplier=supplier,
        cause=HoldCause.CLEAR_OUT,
        key=f"clear_out:{row.pk}",
        reason=REASONS[criterion],
        params={"part": row.part, "whole": row.whole, "days": row.days},
        at=at,
        policy_version=rules.version,
    )


def _warn(supplier: Supplier, row: ClearOutStreak, left: int, at: datetime) -> None:
    tell_owners(
        supplier=supplier,
        kind="clear_out_warning",
        key=f"clear_out:{row.pk}:{left}",
        at=at,
        criterion=Criterion(row.criterion),
        part=row.part,
        whole=row.whole,
        days=left,
    )


def _missing(day: date, rules: ClearOutRules) -> set[int]:
    """Those whose figures of the day miss a target: a first look, ``off_target`` decides."""
    slow = Q(
        parcels_due__gte=rules.pickup_parcels,
        quick_pickups__lt=F("parcels_due") * rules.pickup_share,
    )
    bad = Q(
        signed_90d__gte=rules.refund_orders,
        quality_cases_90d__gt=F("signed_90d") * rules.refund_share,
    )
    rows = ScoreDay.objects.filter(slow | bad, day=day)
    return set(rows.values_list("supplier", flat=True))


def _under_way() -> set[int]:
    return set(ClearOutStreak.objects.open().values_list("supplier", flat=True))


def _copied(rules: ClearOutRules, under_way: set[int]) -> Mapping[int, Measured]:
    """Sampled listings, and those of them with pictures that were another's first.

    Of those with a copy, and of those under way; who has nothing listed has no figure.
    """
    count: Callable[..., Mapping[int, tuple[int, int]]] = import_string(settings.COPIED_LISTINGS)
    return {
        pk: Measured(*found)
        for pk, found in count(sample=rules.copied_sample, also=under_way).items()
    }


def _figures(scored: Any, copied: Measured | None) -> Figures:
    if scored is None:
        return Figures(copied=copied)
    return Figures(
        copied=copied,
        pickup=Measured(scored.quick_pickups, scored.parcels_due),
        refunds=Measured(scored.quality_cases_90d, scored.signed_90d),
    )
