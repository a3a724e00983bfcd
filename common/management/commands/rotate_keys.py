"""``manage.py rotate_keys``: encrypt by the newest key what an older one encrypted."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.private_files import encrypted_storages
from common.rotation import Rotation, encrypted_columns, rotate_column, rotate_storage


class Command(BaseCommand):
    help = (
        "Encrypt by the first of FIELD_ENCRYPTION_KEYS all columns and files that another one "
        "encrypted. May be stopped, and run again; afterwards the other keys may go."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="Rows in a transaction.")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        ended = [self._told(work) for work in all_work(batch)]
        lost = [f"{state.name}: {', '.join(state.lost)}" for state in ended if state.lost]
        if lost:
            raise CommandError("No key opens " + "; ".join(lost))

    def _told(self, work: Iterator[Rotation]) -> Rotation:
        """Do it, and tell how far it came after each batch; returns where it ended."""
        for state in work:
            self.stdout.write(f"{state.name}: {state.changed} of {state.seen} encrypted again")
        return state


def all_work(batch: int) -> Iterator[Iterator[Rotation]]:
    for column in encrypted_columns():
        yield rotate_column(column, batch=batch)
    for alias, storage in encrypted_storages().items():
        yield rotate_storage(alias, storage, batch=batch)
