"""Imports of products: whose they are, and what became of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Company
from catalog.enums import RowOutcome
from catalog.models import ImportJob, ImportRow
from catalog.sheets import COLUMNS
from common.tables import Table, TableLimits, open_table
from policies.schemas import CatalogRules
from policies.selectors import in_force


def imports_visible_to(company: Company) -> QuerySet[ImportJob]:
    """The imports of the company's own shop, newest first."""
    return ImportJob.objects.filter(supplier__company=company)


def rows_of(job: ImportJob, *, outcome: str = "") -> QuerySet[ImportRow]:
    """The rows of an import by their line, all or those of one outcome, with their products."""
    rows = job.rows.select_related("product")
    return rows.filter(outcome=outcome) if outcome in RowOutcome.values else rows


def report(job: ImportJob) -> Iterator[list[object]]:
    """The report of an import as rows of a table; the first is the header."""
    yield [_("line"), _("code"), _("outcome"), _("message")]
    for row in job.rows.iterator(chunk_size=2000):
        yield [row.number, row.code, row.get_outcome_display(), row.message]


def open_products_file(file: BinaryIO, at: datetime) -> Table:
    """``file`` as a table of products, within the limits in force; raises TableRefused."""
    rules = in_force(CatalogRules, at).rules
    limits = TableLimits(
        max_bytes=rules.import_max_bytes,
        max_unpacked_bytes=rules.import_max_unpacked_bytes,
        max_rows=rules.import_max_rows,
    )
    return open_table(file, COLUMNS, limits)
