from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.regions import load_regions


class Command(BaseCommand):
    help = "Load the regions of GB/T 2260; again after an update of their list."

    def handle(self, *args: Any, **options: Any) -> None:
        known, written = load_regions()
        self.stdout.write(f"{known} regions, {written} of them new or changed.")
