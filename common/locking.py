"""Row locks: once per transaction, in the order of primary keys, taken at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def lock(queryset: QuerySet[M]) -> list[M]:
    """Lock the rows of ``queryset`` for this transaction and return them by primary key.

    ``no_key`` leaves foreign-key checks of other transactions free to pass. Must run inside
    ``atomic``; raises ``TransactionManagementError`` otherwise.
    """
    return list(queryset.order_by("pk").select_for_update(of=("self",), no_key=True))


def lock_ids(model: type[M], ids: Iterable[int]) -> dict[int, M]:
    """Lock the rows of ``model`` with these ids; those that do not exist are left out."""
    rows = lock(model._default_manager.filter(pk__in=set(ids)))
    return {row.pk: row for row in rows}


def lock_one(queryset: QuerySet[M]) -> M:
    """Lock and return the one row of ``queryset``; raises ``DoesNotExist`` where there is none."""
    rows = lock(queryset)
    if len(rows) != 1:
        gone: type[Exception] = queryset.model.DoesNotExist  # type: ignore[attr-defined]
        raise gone(f"{len(rows)} rows where one was to be locked")
    return rows[0]


def lock_again(instance: M, *fields: str) -> M:
    """Lock the row of an instance in hand, and bring those of its fields up to date; one query."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("lock_again needs a transaction")
    rows = type(instance)._default_manager.select_for_update(of=("self",), no_key=True)
    instance.refresh_from_db(fields=fields, from_queryset=rows)
    return instance


def lock_word(word: str) -> None:
    """Hold what no row stands for, by its name, until this transaction ends.

    Raises TransactionManagementError outside of ``atomic``.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("lock_word needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [word])


def take_due(queryset: QuerySet[M], limit: int) -> list[M]:
    """Take up to ``limit`` rows of a queue that nobody else works on (``SKIP LOCKED``).

    In the order that the query asks for, else by primary key: it waits for no lock.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("take_due needs a transaction")
    rows = queryset if queryset.query.order_by else queryset.order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True)[:limit])
