"""A kept connection that the server has closed is noticed before it is used."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def end(pid: int) -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def next_request() -> None:
    connection.health_check_enabled = True
    connection.health_check_done = False
    connection.close_if_unusable_or_obsolete()


def test_a_connection_is_kept_while_the_server_lives(settings: object) -> None:
    before = backend()
    next_request()
    assert connection.is_usable()
    assert backend() == before


def test_a_closed_connection_is_made_anew() -> None:
    before = backend()
    end(before)
    assert not connection.is_usable()
    connection.health_check_enabled, connection.health_check_done = True, False
    assert backend() != before


def test_a_message_of_the_server_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    before = backend()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN something")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("NOTIFY something")
    other.close()
    assert connection.is_usable()
    assert backend() == before
