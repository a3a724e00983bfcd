"""What the clock does for accounts, by the numbers of the rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import tasks
from accounts.enums import InvitationState
from accounts.models import Notice
from accounts.tests.factories import InvitationFactory, NoticeFactory, UserFactory
from policies.schemas import AccountRules
from policies.tests.factories import rules_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


def test_invitations_out_of_time_are_closed() -> None:
    due = InvitationFactory(expires_at=NOW)
    running = InvitationFactory(expires_at=NOW + timedelta(seconds=1))
    assert tasks.expire_invitations() == 1
    assert tasks.expire_invitations() == 0
    due.refresh_from_db()
    running.refresh_from_db()
    assert (due.state, running.state) == (InvitationState.EXPIRED, InvitationState.OPEN)


def test_read_notices_are_kept_as_long_as_the_rules_say() -> None:
    old, newer = (NoticeFactory(read_at=NOW - timedelta(days=days)) for days in (366, 364))
    unread = NoticeFactory(created_at=NOW - timedelta(days=999))
    assert tasks.purge_notices() == 1
    assert set(Notice.objects.all()) == {newer, unread}
    rules_from(AccountRules, NOW, notice_retention_days=30)
    assert tasks.purge_notices() == 1
    assert not Notice.objects.filter(pk=old.pk).exists()
    assert list(Notice.objects.all()) == [unread]


def test_moments_are_shown_in_the_readers_zone(client: Client) -> None:
    for zone, shown in {"Asia/Shanghai": "2 Mar, 17:00", "Europe/Berlin": "2 Mar, 10:00"}.items():
        user = UserFactory(time_zone=zone)
        NoticeFactory(user=user, created_at=NOW)
        client.force_login(user)
        assert shown in client.get(reverse("accounts:notices")).content.decode()
