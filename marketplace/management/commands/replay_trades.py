"""``manage.py replay_trades FILE``: real invoices through the market's own services."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.errors import DomainError
from marketplace.replay.run import replay
from marketplace.replay.traders import shop
from marketplace.replay.trades import Invoice, read_invoices
from payments import audit
from suppliers.models import Supplier


class Command(BaseCommand):
    help = (
        "Send invoices through place, pay, ship, scan and complete at their own times. "
        "The last line is JSON."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV of invoice lines, gzipped or not")
        parser.add_argument("--limit", type=int, help="only the first invoices")
        parser.add_argument(
            "--supplier", default="online-retail", help="slug of the shop that has the offers"
        )
        parser.add_argument(
            "--offers", type=Path, help="where the shop is opened: its offers (beside FILE)"
        )
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, **options: Any) -> None:
        invoices, supplier = self._prepare(options)
        start = perf_counter()
        report = replay(invoices, supplier, processes=options["processes"])
        seconds = perf_counter() - start
        for number, reason in report.refused.items():
            self.stdout.write(f"refused {number}: {reason}")
        ledger = [f"{found.check}: {found.text}" for found in audit.run()] or "balanced"
        self.stdout.write(json.dumps(report.figures(seconds=seconds, ledger=ledger)))

    def _prepare(self, options: dict[str, Any]) -> tuple[list[Invoice], Supplier]:
        path: Path = options["file"]
        offers: Path = options["offers"] or path.parent / "offers.csv"
        try:
            invoices = read_invoices(path, options["limit"])
            if not invoices:
                raise CommandError(f"{path} holds no invoice")
            return invoices, shop(options["supplier"], offers=offers, at=invoices[0].at)
        except (OSError, ValueError, DomainError) as error:
            raise CommandError(str(error)) from error
