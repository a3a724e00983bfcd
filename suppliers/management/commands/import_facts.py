"""Append service facts from a CSV file of supplier, fact, at, value."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from common.errors import DomainError
from suppliers.services.fact_files import BadRow, import_facts


class Command(BaseCommand):
    help = "Append service facts from FILE (supplier,fact,at,value); the same file twice adds none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="Import the good rows, though others are bad; else nothing is imported then.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                done = import_facts(
                    file=file,
                    at=timezone.now(),
                    skip_bad=options["skip_bad"],
                    say_bad=self.say_bad,
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(f"{path.name}: {error}") from error
        known = done.rows - done.new
        self.stdout.write(f"{done.new} facts are new, {known} were known, {done.bad} rows are bad.")
        if done.opened:
            self.stdout.write(f"{done.opened} unknown suppliers were opened, out of the market.")
        summary = {"rows": done.rows, "new": done.new, "known": known, "bad": done.bad}
        self.stdout.write(json.dumps(summary | {"suppliers_opened": done.opened}))

    def say_bad(self, row: BadRow) -> None:
        self.stderr.write(f"line {row.line}, {row.field}: {row.rule}")
