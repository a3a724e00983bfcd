"""Histories from files: rows of ``supplier,fact,at,value``, of any length, in any order.

A row is a fact by what it says, so that the same file twice changes nothing; rows of a file that
say the same are as many facts. Rows stream into a table of the transaction by COPY; nothing is
kept in memory but a block of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from common.tables import Column, Row, TableLimits, open_table
from suppliers.enums import HAPPENED, FactKind
from suppliers.errors import BadFact
from suppliers.services.facts import value_problem
from suppliers.services.scores import WORK_MEM
from suppliers.services.shells import open_shells

COLUMNS = (
    Column("supplier", required=True, aliases=("供应商",)),
    Column("fact", required=True, aliases=("事项",)),
    Column("at", required=True, aliases=("时间",)),
    Column("value", required=True, aliases=("值",), text=False),
)
#: Whoever runs the command chose the file; these only stop what cannot be a table of facts.
LIMITS = TableLimits(max_bytes=1 << 38, max_unpacked_bytes=1 << 32, max_rows=1 << 31)
BLOCK = 20_000
YEARS = range(2000, 2101)
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
_NUMBER = re.compile(r"\d{1,15}(\.\d{0,30})?([eE][+-]?\d{1,2})?|\.\d{1,30}")

_TABLE = """
    CREATE TEMPORARY TABLE fact_rows
        (line bigint, supplier text, kind text, at timestamptz, value float8) ON COMMIT DROP
"""
_UNKNOWN = """
    SELECT DISTINCT r.supplier FROM fact_rows r
    LEFT JOIN suppliers_supplier s ON s.slug = r.supplier WHERE s.id IS NULL
"""
#: In the order of time, which is what the index by time is quick for.
_INSERT = """
    INSERT INTO suppliers_fact (supplier_id, kind, at, value, weight, key)
    SELECT s.id, r.kind, r.at, r.value, 1,
        'row:' || md5(concat_ws('|', r.supplier, r.kind, extract(epoch FROM r.at)::text,
            coalesce(r.value::text, ''), r.ordinal::text))
    FROM (
        SELECT *, row_number() OVER (
            PARTITION BY supplier, kind, at, value ORDER BY line) AS ordinal
        FROM fact_rows) r
    JOIN suppliers_supplier s ON s.slug = r.supplier
    ORDER BY r.at
    ON CONFLICT (key) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no fact: its line in the file, the column and the rule."""

    line: int
    field: str
    rule: str


@dataclass(frozen=True, slots=True)
class Imported:
    """``rows`` were facts, of which ``new`` were not known; ``bad`` rows were skipped."""

    rows: int
    new: int
    bad: int
    opened: int


@transaction.atomic
def import_facts(
    *, file: BinaryIO, at: datetime, skip_bad: bool, say_bad: Callable[[BadRow], object]
) -> Imported:
    """Append the facts of a file; each bad row is told to ``say_bad`` as it is met.

    Suppliers that nobody knows are opened as shells. Raises BadFact where rows are bad and not to
    be skipped, TableRefused where the file cannot be read; nothing is written then.
    """
    reader = _Reader(file, say_bad)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', %s, true)", [WORK_MEM])
        cursor.execute("DROP TABLE IF EXISTS pg_temp.fact_rows")
        cursor.execute(_TABLE)
        for block in reader.blocks():
            cursor.copy_expert("COPY fact_rows FROM STDIN", block)
        if reader.bad and not skip_bad:
            raise BadFact(
                _("%(bad)d of %(rows)d rows are no facts; nothing was imported.")
                % {"bad": reader.bad, "rows": reader.bad + reader.good},
                code="bad_rows",
            )
        cursor.execute(_UNKNOWN)
        opened = open_shells(slugs=[slug for (slug,) in cursor.fetchall()], at=at)
        cursor.execute("ANALYZE fact_rows")
        cursor.execute(_INSERT)
        return Imported(reader.good, int(cursor.rowcount), reader.bad, opened)


class _Reader:
    """The rows of a file as blocks for COPY, counted."""

    def __init__(self, file: BinaryIO, say_bad: Callable[[BadRow], object]) -> None:
        self._table = open_table(file, COLUMNS, LIMITS)
        self._say_bad = say_bad
        self.good = self.bad = 0

    def blocks(self) -> Iterator[StringIO]:
        lines: list[str] = []
        for row in self._table.rows():
            line = self._line(row)
            if line:
                lines.append(line)
            if len(lines) == BLOCK:
                yield StringIO("".join(lines))
                lines.clear()
        yield StringIO("".join(lines))

    def _line(self, row: Row) -> str:
        try:
            line = _copied(row)
        except BadFact as error:
            self.bad += 1
            self._say_bad(BadRow(row.number, error.field, str(error)))
            return ""
        self.good += 1
        return line


def _copied(row: Row) -> str:
    """A row as COPY takes it; raises BadFact with the column and the rule."""
    if row.problem:
        raise BadFact(row.problem, field="row")
    values = row.values
    slug, kind = values["supplier"], values["fact"]
    if not _SLUG.fullmatch(slug):
        raise BadFact(
            _("1 to 60 letters, digits, - and _, not “%(have)s”.") % {"have": slug[:40]},
            field="supplier",
        )
    if kind not in FactKind.values:
        raise BadFact(
            _("One of %(kinds)s, not “%(have)s”.")
            % {"kinds": ", ".join(FactKind.values), "have": kind[:40]},
            field="fact",
        )
    value = _value(kind, values["value"])
    told = r"\N" if value is None else repr(value)
    return f"{row.number}\t{slug}\t{kind}\t{_moment(values['at']).isoformat()}\t{told}\n"


def _moment(text: str) -> datetime:
    """ISO 8601; without a zone it is a time of the market's."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        raise BadFact(
            _("A moment such as 2026-01-31T18:00:00+08:00, not “%(have)s”.") % {"have": text[:40]},
            field="at",
        )
    return moment if is_aware(moment) else moment.replace(tzinfo=_MARKET)


_MARKET = ZoneInfo(settings.TIME_ZONE)


def _value(kind: str, text: str) -> float | None:
    """The value; kinds that only happened may have a 1, which says no more than the row does."""
    if text and not _NUMBER.fullmatch(text):
        raise BadFact(
            _("A number or nothing, not “%(have)s”.") % {"have": text[:40]}, field="value"
        )
    value = float(text) if text else None
    if kind in HAPPENED and value == 1:
        return None
    problem = value_problem(kind, value)
    if problem:
        raise BadFact(problem, field="value")
    return value
