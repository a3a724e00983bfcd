"""Reads of spot checks: a supplier's own, what its next lot is looked at with, what waits."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from suppliers import sampling
from suppliers.enums.spot_checks import SpotCheckKind, SpotCheckStatus
from suppliers.models import SpotCheck, Supervision, Supplier

S = SpotCheckStatus


def checks_of(supplier: Supplier) -> QuerySet[SpotCheck]:
    """What a supplier sees of the checks of its goods, newest first."""
    return (
        supplier.spot_checks.shown_to_the_supplier()
        .select_related("retest", "retest_of", "brought")
        .order_by("-opened_at", "-pk")
    )


def supervisions_of(supplier: Supplier, at: datetime) -> QuerySet[Supervision]:
    """Those that go on at ``at``, the one that ends last first."""
    return supplier.supervisions.filter(until__gt=at, ended_at=None).order_by("-until")


def passed_checks(supplier: Supplier) -> QuerySet[SpotCheck]:
    """Checks that the goods passed, newest first: what buyers may know."""
    return supplier.spot_checks.filter(status=S.ACCEPTED).order_by("-decided_at")


def series_of(supplier: Supplier) -> sampling.Series:
    """Where the supplier's series of lots stands: how sharply the next one is inspected.

    As in the standard, a lot that is tested again does not count a second time.
    """
    lots = supplier.spot_checks.filter(
        kind=SpotCheckKind.LOT, status__in=[S.ACCEPTED, S.REJECTED], retest_of=None
    ).order_by("decided_at", "pk")
    return sampling.replay(
        sampling.Verdict(lot.lot_size or 0, lot.aql or Decimal(), lot.failures or 0)
        for lot in lots.only("lot_size", "aql", "failures")
    )


def supervised(at: datetime) -> QuerySet[Supervision]:
    """Supervisions of which a sample is due; the index ``supervision_due`` has no others."""
    return Supervision.objects.filter(next_at__lte=at)
