"""The benchmarks' databases: each filled at the first run, marked by what it holds, and kept."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2

from marketplace import devservices

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def services(database: str) -> Iterator[str]:
    """Services running, Django set up on ``database``; gives the address of the server."""
    data = devservices.data_dir(ROOT)
    with devservices.running(data):
        addresses = devservices.embedded_addresses(data)
        server = os.environ.get("DATABASE_URL", addresses.database_url)
        os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{database}"
        os.environ.setdefault("REDIS_URL", addresses.redis_url)
        os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
        import django

        django.setup()
        yield server


def ensure_filled(server: str, database: str, mark: str, fill: Callable[[], None]) -> bool:
    """Make the database anew and ``fill`` it unless it holds what ``mark`` says; whether it did."""
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [database],
        )
        if cursor.fetchone() == (mark,):
            return False
        print(f"Filling {database} with {mark} (once) …", flush=True)
        cursor.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {database}")
        fill()
        cursor.execute(f"COMMENT ON DATABASE {database} IS %s", [mark])
    return True
