"""``manage.py prepare``: all that has to be true before the market opens, done where it is not."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

from accounts.models import Region
from common.catalogues import compile_stale

#: Data that every market stands on; each command may run again. Regions come last: where there
#: are any, all of it was loaded.
GROUND = ["import_rates", "load_regions"]


class Command(BaseCommand):
    help = "Compile catalogues, migrate, load what every market stands on, collect static files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="Fill an empty market with the demo."
        )

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        compile_stale(Path(settings.BASE_DIR))
        self.connect()
        if self.migrate() or not Region.objects.exists():
            for command in GROUND:
                call_command(command, stdout=StringIO())
        for command in ("ensure_policies", "ensure_staff"):
            call_command(command, stdout=StringIO())
        self.collect_static()
        if demo and not get_user_model()._default_manager.exists():
            self.stdout.write("Filling the demo market (once) …")
            call_command("seed_demo")

    def connect(self) -> None:
        """See that the services answer; raises CommandError where one does not."""
        try:
            connection.ensure_connection()
            cache.get("")
        except (OperationalError, RedisError) as error:
            raise CommandError(f"A service does not answer: {error}") from error

    def migrate(self) -> bool:
        """Bring the database up to date; whether it was not.

        A plain ``migrate`` takes a second even when there is nothing to do.
        """
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        self.stdout.write("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        return True

    def collect_static(self) -> None:
        """Collect the static files, unless they are those that were collected last."""
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        wanted = static_hash()
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(wanted, encoding="ascii")


def static_hash() -> str:
    """A mark of all static files as they are now."""
    seen = hashlib.sha256()
    for line in static_files():
        seen.update(line.encode())
    return seen.hexdigest()


def static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            yield f"{path} {stat.st_size} {stat.st_mtime_ns}\n"
