"""Recompute the books and name what does not fit."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payments import audit
from payments.models import Entry, Transaction
from payments.selectors.books import sums_by_currency


class Command(BaseCommand):
    help = "Recomputes every balance and sum of the ledger; ends with 1 where something is off."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(audit.run())
        for name in audit.names():
            wrong = [finding.text for finding in findings if finding.check == name]
            self.stdout.write(f"{'WRONG' if wrong else 'ok':5}  {name}")
            for text in wrong:
                self.stdout.write(f"       - {text}")
        if findings:
            raise CommandError(f"{len(findings)} things do not fit.", returncode=1)
        sums = ", ".join(f"{currency} {total}" for currency, total in sums_by_currency().items())
        self.stdout.write(
            f"The ledger fits: {Transaction.objects.count()} transactions,"
            f" {Entry.objects.count()} entries; sums: {sums or 'none'}."
        )
