"""What is due is worked off row by row, and no row keeps others from being reached."""

from __future__ import annotations

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth.models import Group

from common.sweep import sweep

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
