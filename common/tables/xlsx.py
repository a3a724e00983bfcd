"""XLSX, read as a stream: never more than a row of cells in memory, beside the shared strings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from common.tables.columns import (
    Column,
    Header,
    RawRow,
    Table,
    TableLimits,
    TableRefused,
    read_header,
)

#: Columns beyond this are not read: an empty cell in the last column makes a row 16,384 wide.
_WIDEST = 200
_DIGITS = ".15g"  # the precision of Excel; more shows the noise of binary fractions


def open_xlsx(file: BinaryIO, columns: Sequence[Column], limits: TableLimits) -> Table:
    """The first sheet of a workbook; raises TableRefused where it is a bomb, damaged or not one."""
    _refuse_bomb(file, limits)
    cells = next(_rows(file, None), (1, [], ""))[1]
    header = read_header(cells, columns)

    def below_header() -> Iterator[RawRow]:
        rows = _rows(file, header)
        next(rows, None)
        return rows

    return Table(header, limits, below_header)


def _refuse_bomb(file: BinaryIO, limits: TableLimits) -> None:
    """Sum up what the archive says it unpacks to; no more than that can be read from it."""
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged() from error
    if unpacked > limits.max_unpacked_bytes:
        raise TableRefused(
            _("The file unpacks to %(have).0f MB; at most %(max).0f MB are read.")
            % {"have": unpacked / 1e6, "max": limits.max_unpacked_bytes / 1e6},
            code="unpacked_too_large",
            max=limits.max_unpacked_bytes,
            have=unpacked,
        )


def _rows(file: BinaryIO, header: Header | None) -> Iterator[RawRow]:
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size need not be true
        # One column more than the header has, to see whether a row is wider.
        widest = header.width + 1 if header else _WIDEST
        for number, cells in enumerate(sheet.iter_rows(max_col=widest), 1):
            yield _raw(number, cells, header)
    except Exception as error:  # openpyxl lets through whatever a broken part makes fail
        raise _damaged() from error


def _raw(number: int, cells: Sequence[Any], header: Header | None) -> RawRow:
    texts = [_text(cell.value) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return number, texts, _formulas(cells, header)


def _formulas(cells: Sequence[Any], header: Header | None) -> frozenset[str]:
    places = header.places.items() if header else ()
    return frozenset(
        column.name
        for place, column in places
        if place < len(cells) and cells[place].data_type == "f"
    )


def _text(value: Any) -> str:
    """A cell as it would stand in a CSV file; dates are ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, _DIGITS)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()


def _damaged() -> TableRefused:
    return TableRefused(
        _("The XLSX file is damaged; open it, save it again, and try once more."), code="damaged"
    )
