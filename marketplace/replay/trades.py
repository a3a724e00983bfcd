"""Reads invoices from a file of their lines: CSV, plain or gzipped."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TextIO, cast
from zoneinfo import ZoneInfo

COLUMNS = {"invoice", "sku", "quantity", "unit_price", "invoiced_at", "customer", "country"}
ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class TradeLine:
    """One line of an invoice; ``unit_price`` is what was charged for a piece."""

    sku: str
    quantity: int
    unit_price: Decimal


@dataclass(slots=True)
class Invoice:
    """An invoice at the time of its first line; ``customer`` is empty where nobody was named."""

    number: str
    at: datetime
    customer: str
    country: str
    lines: list[TradeLine] = field(default_factory=list)

    def quantities(self) -> dict[str, int]:
        """Pieces by SKU: lines of one SKU are merged."""
        pieces: dict[str, int] = {}
        for line in self.lines:
            pieces[line.sku] = pieces.get(line.sku, 0) + line.quantity
        return pieces


def read_invoices(path: Path, limit: int | None = None) -> list[Invoice]:
    """The first ``limit`` invoices of the file, or all, in the order of their first lines.

    Raises ValueError where the file lacks a column.
    """
    invoices: dict[str, Invoice] = {}
    with _opened(path) as file:
        for row in _rows(file):
            number = row["invoice"]
            if number not in invoices:
                invoices[number] = _invoice(row)
            invoices[number].lines.append(_line(row))
    return list(islice(invoices.values(), limit))


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8", newline=""))
    return path.open(encoding="utf-8", newline="")


def _rows(file: TextIO) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(file)
    missing = COLUMNS - set(reader.fieldnames or ())
    if missing:
        raise ValueError(f"the file has no column {', '.join(sorted(missing))}")
    yield from reader


def _invoice(row: dict[str, str]) -> Invoice:
    at = datetime.fromisoformat(row["invoiced_at"]).replace(tzinfo=ZONE)
    return Invoice(row["invoice"], at, row["customer"], row["country"])


def _line(row: dict[str, str]) -> TradeLine:
    return TradeLine(row["sku"], int(row["quantity"]), Decimal(row["unit_price"]))
