"""Product files as suppliers hand them in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from catalog.models import ImportJob
from catalog.services.imports import end_import, run_import, take_in
from suppliers.models import Supplier

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
HEADER = "sku,title,category,currency,price_tiers"
CUP = "C-1,Steel cup,Cups,CNY,1:2.00;100:1.80"


def table(*rows: str, header: str = HEADER) -> io.BytesIO:
    return io.BytesIO("\n".join((header, *rows)).encode())


def imported(supplier: Supplier, *rows: str, header: str = HEADER, stock: int = 0) -> ImportJob:
    """Take in a file of these rows and work it off."""
    job = take_in(
        supplier=supplier,
        file=table(*rows, header=header),
        file_name="products.csv",
        default_stock=stock,
        actor=None,
        at=AT,
    )
    for _part in run_import(job=job, at=AT):
        pass
    return end_import(job=job, at=AT)


def outcomes(job: ImportJob) -> Sequence[tuple[int, str, str]]:
    return list(job.rows.values_list("number", "outcome", "message"))
