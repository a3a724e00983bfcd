"""Points are taken, fade after 365 days, and cross thresholds (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, StaffFactory
from policies.schemas import PointRules
from policies.selectors import in_force
from suppliers.enums import DeductionCause, HoldCause, Standing
from suppliers.errors import BadDeduction
from suppliers.models import Deduction, Hold, Supplier
from suppliers.selectors.points import points_of, points_of_many
from suppliers.services import holds
from suppliers.services.points import deduct, give_back
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def take(supplier: Supplier, points: int, at: datetime = AT, **changes: Any) -> Deduction:
    given = {
        "supplier": supplier,
        "points": points,
        "cause": DeductionCause.SPOT_CHECK,
        "key": f"check:{Deduction.objects.count()}",
        "reason": "The lot was rejected",
        "at": at,
    }
    return deduct(**{**given, **changes})


def returned(deduction: Deduction, at: datetime = AT) -> Deduction:
    return give_back(deduction=deduction, reason="Granted", actor=StaffFactory(), at=at)


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def test_a_deduction_is_recorded_with_its_rules() -> None:
    supplier = SupplierFactory()
    taken = take(supplier, 6)
    assert (taken.points, taken.total, taken.threshold) == (6, 6, 0)
    assert taken.policy_version == in_force(PointRules, AT).version
    assert points_of(supplier, AT) == 6
    assert standing_of(supplier) == Standing.ACTIVE


def test_taken_once_a_key() -> None:
    supplier = SupplierFactory()
    assert take(supplier, 6, key="check:7") == take(supplier, 6, key="check:7")
    assert points_of(supplier, AT) == 6


def test_counts_for_365_days() -> None:
    supplier = SupplierFactory()
    take(supplier, 6)
    before, last = AT - timedelta(seconds=1), AT + 365 * DAY - timedelta(seconds=1)
    assert [points_of(supplier, at) for at in (before, AT, last, AT + 365 * DAY)] == [0, 6, 6, 0]


def test_points_of_many() -> None:
    one, two, none = (SupplierFactory() for _ in range(3))
    take(one, 3)
    take(one, 3)
    take(two, 6)
    found = points_of_many([one.pk, two.pk, none.pk], AT)
    assert found == {one.pk: 6, two.pk: 6}


@pytest.mark.parametrize(
    ("points", "standing", "days"),
    [
        (11, None, None),
        (12, None, None),
        (23, None, None),
        (24, Standing.RESTRICTED, 7),
        (35, Standing.RESTRICTED, 7),
        (36, Standing.RESTRICTED, 15),
        (48, Standing.SUSPENDED, 30),
        (59, Standing.SUSPENDED, 30),
        (60, Standing.REMOVED, None),
    ],
)
def test_thresholds(points: int, standing: str | None, days: int | None) -> None:
    """From nothing: the gravest of those crossed at once."""
    supplier = SupplierFactory()
    taken = take(supplier, points)
    held = [(hold.standing, hold.until) for hold in supplier.holds.all()]
    until = AT + days * DAY if days else None
    assert held == ([(standing, until)] if standing else [])
    assert standing_of(supplier) == (standing or Standing.ACTIVE)
    assert taken.threshold == max(t for t in (0, 12, 24, 36, 48, 60) if t <= points)


def test_twelve_points_warn() -> None:
    supplier = SupplierFactory()
    MembershipFactory(company=supplier.company)
    take(supplier, 11)
    take(supplier, 1)
    assert list(Notice.objects.order_by("pk").values_list("kind", flat=True)) == [
        "points_deducted",
        "points_warning",
    ]


def test_a_threshold_is_crossed_once() -> None:
    supplier = SupplierFactory()
    for _ in range(3):
        take(supplier, 12)
    take(supplier, 3)
    assert [hold.deduction.total for hold in Hold.objects.order_by("pk")] == [24, 36]


def test_nothing_is_lifted_before_its_time_though_points_fade() -> None:
    supplier = SupplierFactory()
    take(supplier, 12)
    later = AT + 364 * DAY
    take(supplier, 12, later)
    faded = AT + 366 * DAY
    assert points_of(supplier, faded) == 12
    assert holds.end_due(at=faded, limit=9) == []
    assert standing_of(supplier) == Standing.RESTRICTED
    holds.end_due(at=later + 7 * DAY, limit=9)
    assert standing_of(supplier) == Standing.ACTIVE


def test_a_threshold_is_crossed_again_after_points_faded() -> None:
    supplier = SupplierFactory()
    take(supplier, 24)
    holds.end_due(at=AT + 7 * DAY, limit=9)
    take(supplier, 24, AT + 400 * DAY)
    assert [hold.until for hold in supplier.holds.open()] == [AT + 407 * DAY]


def test_a_deduction_never_lies_before_the_last() -> None:
    supplier = SupplierFactory()
    take(supplier, 12, AT)
    assert take(supplier, 12, AT - DAY).total == 24
    assert standing_of(supplier) == Standing.RESTRICTED


def test_points_given_back_lift_what_they_brought() -> None:
    supplier = SupplierFactory()
    first, second = take(supplier, 12), take(supplier, 12, AT + DAY)
    row = returned(first, AT + 2 * DAY)
    assert (row.points, row.total, row.reverses) == (-12, 12, first)
    assert (points_of(supplier, AT + DAY), points_of(supplier, AT + 2 * DAY)) == (24, 12)
    assert standing_of(supplier) == Standing.ACTIVE
    assert returned(first, AT + 3 * DAY) == row
    assert Deduction.objects.taken().count() == 2
    assert second.holds.get().lifted_at == AT + 2 * DAY


def test_a_milder_threshold_takes_the_place_of_a_graver() -> None:
    supplier = SupplierFactory()
    first = take(supplier, 12)
    take(supplier, 36, AT + DAY)
    assert standing_of(supplier) == Standing.SUSPENDED
    returned(first, AT + 3 * DAY)
    assert standing_of(supplier) == Standing.RESTRICTED
    assert supplier.holds.open().get().until == AT + DAY + 15 * DAY


def test_a_removal_by_points_is_undone_with_them() -> None:
    supplier = SupplierFactory()
    taken = take(supplier, 60)
    returned(taken)
    assert standing_of(supplier) == Standing.ACTIVE


def test_points_given_back_make_nothing_worse() -> None:
    """Without the first 2, the third would have crossed 24; its time to do so is over."""
    supplier = SupplierFactory()
    first = take(supplier, 2)
    take(supplier, 22, AT + DAY)
    take(supplier, 2, AT + 2 * DAY)
    returned(first, AT + 3 * DAY)
    assert standing_of(supplier) == Standing.ACTIVE
    assert not supplier.holds.open().exists()


def test_what_was_given_back_is_not_given_back_again() -> None:
    row = returned(take(SupplierFactory(), 6))
    with pytest.raises(BadDeduction):
        returned(row)
    assert Deduction.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"points": 0}, "points"),
        ({"points": -3}, "points"),
        ({"points": 61}, "points"),
        ({"cause": "whim"}, "cause"),
        ({"cause": DeductionCause.APPEAL}, "cause"),
        ({"key": ""}, "key"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_bad_deduction_is_refused_and_changes_nothing(
    changes: dict[str, Any], field: str
) -> None:
    supplier = SupplierFactory()
    with pytest.raises(BadDeduction) as refused:
        take(supplier, **{"points": 3, **changes})
    assert refused.value.field == field
    assert not Deduction.objects.exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_lets_no_deduction_be_changed(change: str) -> None:
    taken = take(SupplierFactory(), 6)
    rows = Deduction.objects.filter(pk=taken.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(points=1) if change == "update" else rows.delete()
    assert points_of(taken.supplier, AT) == 6


def test_holds_of_points_name_their_cause() -> None:
    taken = take(SupplierFactory(), 24)
    hold = taken.holds.get()
    assert hold.cause == HoldCause.POINTS
    assert str(hold.said) == "24 penalty points: the threshold of 24 was reached"
