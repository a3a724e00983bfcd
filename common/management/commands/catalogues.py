"""``manage.py catalogues``: bring the catalogues of messages up to date, or check that they are."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.catalogues import Catalogue, catalogues, compile_stale, worded_twice


def project_catalogues() -> list[Catalogue]:
    """The catalogues of the project's own apps."""
    root = Path(settings.BASE_DIR)
    own = {
        config.label: Path(config.path)
        for config in apps.get_app_configs()
        if Path(config.path).parent == root
    }
    return catalogues(root, own)


def faults_of(found: list[Catalogue]) -> list[str]:
    """What is wrong with the translations, each catalogue for itself and all together."""
    faults = [fault for catalogue in found for fault in catalogue.faults()]
    return faults + worded_twice(found)


class Command(BaseCommand):
    help = "Read all strings from the source into <app>/locale, and compile what is there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail where a file is out of date or a translation is missing.",
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        found = project_catalogues()
        if check:
            self.check_all(found)
            return
        for catalogue in found:
            catalogue.write()
            self.stdout.write(f"{catalogue.app}: {len(catalogue.messages)} strings")
        compile_stale(Path(settings.BASE_DIR))
        for fault in faults_of(found):
            self.stdout.write(fault)

    def check_all(self, found: list[Catalogue]) -> None:
        """Raise CommandError with all that is wrong, a line each."""
        faults = [
            f"{catalogue.app}: {catalogue.path.name} is out of date: run bin/manage catalogues"
            for catalogue in found
            if catalogue.messages and not catalogue.is_current()
        ]
        faults += faults_of(found)
        if faults:
            raise CommandError("\n".join(faults))
