"""What waits for staff: each app registers its queues, and the desk's start page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import PermissionsMixin
from django.db.models import Count, F, Min, Q, QuerySet


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits; ``oldest`` since when, ``due`` the first deadline, ``overdue`` how many."""

    count: int
    oldest: datetime | None = None
    due: datetime | None = None
    overdue: int = 0


Measure = Callable[[datetime, PermissionsMixin], Waiting]


@dataclass(frozen=True, slots=True)
class Queue:
    """``url`` leads to its list; it is shown to those with ``permission`` ("app.codename")."""

    title: Any
    url: Callable[[], str]
    permission: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Line:
    """A queue as it is now."""

    title: Any
    url: str
    waiting: Waiting


_queues: dict[str, Queue] = {}


def register(
    key: str,
    *,
    title: Any,
    url: Callable[[], str],
    permission: str,
    measure: Measure,
) -> None:
    """Show a queue on the start page. ``measure`` takes the moment and who asks,
    and counts in one query if it can.

    Raises ValueError where the key is taken.
    """
    if key in _queues:
        raise ValueError(f"Two queues named {key}")
    _queues[key] = Queue(title, url, permission, measure)


def waiting_for(user: PermissionsMixin, at: datetime) -> list[Line]:
    """The queues that the person may work on: what is overdue first, then what is due soonest."""
    lines = [
        Line(queue.title, queue.url(), queue.measure(at, user))
        for queue in _queues.values()
        if user.has_perm(queue.permission)
    ]
    far = datetime.max.replace(tzinfo=at.tzinfo)
    return sorted(
        lines, key=lambda one: (not one.waiting.overdue, not one.waiting.count, _due(one) or far)
    )


def _due(line: Line) -> datetime | None:
    return line.waiting.due or line.waiting.oldest


def measured(rows: QuerySet[Any], at: datetime, *, since: str, due: str = "") -> Waiting:
    """The rows of a queue, counted in one query by the fields of its ages and deadlines."""
    asked: dict[str, Any] = {"count": Count("pk"), "oldest": Min(F(since))}
    if due:
        asked |= {"due": Min(F(due)), "overdue": Count("pk", filter=Q(**{f"{due}__lt": at}))}
    return Waiting(**rows.order_by().aggregate(**asked))
