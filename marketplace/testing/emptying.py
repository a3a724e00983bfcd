"""How tables are emptied after a test that commits: row by row, as few have any.

Django's own way is TRUNCATE, which gives each of 150 tables and their indexes new files and waits
for the disk: a quarter of a second after every such test. And it writes the names of all models
and rights anew, which takes as long again; here they stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.core.management.color import Style
from django.core.management.sql import emit_post_migrate_signal
from django.db import OperationalError
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate
from psycopg2.errors import DeadlockDetected

MOST_DEADLOCKS = 5
#: The names of models and rights, which no test writes.
KEPT = {"django_content_type", "auth_permission"}
_RIGHTS = "django.contrib.auth.management.create_permissions"
_truncating = DatabaseOperations.sql_flush
_executing = DatabaseOperations.execute_sql_flush


def sql_flush(
    self: DatabaseOperations, style: Style, tables: Sequence[str], **options: Any
) -> list[str]:
    """What empties ``tables`` but those that are kept, in place of Django's.

    Only a superuser may do without triggers and foreign keys; for another it is TRUNCATE.
    """
    tables = [table for table in tables if table not in KEPT]
    if options.get("reset_sequences") or not (tables and _is_superuser(self)):
        return _truncating(self, style, tables, **options)
    names = [self.quote_name(table) for table in tables]
    statements = [
        # As TRUNCATE does, wait for what another connection has not ended yet.
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608 - quoted names
    ]
    # Sent together: the way there and back took longer than to find a table empty.
    return ["; ".join(statements)]


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


def write_first_rows(*given: Any) -> None:
    """What our apps write into empty tables; the names of models and rights are there."""
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid=_RIGHTS)
    try:
        emit_post_migrate_signal(*given)
    finally:
        post_migrate.connect(create_permissions, dispatch_uid=_RIGHTS)
        post_migrate.connect(create_contenttypes)


def _is_superuser(operations: DatabaseOperations) -> bool:
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        (answer,) = cursor.fetchone()
    return bool(answer == "on")
