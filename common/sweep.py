"""Working off what is due: one fault stops no other, and is raised when the others are done.

Rows go through ``sweep``, those that are cheaper together through ``sweep_at_once``, and all else
that is done one after the other through ``each_alone``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Model, QuerySet

from common.locking import take_due

M = TypeVar("M", bound=Model)
T = TypeVar("T")

#: After so many faults something else is wrong, and going on would only pile them up.
MOST_FAULTS = 500
_log = logging.getLogger(__name__)


@contextmanager
def noted(where: str) -> Iterator[None]:
    """What fails within says where it did."""
    try:
        yield
    except Exception as fault:
        fault.add_note(where)
        raise


def each_alone(steps: Iterable[Callable[[], T]]) -> list[T]:
    """Take every step; returns what they returned.

    What failed is raised together at the end, as an ExceptionGroup; at ``MOST_FAULTS`` it ends.
    """
    done: list[T] = []
    faults: list[Exception] = []
    for step in steps:
        try:
            done.append(step())
        except SoftTimeLimitExceeded:
            raise
        except Exception as fault:  # noqa: BLE001 — raised below, with the others
            faults.append(fault)
        if len(faults) == MOST_FAULTS:
            break
    if faults:
        raise ExceptionGroup(f"{len(faults)} failed, {len(done)} were done", faults)
    return done


def in_batches(batches: Iterable[list[int]], act: Callable[[list[int]], Sized]) -> int:
    """Call ``act``, a transaction, on each batch of ids; where that fails, on each id alone.

    Returns how many things it returned.
    """
    return sum(each_alone(partial(_batch, ids, act) for ids in batches))


def _batch(ids: list[int], act: Callable[[list[int]], Sized]) -> int:
    def one(pk: int) -> int:
        with noted(f"number {pk}"):
            return len(act([pk]))

    return _at_once_or(
        lambda: sum(each_alone(partial(one, pk) for pk in ids)), lambda: len(act(ids))
    )


def _at_once_or(alone: Callable[[], T], at_once: Callable[[], T]) -> T:
    """What still fails ``alone`` is raised there; what does not is only written to the log."""
    try:
        return at_once()
    except SoftTimeLimitExceeded:
        raise
    except Exception:  # noqa: BLE001 — raised alone, where it was no passing one
        _log.warning("What was done at once failed, and is done one by one", exc_info=True)
        return alone()


def sweep_at_once(due: QuerySet[M], act: Callable[[list[M]], Any], *, limit: int) -> list[int]:
    """As ``sweep``, but ``act`` is given all that is due, in its order and one transaction.

    Where that fails, it is given row by row.
    """

    def alone() -> list[int]:
        return sweep(due, lambda row: act([row]), limit=limit)

    return _at_once_or(alone, partial(_take_all, due, act, limit))


@transaction.atomic
def _take_all(due: QuerySet[M], act: Callable[[list[M]], Any], limit: int) -> list[int]:
    rows = take_due(due, limit)
    act(rows)
    return [row.pk for row in rows]


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
    with noted(f"{due.model._meta.verbose_name} {pk}"):
        if lock_first:
            lock_first(pk)
        rows = take_due(due.filter(pk=pk), 1)
        for row in rows:
            act(row)
    return bool(rows)
