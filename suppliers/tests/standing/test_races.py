"""Holds and points at the same moment: the standing is right whoever comes first."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from marketplace.testing.races import raced
from suppliers.enums import DeductionCause, HoldCause, Standing
from suppliers.models import Deduction, Hold, StandingEvent, Supplier
from suppliers.services import holds, points
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def place(supplier: Supplier, key: str, standing: str = Standing.RESTRICTED, **given: Any) -> Hold:
    return holds.place(
        supplier=supplier,
        cause=HoldCause.AUDIT,
        key=key,
        standing=standing,
        reason="Overdue",
        at=AT,
        **given,
    )


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def test_one_hold_a_key_however_many_place_it() -> None:
    supplier = SupplierFactory()
    done = raced(lambda: place(Supplier.objects.get(pk=supplier.pk), "audit:1"), 4)
    assert len({hold.pk for hold in done}) == 1
    assert StandingEvent.objects.count() == 1


def test_two_sweeps_lift_a_hold_once() -> None:
    supplier = SupplierFactory()
    place(supplier, "a", until=AT + DAY)
    place(supplier, "b", Standing.SUSPENDED, until=AT + DAY)
    done = raced(lambda: holds.end_due(at=AT + DAY, limit=9), 3)
    assert sum(map(len, done)) == 2
    assert standing_of(supplier) == Standing.ACTIVE
    assert list(StandingEvent.objects.values_list("target", flat=True))[-1] == "active"


def lift_two_at_once(supplier: Supplier) -> None:
    names = count()

    def work() -> None:
        key = "ab"[next(names)]
        found = Supplier.objects.get(pk=supplier.pk)
        holds.lift(supplier=found, key=key, reason="Audited", at=AT + DAY)

    raced(work)


def test_the_last_of_two_holds_lifted_at_once_frees_the_supplier() -> None:
    supplier = SupplierFactory()
    place(supplier, "a")
    place(supplier, "b")
    lift_two_at_once(supplier)
    assert standing_of(supplier) == Standing.ACTIVE


def test_without_the_lock_it_would_stay_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each of the two sees the hold that the other is lifting."""
    supplier = SupplierFactory()
    place(supplier, "a")
    place(supplier, "b")
    meet = threading.Barrier(2)
    worst = holds._worst_of

    def both_read(found: Supplier) -> Standing:
        standing = worst(found)
        meet.wait(timeout=10)
        return standing

    monkeypatch.setattr(holds, "lock_again", lambda found, *_fields: found)
    monkeypatch.setattr(holds, "_worst_of", both_read)
    lift_two_at_once(supplier)
    assert not Hold.objects.open().exists()
    assert standing_of(supplier) == Standing.RESTRICTED


def take_two_at_once(supplier: Supplier) -> None:
    names = count()

    def work() -> Deduction:
        return points.deduct(
            supplier=Supplier.objects.get(pk=supplier.pk),
            points=12,
            cause=DeductionCause.CASE,
            key=f"case:{next(names)}",
            reason="Wrong goods",
            at=AT,
        )

    raced(work)


def test_two_deductions_at_once_cross_the_threshold() -> None:
    supplier = SupplierFactory()
    take_two_at_once(supplier)
    assert sorted(Deduction.objects.values_list("total", flat=True)) == [12, 24]
    assert standing_of(supplier) == Standing.RESTRICTED


def test_without_the_lock_neither_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each counts without the other."""
    supplier = SupplierFactory()
    meet = threading.Barrier(2)
    counted = points.points_of

    def both_count(found: Supplier, at: datetime) -> int:
        total = counted(found, at)
        meet.wait(timeout=10)
        return total

    monkeypatch.setattr(points, "lock_again", lambda found, *_fields: found)
    monkeypatch.setattr(points, "points_of", both_count)
    take_two_at_once(supplier)
    assert list(Deduction.objects.values_list("total", flat=True)) == [12, 12]
    assert standing_of(supplier) == Standing.ACTIVE
