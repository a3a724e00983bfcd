from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.regions import load_regions


class Command(BaseCommand):
    help = "Load the regions of GB/T 2260; again after an update of their list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="Write all of them, with their English names."
        )

    def handle(self, *args: Any, anew: bool = False, **options: Any) -> None:
        known, written = load_regions(anew=anew)
        self.stdout.write(f"{known} regions, {written} of them new or changed.")
