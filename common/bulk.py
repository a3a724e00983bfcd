"""Work on many rows: arithmetic in one statement, where the ORM would build a CASE of many
branches, and a table taken a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


def add_by_pk(model: type[Model], amounts: Mapping[int, int], **signs: int) -> int:
    """Add each row's amount, times a sign, to the columns named; returns how many rows there were.

    The rows are locked in the order of their primary keys, as ``common.locking`` does.
    ``add_by_pk(Sku, {7: 10}, reserved=-1, on_hand=-1)`` takes 10 off both columns of SKU 7.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    column_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = [(quote(column_of[name]), sign) for name, sign in signs.items()]
    changes = ", ".join(f"{column} = {table}.{column} + %s * given.amount" for column, _ in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH given AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, amount)),"  # noqa: S608 — quoted
            f" locked AS (SELECT id FROM {table} WHERE id IN (SELECT id FROM given)"
            " ORDER BY id FOR NO KEY UPDATE)"
            f" UPDATE {table} SET {changes} FROM given JOIN locked USING (id)"
            f" WHERE {table}.id = given.id",
            [list(amounts.keys()), list(amounts.values()), *(sign for _, sign in columns)],
        )
        return int(cursor.rowcount)


def ids_in_batches(rows: QuerySet[Any], size: int) -> Iterator[list[Any]]:
    """The primary keys of ``rows``, so many at a time, each batch read when it is asked for."""
    ordered = rows.order_by("pk").values_list("pk", flat=True)
    ids = list(ordered[:size])
    while ids:
        yield ids
        ids = list(ordered.filter(pk__gt=ids[-1])[:size])
