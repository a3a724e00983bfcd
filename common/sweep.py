"""Working off what is due: each row in its own transaction; one fault stops no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Model, QuerySet

from common.locking import take_due

M = TypeVar("M", bound=Model)


def sweep(
    due: QuerySet[M],
    act: Callable[[M], Any],
    *,
    limit: int,
    lock_first: Callable[[int], Any] | None = None,
) -> list[int]:
    """Call ``act`` on up to ``limit`` rows of ``due``, locked; returns the ids of those it took.

    ``lock_first`` takes the locks that come before the row's own, by its id. A row that somebody
    else has locked is left for the next sweep (``SKIP LOCKED``), and one that is due no more is
    passed over: neither counts, nor does one that fails, or rows that always do would keep those
    after them from ever being reached. After ``limit`` faults it ends: then something else is
    wrong. What failed is raised together at the end, as an ExceptionGroup.
    """
    done: list[int] = []
    faults: list[Exception] = []
    last, wanted = 0, limit
    while wanted and len(faults) < limit:
        page = _after(due, last, wanted)
        for pk in page:
            try:
                if _take(due, pk, act, lock_first):
                    done.append(pk)
            except SoftTimeLimitExceeded:
                raise
            except Exception as fault:  # noqa: BLE001 — raised below, with the others
                faults.append(fault)
        if len(page) < wanted:
            break
        last, wanted = page[-1], limit - len(done)
    if faults:
        raise ExceptionGroup(f"{len(faults)} due rows failed, {len(done)} were done", faults)
    return done


def _after(due: QuerySet[M], last: int, limit: int) -> list[int]:
    return list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _take(
    due: QuerySet[M],
    pk: int,
    act: Callable[[M], Any],
    lock_first: Callable[[int], Any] | None,
) -> bool:
    if lock_first:
        lock_first(pk)
    rows = take_due(due.filter(pk=pk), 1)
    for row in rows:
        act(row)
    return bool(rows)
