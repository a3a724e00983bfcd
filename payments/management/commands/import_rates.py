"""Store exchange rates from a CSV file of currency, day, cny."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.errors import DomainError
from payments.services.rates import import_rates

#: First trading day of each month; the note beside it says where they are from.
OWN_FILE = Path(__file__).resolve().parents[2] / "data" / "rates.csv"
OWN_SOURCE = "ECB euro reference rates, crossed to CNY"


class Command(BaseCommand):
    help = "Stores exchange rates from FILE; without one, those that come along and are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OWN_FILE)
        parser.add_argument("--source", default="", help="Where the rates are from.")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        source = options["source"] or (OWN_SOURCE if file == OWN_FILE else file.name)
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                count = import_rates(lines=lines, source=source[:120], replace=file != OWN_FILE)
        except (OSError, UnicodeDecodeError, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} rates stored.")
