"""The embedded services: shared by those who use them, and nothing lost when they are killed."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis

from marketplace.devservices import embedded_addresses, postgres, running
from marketplace.devservices.addresses import LONGEST_SOCKET_FOLDER, socket_folder
from marketplace.devservices.postgres import Postgres


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of our own that an unprivileged account may enter too."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = Path(tempfile.mkdtemp(prefix="market-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def execute(data: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(embedded_addresses(data).database_url)) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def cache(data: Path) -> Iterator[redis.Redis]:
    with redis.Redis(unix_socket_path=embedded_addresses(data).valkey_socket) as link:
        yield link


def kill_services(data: Path) -> None:
    """As a power switch would: the postmaster, its children, and Valkey."""
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    os.kill(int((data / "valkey" / "valkey.pid").read_text()), signal.SIGKILL)


def test_the_first_starts_and_the_last_stops(data: Path) -> None:
    with running(data):
        with running(data):
            assert execute(data, "SELECT 1") == [(1,)]
        assert execute(data, "SELECT 2") == [(2,)]
        with cache(data) as link:
            assert link.ping()
    with pytest.raises(psycopg2.OperationalError):
        execute(data, "SELECT 3")
    with cache(data) as link, pytest.raises(redis.ConnectionError):
        link.ping()


def test_a_kill_loses_nothing_that_was_committed(data: Path) -> None:
    with running(data):
        execute(data, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        with cache(data) as link:
            link.set("kept", "7")
        kill_services(data)
        with running(data):
            assert execute(data, "SELECT n FROM kept") == [(7,)]
            with cache(data) as link:
                assert link.get("kept") == b"7"


def test_a_server_whose_socket_is_gone_is_started_anew(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "SECONDS_WITHOUT_SOCKET", 0.3)
    with running(data):
        execute(data, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        (Postgres.of(data).sockets / postgres.SOCKET).unlink()
        with running(data):
            assert execute(data, "SELECT n FROM kept") == [(7,)]


def test_a_service_that_is_given_is_not_started(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/market")
    with running(data):
        with cache(data) as link:
            assert link.ping()
        assert not (data / "postgres").exists()


def test_a_long_path_has_its_socket_in_a_short_one() -> None:
    deep = Path("/srv") / ("long-" * 30)
    short = socket_folder(deep, "postgres-run")
    assert not short.is_relative_to(deep)
    assert len(os.fsencode(short)) <= LONGEST_SOCKET_FOLDER
    assert short != socket_folder(deep / "other", "postgres-run")
    assert socket_folder(Path("/srv/market"), "valkey") == Path("/srv/market/valkey")
