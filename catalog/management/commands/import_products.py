"""Import products of a supplier from a CSV or XLSX file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.enums import ImportStatus, RowOutcome
from catalog.models import ImportJob
from catalog.services.imports import end_import, run_import, take_in
from common.errors import DomainError
from suppliers.models import Supplier


class Command(BaseCommand):
    help = "Import products from a CSV or XLSX file; known codes are brought up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--supplier", required=True, help="slug of the shop")
        parser.add_argument(
            "--stock", type=int, default=0, help="pieces of each new SKU where the file names none"
        )
        parser.add_argument(
            "--hold-unsorted",
            action="store_true",
            help="leave new products without a known category as drafts",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        job = self._take_in(options["file"], options["supplier"], options)
        for part in run_import(job=job, at=timezone.now()):
            self.stderr.write(f"\r{part.rows_done} of {part.rows_total} rows", ending="")
        self.stderr.write("")
        end_import(job=job, at=timezone.now())
        self._report(job)

    def _take_in(self, path: Path, slug: str, options: dict[str, Any]) -> ImportJob:
        stock = options["stock"]
        supplier = Supplier.objects.select_related("company").filter(slug=slug).first()
        if supplier is None:
            raise CommandError(f"There is no shop “{slug}”.")
        if stock < 0:
            raise CommandError("--stock is at least 0.")
        try:
            with path.open("rb") as file:
                return take_in(
                    supplier=supplier,
                    file=file,
                    file_name=path.name,
                    default_stock=stock,
                    actor=None,
                    at=timezone.now(),
                    lists_unsorted=not options["hold_unsorted"],
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(f"{path.name}: {error}") from error

    def _report(self, job: ImportJob) -> None:
        for row in job.rows.filter(outcome=RowOutcome.REFUSED):
            self.stderr.write(f"row {row.number} ({row.code}): {row.message}")
        if job.ignored:
            self.stdout.write(f"Columns not read: {', '.join(job.ignored)}.")
        self.stdout.write(
            f"{job.created} created, {job.updated} updated, {job.unchanged} unchanged, "
            f"{job.refused} refused."
        )
        if job.status == ImportStatus.REFUSED:
            raise CommandError(job.problem)
