from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from policies.services.versions import ensure_first_versions


class Command(BaseCommand):
    help = "See that every policy has a version in force; a new policy starts with its own values."

    def handle(self, *args: Any, **options: Any) -> None:
        made = ensure_first_versions()
        self.stdout.write(f"{len(made)} policies began.")
