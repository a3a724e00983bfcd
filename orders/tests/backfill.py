"""A market of before: its orders are there, and no fact of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_facts() -> Iterator[None]:
    """Inside, the log begins empty; only a test's own connection may do that."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE suppliers_fact")
    yield
