"""How tables are emptied after a test that commits: row by row, as few have any.

Django's own way is TRUNCATE, which gives each of 150 tables and their indexes new files and waits
for the disk: a quarter of a second after every such test.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.color import Style
from django.db import OperationalError
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg2.errors import DeadlockDetected

MOST_DEADLOCKS = 5
_truncating = DatabaseOperations.sql_flush
_executing = DatabaseOperations.execute_sql_flush


def sql_flush(
    self: DatabaseOperations, style: Style, tables: Sequence[str], **options: Any
) -> list[str]:
    """The statements that empty ``tables``, in place of Django's.

    Only a superuser may do without triggers and foreign keys; for another it is TRUNCATE.
    """
    if options.get("reset_sequences") or not (tables and _is_superuser(self)):
        return _truncating(self, style, tables, **options)
    names = [self.quote_name(table) for table in tables]
    return [
        # As TRUNCATE does, wait for what another connection has not ended yet.
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608 - quoted names
    ]


def execute_sql_flush(self: DatabaseOperations, statements: Sequence[str]) -> None:
    """Django's, again where it got into a deadlock: with a page whose browser is closed already,
    which takes its locks in another order."""
    for _attempt in range(MOST_DEADLOCKS):
        try:
            return _executing(self, statements)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
    return _executing(self, statements)


def _is_superuser(operations: DatabaseOperations) -> bool:
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        (answer,) = cursor.fetchone()
    return bool(answer == "on")
