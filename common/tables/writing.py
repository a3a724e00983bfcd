"""CSV that opens in Excel, in any language, without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from common.tables.columns import FORMULA_SIGNS

BOM = "\ufeff"


def csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a CSV file in UTF-8 with its mark, for a streaming response.

    Text that a spreadsheet would take for a formula is led by an apostrophe; numbers are not.
    """
    line = io.StringIO()
    writer = csv.writer(line)
    mark = BOM
    for row in chain((header,), rows):
        writer.writerow([_escaped(cell) for cell in row])
        yield mark + line.getvalue()
        mark = ""
        line.seek(0)
        line.truncate()


def _escaped(cell: Any) -> Any:
    if isinstance(cell, int | float | Decimal) or not str(cell).startswith(tuple(FORMULA_SIGNS)):
        return cell
    return f"'{cell}"
