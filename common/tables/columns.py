"""What a table must hold, and what was found in its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from common.errors import DomainError
from common.tables.cells import BadCell

#: How a header may be written: case, spaces, underscores and a mark of "required" do not matter.
_LOOSE = re.compile(r"[\s_\-*]+")
#: What no text that is stored may hold; NUL is refused by PostgreSQL as well.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
FORMULA_SIGNS = "=+-@\t\r"
_FORMULA_SIGNS = tuple(FORMULA_SIGNS)


class TableRefused(DomainError):
    """The file as a whole cannot be read; nothing of it was."""

    code = "table_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class TableLimits:
    """Bytes of the file, bytes that an XLSX may unpack to, and rows below the header."""

    max_bytes: int
    max_unpacked_bytes: int
    max_rows: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its ``name`` in code; ``aliases`` are other headers for it, in any language.

    A column that is not ``text`` may begin with a sign.
    """

    name: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    text: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is its line in the file, the header being 1.

    ``values`` has every column that the file has, as stripped text. ``problems`` say why the row
    must not be used, each with its column; one without a column means that none can be trusted.
    """

    number: int
    values: Mapping[str, str]
    problems: tuple[BadCell, ...] = ()

    @property
    def problem(self) -> str:
        """All of them in one line; empty where the row may be used."""
        return " ".join(map(str, self.problems))


#: A row as the format has it: its number, its cells as text, and the columns with a formula.
RawRow = tuple[int, list[str], frozenset[str]]


@dataclass(frozen=True)
class Header:
    """Which column stands where; ``ignored`` are headers that nobody asked for."""

    places: Mapping[int, Column]
    width: int
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table that can be read from its first row again and again.

    ``is_quick`` says whether that takes next to no time: of 20,000 rows CSV needs a tenth of a
    second, and XLSX several.
    """

    header: Header
    limits: TableLimits
    raw_rows: Callable[[], Iterator[RawRow]] = field(repr=False)
    is_quick: bool = False

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headers of columns that are not read."""
        return self.header.ignored

    @cached_property
    def count(self) -> int:
        """How many rows the table has; raises TableRefused above the limit or for damage."""
        return sum(1 for _row in self._filled())

    def rows(self) -> Iterator[Row]:
        """The rows that are not blank. Those that hold a formula or a control sign say so."""
        for number, cells, formulas in self._filled():
            yield self._row(number, cells, formulas)

    def _filled(self) -> Iterator[RawRow]:
        for raw in self.raw_rows():
            number, cells, formulas = raw
            # Blank rows count: in an XLSX a far cell is preceded by as many as it likes.
            if number - 1 > self.limits.max_rows:
                raise TableRefused(
                    _("The file has more than %(max)d rows; split it into parts.")
                    % {"max": self.limits.max_rows},
                    code="too_many_rows",
                    max=self.limits.max_rows,
                )
            if formulas or any(cells):
                yield raw

    def _row(self, number: int, cells: list[str], formulas: frozenset[str]) -> Row:
        values = {
            column.name: _unescaped(cells[place]) if place < len(cells) else ""
            for place, column in self.header.places.items()
        }
        return Row(number, values, tuple(self._problems(cells, formulas)))

    def _problems(self, cells: Sequence[str], formulas: frozenset[str]) -> Iterator[BadCell]:
        if any(cells[self.header.width :]):
            yield BadCell(
                _("The row has more cells than the header, which has %(header)d.")
                % {"header": self.header.width}
            )
        for place, column in self.header.places.items():
            cell = cells[place] if place < len(cells) else ""
            if _CONTROL.search(cell):
                yield _bad(column, _("“%(column)s” holds a control character."))
            elif column.name in formulas or (column.text and cell.startswith(_FORMULA_SIGNS)):
                yield _bad(
                    column, _("“%(column)s” holds a formula; only plain text and numbers are read.")
                )


def _bad(column: Column, reason: str) -> BadCell:
    return BadCell(reason % {"column": column.name}, field=column.name)


def read_header(cells: Sequence[str], columns: Sequence[Column]) -> Header:
    """Find ``columns`` in a header; raises TableRefused for one that is missing or there twice."""
    known = {_loose(name): column for column in columns for name in (column.name, *column.aliases)}
    places: dict[int, Column] = {}
    for place, cell in enumerate(cells):
        column = known.get(_loose(cell))
        if column is None:
            continue
        if column in places.values():
            raise TableRefused(
                _("The column “%(column)s” stands there twice.") % {"column": cell},
                code="column_twice",
                column=column.name,
            )
        places[place] = column
    _refuse_missing(cells, [c for c in columns if c.required and c not in places.values()])
    ignored = tuple(cell for place, cell in enumerate(cells) if cell and place not in places)
    return Header(places, _width(cells), ignored)


def _refuse_missing(cells: Sequence[str], missing: Sequence[Column]) -> None:
    if not missing:
        return
    found = ", ".join(f"“{cell[:40]}”" for cell in cells[:20] if cell) or "—"
    raise TableRefused(
        _("The first row must name the columns. Missing: %(missing)s. Found: %(found)s.")
        % {"missing": ", ".join(column.name for column in missing), "found": found},
        code="columns_missing",
        missing=[column.name for column in missing],
    )


def matches(cells: Sequence[str], columns: Sequence[Column]) -> int:
    """How many of ``cells`` name one of ``columns``."""
    known = {_loose(name) for column in columns for name in (column.name, *column.aliases)}
    return sum(_loose(cell) in known for cell in cells)


def _width(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _loose(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _unescaped(cell: str) -> str:
    """Undo what ``csv_lines`` does, so that an export can be imported again."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_SIGNS) else cell
