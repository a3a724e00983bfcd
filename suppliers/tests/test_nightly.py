"""The night's work: in its order, the day of the market's zone, one fault stops no other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from suppliers import nightly
from suppliers.models import ScoreDay
from suppliers.tasks import nightly as task
from suppliers.tests.factories import SupplierFactory

AT = datetime(2026, 2, 28, 22, 30, tzinfo=UTC)  # 06:30 on the first of March in Shanghai


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "_steps", {})


def test_steps_are_done_in_their_order(steps) -> None:
    done = []
    for name in reversed(nightly.ORDER):
        nightly.register(name, lambda day, at, name=name: done.append((name, day, at)))
    assert nightly.run(at=AT) == list(nightly.ORDER)
    assert done == [(name, date(2026, 3, 1), AT) for name in nightly.ORDER]


def test_one_that_fails_stops_no_other_and_is_raised(steps) -> None:
    done = []

    def fail(_day: date, _at: datetime) -> None:
        raise RuntimeError("no")

    nightly.register("scores", fail)
    nightly.register("badges", lambda _day, _at: done.append("badges"))
    with pytest.raises(ExceptionGroup) as raised:
        nightly.run(at=AT)
    assert done == ["badges"]
    assert "scores" in raised.value.exceptions[0].__notes__[0]


def test_what_has_no_place_is_refused(steps) -> None:
    with pytest.raises(ValueError, match="no place"):
        nightly.register("tea", lambda _day, _at: None)


@pytest.mark.django_db
def test_the_task_scores_the_day_and_may_run_twice(time_machine) -> None:
    SupplierFactory()
    time_machine.move_to(AT, tick=False)
    for _ in range(2):
        assert task()[:2] == ["main_categories", "scores"]
        assert ScoreDay.objects.get().day == date(2026, 3, 1)
