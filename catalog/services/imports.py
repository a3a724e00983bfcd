"""Imports of products from a file: begun, worked off in parts, ended.

A part is written together with the report of its rows, so that an import that was cut off goes on
where it stopped, and one that runs twice writes nothing twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.enums import Right
from accounts.models import User
from accounts.services.notices import tell
from catalog.enums import IMPORT_TRANSITIONS, ImportStatus
from catalog.models import ImportEvent, ImportJob
from catalog.selectors.imports import open_products_file
from catalog.services.checks import check_may_list
from catalog.services.import_rows import RowWriter
from common.errors import DomainError
from common.outbox import send_after_commit
from common.status import move
from common.tables import Table, TableRefused
from suppliers.models import Supplier

#: Rows that are written and reported together; a reader sees progress in steps of so many.
PART = 200
_LONGEST_HEADER = 60


class NoRows(TableRefused):
    """The file has a header and nothing below it."""

    code = "no_rows"


@transaction.atomic
def start_import(
    *,
    supplier: Supplier,
    file: BinaryIO,
    file_name: str,
    default_stock: int,
    actor: User | None,
    at: datetime,
    lists_unsorted: bool = True,
) -> ImportJob:
    """Take a file in and have it worked off behind the pages.

    New products go on sale; those whose category nobody knows only where ``lists_unsorted``.

    Refuses a file that cannot be read as a whole (TableRefused), and a shop that may list nothing
    (NotAllowed); nothing is stored then.
    """
    job = take_in(
        supplier=supplier,
        file=file,
        file_name=file_name,
        default_stock=default_stock,
        actor=actor,
        at=at,
        lists_unsorted=lists_unsorted,
    )
    send_after_commit("catalog.tasks.import_products", job.pk)
    return job


@transaction.atomic
def take_in(
    *,
    supplier: Supplier,
    file: BinaryIO,
    file_name: str,
    default_stock: int,
    actor: User | None,
    at: datetime,
    lists_unsorted: bool = True,
) -> ImportJob:
    """Check and store a file, for ``run_import`` to work off. Raises as ``start_import`` does."""
    check_may_list(supplier)
    table = open_products_file(file, at)
    if next(table.rows(), None) is None:
        raise NoRows(_("The file names its columns and has no row below them."))
    job = ImportJob(
        supplier=supplier,
        started_by=actor,
        file_name=file_name[-200:],
        language=translation.get_language() or "",
        default_stock=default_stock,
        lists_unsorted=lists_unsorted,
        ignored=[header[:_LONGEST_HEADER] for header in table.ignored],
        rows_total=table.count if table.is_quick else 0,
        created_at=at,
    )
    file.seek(0)
    job.file.save(uuid.uuid4().hex, File(file), save=False)
    job.save()
    ImportEvent.objects.create(subject=job, at=at, actor=actor, target=job.status)
    return job


def run_import(*, job: ImportJob, at: datetime) -> Iterator[ImportJob]:
    """Work ``job`` off and yield it after each part; one that is over is left alone.

    Rows that break a rule are reported and change nothing. Where the file can no longer be read,
    or the shop may list nothing any more, the rest of the import is refused.
    """
    if job.is_over:
        return
    if job.status == ImportStatus.WAITING:
        _move(job, ImportStatus.RUNNING, at)
    try:
        with job.file.open("rb") as file:
            table = open_products_file(cast("BinaryIO", file), at)
            _count(job, table)
            writer, rows = RowWriter(job=job, at=at), table.rows()
            while part := list(islice(rows, PART)):
                with translation.override(job.language or None):
                    writer.write(part)
                yield job
    except (DomainError, OSError) as error:
        _stop(job, str(error), at)


def end_import(*, job: ImportJob, at: datetime) -> ImportJob:
    """Close an import whose rows are all reported, and tell those who edit products."""
    if job.status == ImportStatus.RUNNING:
        with transaction.atomic():
            _move(job, ImportStatus.DONE, at, ended_at=at)
            _tell(
                job,
                "import_done",
                at,
                created=job.created,
                updated=job.updated,
                refused=job.refused,
            )
    return job


def _count(job: ImportJob, table: Table) -> None:
    """Know how many rows there are before the first is written; raises TableRefused."""
    if not job.rows_total:
        job.rows_total = table.count
        job.save(update_fields=["rows_total"])


@transaction.atomic
def _stop(job: ImportJob, problem: str, at: datetime) -> None:
    _move(job, ImportStatus.REFUSED, at, problem=problem[:500], ended_at=at)
    _tell(job, "import_stopped", at, problem=job.problem)


def _move(job: ImportJob, to: str, at: datetime, **changes: Any) -> None:
    move(job, to, table=IMPORT_TRANSITIONS, events=ImportEvent, at=at, **changes)


def _tell(job: ImportJob, kind: str, at: datetime, **params: Any) -> None:
    tell(
        kind=kind,
        params={"file": job.file_name} | params,
        url=f"/supplier/products/import/{job.pk}/",
        key=f"import:{job.pk}",
        at=at,
        users=[job.started_by] if job.started_by else (),
        company=job.supplier.company,
        rights=[Right.SELL],
    )
