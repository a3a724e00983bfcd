from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.groups import ensure_group
from suppliers.staff import GROUPS, WITHOUT


class Command(BaseCommand):
    help = "See that the groups of staff who vet suppliers exist, with their permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, permissions in GROUPS.items():
            group = ensure_group(name=name, permissions=permissions, without=WITHOUT.get(name, ()))
            self.stdout.write(f"{group}: {len(permissions)} permissions.")
