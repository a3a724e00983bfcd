"""What is due is worked off row by row, and no row keeps others from being reached."""

from __future__ import annotations

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth.models import Group

from common.sweep import MOST_FAULTS, each_alone, in_batches, noted, sweep, sweep_at_once

pytestmark = pytest.mark.django_db
DUE = Group.objects.filter(name__startswith="due")


def made(*names: str) -> list[Group]:
    return [Group.objects.create(name=name) for name in names]


def settle(group: Group) -> None:
    if "bad" in group.name:
        raise ValueError(group.name)
    group.name = f"done {group.name}"
    group.save()


def test_up_to_the_limit_is_done() -> None:
    groups = made("due 1", "due 2", "later", "due 3")
    assert sweep(DUE, settle, limit=2) == [groups[0].pk, groups[1].pk]
    assert sweep(DUE, settle, limit=2) == [groups[3].pk]
    assert sweep(DUE, settle, limit=2) == []


def test_rows_that_always_fail_keep_none_from_being_reached() -> None:
    *_bad, good, second = made("due bad 1", "due bad 2", "due good", "due second")
    for _night in range(2):
        with pytest.raises(ExceptionGroup) as failed:
            sweep(DUE, settle, limit=3)
        assert [str(fault) for fault in failed.value.exceptions] == ["due bad 1", "due bad 2"]
    good.refresh_from_db()
    second.refresh_from_db()
    assert (good.name, second.name) == ("done due good", "done due second")


def test_what_failed_changed_nothing() -> None:
    (bad,) = made("due bad")

    def half(group: Group) -> None:
        Group.objects.filter(pk=group.pk).update(name="half")
        settle(group)

    with pytest.raises(ExceptionGroup):
        sweep(DUE, half, limit=5)
    bad.refresh_from_db()
    assert bad.name == "due bad"


def test_one_query_finds_what_is_due(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert sweep(DUE, settle, limit=2) == []


def test_where_all_fail_it_ends() -> None:
    made(*(f"due bad {number}" for number in range(9)))
    with pytest.raises(ExceptionGroup) as failed:
        sweep(DUE, settle, limit=2)
    assert len(failed.value.exceptions) == 2


def test_a_task_whose_time_is_over_ends_at_once() -> None:
    made("due 1", "due 2")
    tried: list[str] = []

    def slow(group: Group) -> None:
        tried.append(group.name)
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        sweep(DUE, slow, limit=5)
    assert tried == ["due 1"]


def test_at_once_is_one_call_for_all_in_their_own_order() -> None:
    groups = made("due 1", "due 2", "due 3")
    calls: list[list[str]] = []
    last_first = DUE.order_by("-pk")
    found = sweep_at_once(last_first, lambda rows: calls.append([r.name for r in rows]), limit=2)
    assert found == [groups[2].pk, groups[1].pk]
    assert calls == [["due 3", "due 2"]]


def test_where_that_fails_each_is_done_alone() -> None:
    made("due 1", "due bad 2", "due 3")

    def settle_all(groups: list[Group]) -> None:
        for group in groups:
            settle(group)

    with pytest.raises(ExceptionGroup) as failed:
        sweep_at_once(DUE, settle_all, limit=5)
    assert [str(fault) for fault in failed.value.exceptions] == ["due bad 2"]
    assert list(DUE.values_list("name", flat=True)) == ["due bad 2"]


def test_what_failed_once_and_not_again_is_written_to_the_log(caplog) -> None:
    made("due 1", "due 2")

    def busy(groups: list[Group]) -> None:
        if len(groups) > 1:
            raise ValueError("busy")
        settle(groups[0])

    assert len(sweep_at_once(DUE, busy, limit=5)) == 2
    assert "ValueError: busy" in caplog.text


def test_of_a_batch_that_fails_the_others_are_done_and_the_next_batch_too() -> None:
    done: list[int] = []

    def act(ids: list[int]) -> list[int]:
        if 2 in ids:
            raise ValueError("two")
        done.extend(ids)
        return ids

    with pytest.raises(ExceptionGroup):
        in_batches([[1, 2, 3], [4, 5]], act)
    assert done == [1, 3, 4, 5]
    done.clear()
    assert in_batches([[1, 3], [4]], act) == 3


def test_each_step_is_taken_and_says_where_it_failed() -> None:
    done: list[str] = []

    def fail() -> None:
        with noted("in the second"):
            raise ValueError("no")

    with pytest.raises(ExceptionGroup) as failed:
        each_alone((lambda: done.append("first"), fail, lambda: done.append("third")))
    assert done == ["first", "third"]
    assert failed.value.exceptions[0].__notes__ == ["in the second"]
    assert each_alone((lambda: 1, lambda: 2)) == [1, 2]


def test_it_ends_where_something_else_is_wrong() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ExceptionGroup) as failed:
        each_alone(fail for _ in range(MOST_FAULTS + 9))
    assert len(failed.value.exceptions) == MOST_FAULTS


@pytest.mark.parametrize("way", ["steps", "at once", "batches"])
def test_no_way_goes_on_when_the_time_is_over(way: str) -> None:
    tried: list[object] = []

    def slow(given: object = None) -> list[int]:
        tried.append(given)
        raise SoftTimeLimitExceeded

    made("due 1", "due 2")
    with pytest.raises(SoftTimeLimitExceeded):
        {
            "steps": lambda: each_alone((slow, slow)),
            "at once": lambda: sweep_at_once(DUE, slow, limit=5),
            "batches": lambda: in_batches([[1, 2]], slow),
        }[way]()
    assert len(tried) == 1
