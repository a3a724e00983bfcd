"""The start page of staff's desk: what waits, the overdue first, for those who may work on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import Invitation
from accounts.tests.factories import InvitationFactory, StaffFactory, UserFactory
from common import queues
from common.queues import Line, Queue, Waiting, measured, waiting_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_queues", {})


def add(key: str, waiting: Waiting, permission: str = "accounts.look") -> None:
    queues.register(
        key,
        title=f"Queue {key}",
        url=lambda: f"/admin/{key}/",
        permission=permission,
        measure=lambda _at, _person: waiting,
    )


def keys(lines: list[Line]) -> list[str]:
    return [line.url.split("/")[2] for line in lines]


def test_what_is_overdue_comes_first_and_what_is_empty_last() -> None:
    add("empty", Waiting(0))
    add("later", Waiting(2, NOW - DAY, NOW + 2 * DAY))
    add("soon", Waiting(1, NOW - DAY, NOW + DAY))
    add("late", Waiting(1, NOW - 9 * DAY, NOW - DAY, 1))
    assert keys(waiting_for(StaffFactory(), NOW)) == ["late", "soon", "later", "empty"]


def test_a_queue_is_shown_to_those_with_its_permission() -> None:
    add("looks", Waiting(1))
    add("people", Waiting(1), "accounts.change_user")
    person = UserFactory(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="look"))
    assert keys(waiting_for(person, NOW)) == ["looks"]
    assert waiting_for(UserFactory(is_staff=True), NOW) == []


def test_a_queue_is_counted_in_one_query(django_assert_num_queries) -> None:
    for days in (-1, 1, 2):
        InvitationFactory(created_at=NOW - 7 * DAY, expires_at=NOW + days * DAY)
    with django_assert_num_queries(1):
        found = measured(Invitation.objects.all(), NOW, since="created_at", due="expires_at")
    assert found == Waiting(3, NOW - 7 * DAY, NOW - DAY, 1)
    assert measured(Invitation.objects.none(), NOW, since="created_at") == Waiting(0)


def test_the_start_page_shows_them(client: Client) -> None:
    add("late", Waiting(3, NOW - 9 * DAY, NOW - DAY, 2))
    client.force_login(StaffFactory())
    page = client.get("/admin/").content.decode()
    assert '<a href="/admin/late/">Queue late</a>' in page
    assert "<strong>2</strong>" in page


def test_without_queues_there_is_no_list_of_them(client: Client) -> None:
    client.force_login(StaffFactory())
    assert "Waiting today" not in client.get("/admin/").content.decode()


def test_a_key_is_taken_once() -> None:
    add("one", Waiting(0))
    with pytest.raises(ValueError, match="Two queues named one"):
        add("one", Waiting(0))
    assert list(queues._queues.values()) == [queues._queues["one"]]
    assert isinstance(queues._queues["one"], Queue)
