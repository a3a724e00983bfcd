"""The house of the tests itself: what should fail a test does."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from celery import shared_task
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.template import Context, Engine, Template
from django.template.base import Origin
from psycopg2.errors import DeadlockDetected

from marketplace.testing import emptying
from marketplace.testing.browser import PageAt, Visitors
from marketplace.testing.emptying import KEPT
from marketplace.testing.templates import TEMPLATES
from suppliers.models import Fact
from suppliers.tests.factories import FactFactory

done: list[str] = []


@shared_task
def note(word: str) -> None:
    done.append(word)


def test_a_connection_to_elsewhere_fails() -> None:
    with socket.socket() as link, pytest.raises(pytest.fail.Exception, match="tried to connect"):
        link.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ given.missing }}", "{{ missing|default:1 }}"]
)
def test_an_undefined_variable_of_ours_fails(source: str) -> None:
    origin = Origin(str(TEMPLATES / "templates" / "made-up.html"))
    template = Template(source, origin=origin, engine=Engine.get_default())
    with pytest.raises(pytest.fail.Exception, match="is not defined"):
        template.render(Context({"given": {}}))


def test_an_undefined_variable_of_others_is_empty() -> None:
    template = Template("[{{ missing }}]", origin=Origin("/elsewhere/admin/base.html"))
    assert template.render(Context({})) == "[]"


@pytest.mark.django_db
def test_tasks_run_after_the_commit_alone(
    run_tasks: Callable[[], AbstractContextManager[None]],
) -> None:
    done.clear()
    with run_tasks():
        transaction.on_commit(lambda: note.delay("kept"))
        assert done == []
    assert done == ["kept"]


def filled_tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if model._base_manager.exists()}


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_emptied_and_guarded_again() -> None:
    FactFactory.create()
    assert {"accounts_company", "suppliers_fact"} <= filled_tables()
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    assert filled_tables() == KEPT
    FactFactory.create()
    with pytest.raises(DatabaseError, match="append-only"):
        Fact.objects.all().delete()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_comes_back_is_a_stranger(visitors: Visitors, live_server: Any) -> None:
    first = visitors.meet(locale="en-GB", dark=False, scripts=True)
    other = visitors.meet(locale="en-GB", dark=False, scripts=True)
    first.add_cookies([{"name": "known", "value": "1", "url": live_server.url}])
    page = first.new_page()
    page.goto("/static/js/menu.js")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    assert other.cookies() == []
    visitors.send_home()
    again = [visitors.meet(locale="en-GB", dark=False, scripts=True) for _ in range(2)]
    assert first in again
    page = first.new_page()
    page.goto("/static/js/menu.js")
    assert page.evaluate("localStorage.getItem('theme')") is None
    assert first.cookies() == []
    visitors.send_home()


def test_the_browser_opens_a_page(page_at: PageAt) -> None:
    page = page_at(360)
    response = page.goto("/account/login/")
    assert response is not None
    assert response.status == 200
    assert page.locator("input[name=login]").is_visible()


def test_what_needs_no_database_comes_first(request: pytest.FixtureRequest) -> None:
    """It runs while the database is being made."""
    turns = [
        bool({"db", "live_server"} & set(item.fixturenames) or item.get_closest_marker("django_db"))
        for item in request.session.items
        if isinstance(item, pytest.Function)
    ]
    assert turns == sorted(turns)


def test_garbage_is_looked_for_but_not_in_what_is_loaded() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(gc.get_objects())


def test_emptying_is_tried_again_where_it_got_into_a_deadlock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[int] = []

    def executing(_operations: DatabaseOperations, _statements: list[str]) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError from DeadlockDetected()

    monkeypatch.setattr(emptying, "_executing", executing)
    connection.ops.execute_sql_flush([])
    assert len(tries) == 3
