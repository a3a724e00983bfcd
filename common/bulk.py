"""Arithmetic on many rows in one statement, where the ORM would build a CASE of many branches."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models import Model


def add_by_pk(model: type[Model], amounts: Mapping[int, int], **signs: int) -> int:
    """Add each row's amount, times a sign, to the columns named; returns how many rows there were.

    ``add_by_pk(Sku, {7: 10}, reserved=-1, on_hand=-1)`` takes 10 off both columns of SKU 7.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    column_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = [(quote(column_of[name]), sign) for name, sign in signs.items()]
    changes = ", ".join(f"{column} = {table}.{column} + %s * given.amount" for column, _ in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {changes}"  # noqa: S608 — names of columns, quoted
            " FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, amount)"
            f" WHERE {table}.id = given.id",
            [*(sign for _, sign in columns), list(amounts.keys()), list(amounts.values())],
        )
        return int(cursor.rowcount)
