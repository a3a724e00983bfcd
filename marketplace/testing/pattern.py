"""The database that worker processes copy theirs from, made while they load the tests.

Its name is that of a run on one process, which uses it too. To migrate once takes 17 s of a core.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import psycopg2.extensions
from psycopg2.errors import ObjectInUse
from psycopg2.extensions import parse_dsn

from marketplace import devservices

ROOT = Path(__file__).resolve().parent.parent.parent


def make_for(workers: int) -> subprocess.Popen[bytes] | None:
    """Begin to make it, unless each of the workers has its database from an earlier run.

    The process that makes it holds the lock, from before there are workers to wait for it.
    """
    wanted = {f"{_name()}_gw{number}" for number in range(workers)}
    with _server() as link:
        if wanted <= _databases(link):
            return None
    with _lock() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return subprocess.Popen([sys.executable, "-m", __name__], cwd=ROOT, pass_fds=[lock])


def copy_to(name: str) -> None:
    """Make the database ``name`` a copy, unless there is one.

    Without a pattern, or with one that somebody is using, there is none after it either.
    """
    with _lock() as lock, _server() as link, link.cursor() as cursor:
        fcntl.flock(lock, fcntl.LOCK_SH)
        if name in _databases(link) or _name() not in _databases(link):
            return
        try:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_name()}"')
        except ObjectInUse:
            return


def _make() -> None:
    import django
    from django.test.utils import setup_databases

    django.setup()
    setup_databases(
        verbosity=0,
        interactive=False,
        keepdb=True,
        aliases={"default": False},
        serialized_aliases=set(),
    )


def _url() -> str:
    embedded = devservices.embedded_addresses(devservices.data_dir(ROOT))
    return os.environ.get("DATABASE_URL") or embedded.database_url


def _name() -> str:
    return "test_" + parse_dsn(_url())["dbname"]


@contextmanager
def _server() -> Iterator[psycopg2.extensions.connection]:
    with closing(psycopg2.connect(_url(), dbname="postgres")) as link:
        link.autocommit = True
        yield link


def _databases(link: psycopg2.extensions.connection) -> set[str]:
    with link.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


@contextmanager
def _lock() -> Iterator[int]:
    folder = devservices.data_dir(ROOT) / "testing"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pattern.lock").open("w", encoding="ascii") as file:
        yield file.fileno()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.testing.settings"
    _make()
