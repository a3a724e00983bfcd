"""Who uses the embedded services: the first to come starts them, the last to leave stops them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marketplace.devservices.addresses import Addresses, embedded_addresses, remember
from marketplace.devservices.postgres import Postgres
from marketplace.devservices.valkey import Valkey


@contextmanager
def running(data: Path) -> Iterator[None]:
    """Keep the services that the environment does not name running while the block runs."""
    data.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (data / "services.users").open("w", encoding="ascii") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        _start(data)
        try:
            yield
        finally:
            if _is_last(users.fileno()):
                _stop(data)


def stop(data: Path) -> None:
    """Stop the services whoever uses them."""
    if data.exists():
        _stop(data)


def _start(data: Path) -> None:
    with (data / "services.start").open("w", encoding="ascii") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        addresses = embedded_addresses(data)
        if "DATABASE_URL" not in os.environ:
            postgres = Postgres.of(data)
            postgres.start()
            addresses = Addresses(postgres=str(postgres.sockets), valkey=addresses.valkey)
        if "REDIS_URL" not in os.environ:
            valkey = Valkey.of(data)
            valkey.start()
            addresses = Addresses(postgres=addresses.postgres, valkey=str(valkey.sockets))
        remember(data, addresses)


def _stop(data: Path) -> None:
    if "DATABASE_URL" not in os.environ:
        Postgres.of(data).stop()
    if "REDIS_URL" not in os.environ:
        Valkey.of(data).stop()


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
