"""Rows of models by SQL of one's own: for reads by a key that every request makes, which the ORM
takes several times as long to write down as the database to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


@cache
def columns(model: type[Model], alias: str) -> str:
    """The columns of ``model`` in the order in which ``made`` takes them: ``alias.id, …``."""
    quote = connection.ops.quote_name
    return ", ".join(f"{alias}.{quote(str(field.column))}" for field in model._meta.concrete_fields)


def made(model: type[M], values: Sequence[Any]) -> M:
    """A row of ``model`` from the values of its ``columns``."""
    names, readers = _fields(model)
    if readers:
        values = list(values)
        for place, read in readers:
            values[place] = read(values[place], None, connection)
    return model.from_db(DEFAULT_DB_ALIAS, names, values)


def read(model: type[M], sql: str, params: Iterable[Any]) -> list[M]:
    """The rows that ``sql`` finds; it selects ``columns(model, …)`` and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return [made(model, row) for row in cursor.fetchall()]


def width(model: type[Model]) -> int:
    """How many columns ``model`` has: where the next one's begin in a row of several."""
    return len(model._meta.concrete_fields)


@cache
def _fields(model: type[Model]) -> tuple[list[str], list[tuple[int, Any]]]:
    """The names of the fields, and those whose values have to be read, by their place."""
    fields = model._meta.concrete_fields
    readers = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return [field.attname for field in fields], readers
