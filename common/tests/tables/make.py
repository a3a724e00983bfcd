"""Files as people upload them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from common.tables import Column, Table, TableLimits, open_table

COLUMNS = (
    Column("code", required=True, aliases=("sku", "货号")),
    Column("title", required=True, aliases=("商品标题",)),
    Column("price", aliases=("单价",), text=False),
)
LIMITS = TableLimits(max_bytes=200_000, max_unpacked_bytes=2_000_000, max_rows=100)


def xlsx(rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes | str, limits: TableLimits = LIMITS) -> Table:
    raw = content.encode() if isinstance(content, str) else content
    return open_table(io.BytesIO(raw), COLUMNS, limits)


def values(table: Table) -> list[dict[str, str]]:
    return [dict(row.values) for row in table.rows()]
