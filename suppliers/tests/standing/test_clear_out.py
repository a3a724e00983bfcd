"""Clear-out: days off target in a row, grace, warning, removal (rules §4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory
from marketplace.testing.races import raced
from policies.schemas import ClearOutRules
from suppliers.clear_out import Figures, Measured, days_left, off_target
from suppliers.enums import Criterion, HoldCause, Standing, StreakOutcome
from suppliers.models import ClearOutStreak, Supplier
from suppliers.services import clear_out, holds
from suppliers.tests.factories import ScoreDayFactory, SupplierFactory

RULES = ClearOutRules()
FIRST = date(2026, 2, 20)
SLOW = Figures(pickup=Measured(5, 10))
QUICK = Figures(pickup=Measured(6, 10))


@pytest.mark.parametrize(
    ("criterion", "part", "whole", "off"),
    [
        (Criterion.COPIED, 20, 40, True),
        (Criterion.COPIED, 19, 40, False),
        (Criterion.COPIED, 0, 0, None),
        (Criterion.PICKUP, 59, 100, True),
        (Criterion.PICKUP, 6, 10, False),
        (Criterion.PICKUP, 5, 10, True),
        (Criterion.PICKUP, 0, 9, None),
        (Criterion.PICKUP, 0, 0, None),
        (Criterion.REFUNDS, 5, 100, False),
        (Criterion.REFUNDS, 6, 100, True),
        (Criterion.REFUNDS, 29, 29, None),
        (Criterion.REFUNDS, 2, 30, True),
    ],
)
def test_the_targets(criterion: Criterion, part: int, whole: int, off: bool | None) -> None:
    """At 50 % of copies, under 60 % of pickups, over 5 % of refunds with 30 orders."""
    assert off_target(criterion, Measured(part, whole), RULES) is off


def test_what_nobody_measured_cannot_be_said() -> None:
    assert off_target(Criterion.PICKUP, None, RULES) is None


def test_days_left() -> None:
    assert [days_left(days, RULES) for days in (1, 14, 15, 16, 17)] == [15, 2, 1, 0, 0]


def check(supplier: Supplier, number: int, figures: Figures = SLOW) -> None:
    day = FIRST + timedelta(days=number)
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    clear_out.check(supplier=supplier, day=day, figures=figures, at=at)


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


@pytest.mark.django_db
class TestGrace:
    def test_sixteen_days_in_a_row_remove(self) -> None:
        supplier = SupplierFactory()
        MembershipFactory(company=supplier.company)
        for number in range(15):
            check(supplier, number)
        assert standing_of(supplier) == Standing.ACTIVE
        check(supplier, 15)
        hold = supplier.holds.get()
        assert (hold.standing, hold.cause) == (Standing.REMOVED, HoldCause.CLEAR_OUT)
        assert str(hold.said) == (
            "5 of 10 parcels were picked up within 48 hours, too few for 16 days"
        )
        warned = Notice.objects.filter(kind="clear_out_warning").order_by("pk")
        assert [notice.params["days"] for notice in warned] == [15, 7, 3, 1]

    def test_one_day_back_on_target_begins_anew(self) -> None:
        supplier = SupplierFactory()
        for number in range(15):
            check(supplier, number)
        check(supplier, 15, QUICK)
        for number in range(16, 31):
            check(supplier, number)
        assert standing_of(supplier) == Standing.ACTIVE
        check(supplier, 31)
        assert standing_of(supplier) == Standing.REMOVED
        assert list(ClearOutStreak.objects.values_list("outcome", flat=True)) == [
            StreakOutcome.REMOVED,
            StreakOutcome.BACK,
        ]

    def test_a_day_counts_once_and_days_before_it_no_more(self) -> None:
        supplier = SupplierFactory()
        for _ in range(30):
            check(supplier, 3)
            check(supplier, 1)
        assert ClearOutStreak.objects.get().days == 1

    def test_a_day_back_on_target_is_not_undone_by_its_repetition(self) -> None:
        supplier = SupplierFactory()
        check(supplier, 0)
        check(supplier, 1, QUICK)
        check(supplier, 1)
        assert not ClearOutStreak.objects.open().exists()

    def test_a_day_without_figures_neither_counts_nor_resets(self) -> None:
        supplier = SupplierFactory()
        check(supplier, 0)
        check(supplier, 1, Figures())
        check(supplier, 2)
        assert ClearOutStreak.objects.get().days == 2

    def test_criteria_run_side_by_side(self) -> None:
        supplier = SupplierFactory()
        both = Figures(pickup=Measured(0, 10), refunds=Measured(9, 90))
        check(supplier, 0, both)
        check(supplier, 1, Figures(pickup=Measured(10, 10), refunds=Measured(9, 90)))
        assert {row.criterion: row.outcome for row in ClearOutStreak.objects.all()} == {
            Criterion.PICKUP: StreakOutcome.BACK,
            Criterion.REFUNDS: StreakOutcome.OPEN,
        }

    def test_who_was_removed_is_checked_no_more(self) -> None:
        supplier = SupplierFactory()
        holds.remove(
            supplier=supplier,
            cause=HoldCause.STAFF,
            key="s",
            reason="Fraud",
            at=datetime(2026, 2, 1, tzinfo=UTC),
        )
        check(supplier, 0)
        assert not ClearOutStreak.objects.exists()


@pytest.mark.django_db
def test_the_nightly_check_looks_at_those_who_miss_and_those_who_did() -> None:
    slow, bad, good, recovered = (SupplierFactory() for _ in range(4))
    check(recovered, -1)

    def scored(supplier: Supplier, **figures: Any) -> None:
        ScoreDayFactory(supplier=supplier, day=FIRST, **figures)

    scored(slow, parcels_due=10, quick_pickups=5)
    scored(bad, signed_90d=100, quality_cases_90d=6)
    scored(good, parcels_due=10, quick_pickups=6, signed_90d=100, quality_cases_90d=5)
    scored(recovered, parcels_due=10, quick_pickups=9)
    at = datetime(2026, 2, 20, 2, tzinfo=UTC)
    assert clear_out.check_all(day=FIRST, at=at) == 3
    assert clear_out.check_all(day=FIRST, at=at) == 2
    rows = {(row.supplier, row.criterion, row.outcome) for row in ClearOutStreak.objects.all()}
    assert rows == {
        (slow, Criterion.PICKUP, StreakOutcome.OPEN),
        (bad, Criterion.REFUNDS, StreakOutcome.OPEN),
        (recovered, Criterion.PICKUP, StreakOutcome.BACK),
    }


@pytest.mark.django_db
def test_one_that_cannot_be_checked_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, slow = SupplierFactory(), SupplierFactory()
    for supplier in (broken, slow):
        ScoreDayFactory(supplier=supplier, day=FIRST, parcels_due=10, quick_pickups=5)
    warn = clear_out._warn

    def faulty(supplier: Supplier, *given: Any) -> None:
        if supplier == broken:
            raise RuntimeError("no")
        warn(supplier, *given)

    monkeypatch.setattr(clear_out, "_warn", faulty)
    with pytest.raises(ExceptionGroup):
        clear_out.check_all(day=FIRST, at=datetime(2026, 2, 20, 2, tzinfo=UTC))
    assert ClearOutStreak.objects.get().supplier == slow


@pytest.mark.django_db
def test_a_single_late_parcel_removes_nobody() -> None:
    supplier = SupplierFactory()
    for number in range(17):
        day = FIRST + timedelta(days=number)
        ScoreDayFactory(supplier=supplier, day=day, parcels_due=1, quick_pickups=0)
        clear_out.check_all(day=day, at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
    assert standing_of(supplier) == Standing.ACTIVE
    assert not ClearOutStreak.objects.exists()


COPIED: dict[int, tuple[int, int]] = {}


def copied_listings(*, sample: int, also: set[int]) -> dict[int, tuple[int, int]]:
    return COPIED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("that_night", "days", "outcome"),
    [(None, 1, StreakOutcome.OPEN), ((0, 3), 1, StreakOutcome.BACK)],
)
def test_a_night_without_listings_says_nothing_of_copies(
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    that_night: tuple[int, int] | None,
    days: int,
    outcome: str,
) -> None:
    supplier = SupplierFactory()
    settings.COPIED_LISTINGS = f"{__name__}.copied_listings"
    monkeypatch.setitem(COPIED, supplier.pk, (40, 40))
    clear_out.check_all(day=FIRST, at=datetime(2026, 2, 20, 2, tzinfo=UTC))
    if that_night is None:
        monkeypatch.delitem(COPIED, supplier.pk)
    else:
        monkeypatch.setitem(COPIED, supplier.pk, that_night)
    clear_out.check_all(day=FIRST + timedelta(days=1), at=datetime(2026, 2, 21, 2, tzinfo=UTC))
    streak = ClearOutStreak.objects.get()
    assert (streak.days, streak.outcome) == (days, outcome)


@pytest.mark.django_db(transaction=True)
def test_two_checks_of_a_day_at_once_count_once() -> None:
    supplier = SupplierFactory()
    done = raced(lambda: check(Supplier.objects.get(pk=supplier.pk), 0), 3)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert ClearOutStreak.objects.get().days == 1
