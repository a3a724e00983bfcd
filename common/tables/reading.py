"""Files to tables: the format is told by content, never by the name of the file."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from common.tables.columns import (
    Column,
    RawRow,
    Table,
    TableLimits,
    TableRefused,
    matches,
    read_header,
)
from common.tables.xlsx import open_xlsx

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: GB18030 holds all of GBK and GB2312.
_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",;\t|，"
_CHUNK = 1 << 16
#: CSV marks none; a cell that begins like one is found by its text.
_NO_FORMULAS: frozenset[str] = frozenset()


def open_table(file: BinaryIO, columns: Sequence[Column], limits: TableLimits) -> Table:
    """Open an uploaded CSV or XLSX ``file``, which must be seekable and stay open.

    CSV may be UTF-8, UTF-16 with its mark, or GBK/GB18030, with any usual delimiter. Raises
    TableRefused for a file that is too large, of another kind, damaged, or with a wrong header.
    """
    size = file.seek(0, io.SEEK_END)
    if size > limits.max_bytes:
        raise TableRefused(
            _("The file has %(have).1f MB; at most %(max).1f MB are read.")
            % {"have": size / 1e6, "max": limits.max_bytes / 1e6},
            code="too_large",
            max=limits.max_bytes,
            have=size,
        )
    file.seek(0)
    start = file.read(4)
    if start == _OLE:
        raise TableRefused(
            _("This is an old or encrypted Excel file; save it as XLSX or CSV."), code="old_excel"
        )
    if start == _ZIP:
        return open_xlsx(file, columns, limits)
    return _open_csv(file, columns, limits)


def _open_csv(file: BinaryIO, columns: Sequence[Column], limits: TableLimits) -> Table:
    encoding = _encoding_of(file)
    delimiter = _delimiter_of(file, encoding, columns)
    first = next(_csv_rows(file, encoding, delimiter), (1, [], _NO_FORMULAS))
    header = read_header(first[1], columns)

    def below_header() -> Iterator[RawRow]:
        return islice(_csv_rows(file, encoding, delimiter), 1, None)

    return Table(header, limits, below_header, is_quick=True)


def _encoding_of(file: BinaryIO) -> str:
    """The encoding in which the whole file can be read."""
    file.seek(0)
    start = file.read(4)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return _readable(file, (encoding,))
    return _readable(file, _ENCODINGS)


def _readable(file: BinaryIO, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue  # the next encoding may fit
        return encoding
    raise TableRefused(
        _("The file is neither XLSX nor text in UTF-8 or GBK; save it as “CSV UTF-8”."),
        code="encoding",
    )


def _delimiter_of(file: BinaryIO, encoding: str, columns: Sequence[Column]) -> str:
    """The delimiter under which the header names most of ``columns``."""

    def found(delimiter: str) -> int:
        return matches(
            next(_csv_rows(file, encoding, delimiter), (1, [], _NO_FORMULAS))[1], columns
        )

    return max(_DELIMITERS, key=found)


def _csv_rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[RawRow]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [cell.strip() for cell in cells], _NO_FORMULAS
    except csv.Error as error:
        raise TableRefused(
            _("Row %(row)d cannot be read: a quotation mark is not closed, or a cell is too long.")
            % {"row": number + 1},
            code="damaged",
            row=number + 1,
        ) from error
    finally:
        if not file.closed:
            text.detach()  # the file is the caller's, and is read again
