"""Fixtures that the tests of every app share."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from common.known import Known
from marketplace.celery import app as celery_app
from marketplace.testing import pattern
from marketplace.testing.emptying import execute_sql_flush, sql_flush, write_first_rows
from payments.selectors.accounts import forget_platform_accounts
from policies import selectors as policies


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Each test starts with an empty cache, and knows no rows that another rolled back."""
    cache.clear()
    policies.forget()
    forget_platform_accounts()
    Known.forget_all()


@pytest.fixture(autouse=True)
def _english() -> None:
    """Each test starts in English, whatever the last one's reader spoke."""
    translation.activate("en")


@pytest.fixture(scope="session", autouse=True)
def _empty_queue() -> None:
    """What earlier runs sent and nobody worked off is thrown away."""
    with celery_app.connection_for_write() as connection:
        connection.default_channel.client.flushdb()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_createdb: bool
) -> None:
    """A worker process copies the database that was migrated once, where it has none yet."""
    if "PYTEST_XDIST_WORKER" in os.environ and not django_db_createdb:
        pattern.copy_to(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session", autouse=True)
def _quickly_emptied() -> Iterator[None]:
    """After a test that commits only the tables that it filled cost anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", write_first_rows)
        yield


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    """No test reaches beyond this machine."""
    open_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            pytest.fail(f"a test tried to connect to {address[0]}")
        open_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def tasks_known() -> None:
    """All tasks are loaded; once, as Celery has Django check all models when they are."""
    celery_app.loader.import_default_modules()


@pytest.fixture
def eager_tasks(tasks_known: None) -> Iterator[None]:
    """Tasks run where they are sent, and their errors come out there."""
    celery_app.conf.update(task_always_eager=True, task_eager_propagates=True)
    yield
    celery_app.conf.update(task_always_eager=False, task_eager_propagates=False)


@pytest.fixture
def run_tasks(
    eager_tasks: None, django_capture_on_commit_callbacks: Any
) -> Callable[[], AbstractContextManager[None]]:
    """``with run_tasks():`` what the block would do after its commit is done at its end.

    For tests inside a transaction; those with ``transaction=True`` need only ``eager_tasks``.
    """

    @contextmanager
    def committed() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return committed
