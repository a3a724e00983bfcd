"""Reads of spot checks: a supplier's own, what its next lot is looked at with, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max, QuerySet

from suppliers import sampling
from suppliers.enums import Standing
from suppliers.enums.spot_checks import DiscontinuationStatus, SpotCheckKind, SpotCheckStatus
from suppliers.models import (
    AuditCause,
    Deduction,
    Discontinuation,
    SpotCheck,
    Supervision,
    Supplier,
)
from suppliers.trades import titles

S = SpotCheckStatus
_KEY = "spot_check:"


def checks_of(supplier: Supplier) -> QuerySet[SpotCheck]:
    """What a supplier sees of the checks of its goods, newest first."""
    return (
        supplier.spot_checks.shown_to_the_supplier()
        .select_related("retest", "retest_of", "brought")
        .order_by("-opened_at", "-pk")
    )


def named(checks: Iterable[SpotCheck]) -> list[SpotCheck]:
    """With ``titles_now`` of the products that are still there; one query at most."""
    found = list(checks)
    ids = {check.product_id for check in found if check.product_id is not None}
    known = titles(ids) if ids else {}
    for check in found:
        check.titles_now = known.get(check.product_id or 0, ("", ""))
    return found


@dataclass(frozen=True, slots=True)
class GoodsName:
    """What was checked, as notices tell it: to each reader in their language."""

    name: str
    name_en: str


def goods_name(check: SpotCheck) -> GoodsName:
    """By the product's titles where it is still there, else by the words that were kept."""
    named([check])
    chinese, english = check.titles_now
    return GoodsName(chinese or check.product_title, english)


def failure_key(check_id: int) -> str:
    """The key of what a failed check brought: the points that it took, the cause of an audit."""
    return f"{_KEY}{check_id}"


def checks_behind(causes: Iterable[AuditCause]) -> dict[str, SpotCheck]:
    """The failed checks that were causes of an audit, by the cause's key; two queries at most."""
    keys = [cause.key for cause in causes if cause.key.startswith(_KEY)]
    ids = [int(key.removeprefix(_KEY)) for key in keys]
    return {failure_key(check.pk): check for check in named(SpotCheck.objects.filter(pk__in=ids))}


def points_for_checks(supplier: Supplier) -> dict[int, Deduction]:
    """What failed checks took, by check, with what gave it back; one query."""
    rows = supplier.deductions.taken().filter(key__startswith=_KEY)
    found = rows.select_related("reversal")
    return {int(row.key.removeprefix(_KEY)): row for row in found}


def supervisions_of(supplier: Supplier, at: datetime) -> QuerySet[Supervision]:
    """Those that go on at ``at``, the one that ends last first."""
    going_on = supplier.supervisions.filter(until__gt=at, ended_at=None)
    return going_on.select_related("check_failed").order_by("-until")


def passed_checks(supplier: Supplier) -> QuerySet[SpotCheck]:
    """Checks that the goods passed, newest first: what buyers may know."""
    return supplier.spot_checks.filter(status=S.ACCEPTED).order_by("-decided_at")


def series_of(supplier: Supplier) -> sampling.Series:
    """Where the supplier's series of lots stands: how sharply the next one is inspected.

    As in the standard, a lot that is tested again does not count a second time. Once inspection
    was resumed, only what was decided from then on counts.
    """
    resumed_at = supplier.discontinuations.filter(status=DiscontinuationStatus.RESUMED).aggregate(
        last=Max("ended_at")
    )["last"]
    lots = supplier.spot_checks.filter(
        kind=SpotCheckKind.LOT, status__in=[S.ACCEPTED, S.REJECTED], retest_of=None
    ).order_by("decided_at", "pk")
    if resumed_at is not None:
        lots = lots.filter(decided_at__gt=resumed_at)
    return sampling.replay(
        (
            sampling.Verdict(size or 0, aql or Decimal(), failures or 0, status == S.ACCEPTED)
            for size, aql, failures, status in lots.values_list(
                "lot_size", "aql", "failures", "status"
            )
        ),
        since=sampling.START if resumed_at is None else sampling.RESUMED,
    )


def discontinued(supplier: Supplier) -> Discontinuation | None:
    """Why no lot of the supplier is inspected now; None where they are."""
    return supplier.discontinuations.going_on().first()


def discontinuations_to_watch() -> QuerySet[Discontinuation]:
    """Those that go on, of suppliers that are still here: staff's queue."""
    return Discontinuation.objects.going_on().exclude(supplier__status=Standing.REMOVED)


def supervised(at: datetime) -> QuerySet[Supervision]:
    """Supervisions of which a sample is due; the index ``supervision_due`` has no others."""
    return Supervision.objects.filter(next_at__lte=at)
