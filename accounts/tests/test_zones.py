"""By which clock a person reads: one that Python and PostgreSQL both know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import BadInput
from accounts.services import people
from accounts.tests.factories import StaffFactory, UserFactory
from common import zones

pytestmark = pytest.mark.django_db
#: As if Python's list were the newer one.
ONLY_PYTHON = "Europe/Atlantis"


@pytest.fixture
def _newer_python(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = frozenset({"Europe/Berlin", ONLY_PYTHON})
    monkeypatch.setattr(zones, "_all_zones", lambda: known)
    zones.usable_zones.cache_clear()
    yield
    zones.usable_zones.cache_clear()


@pytest.mark.usefixtures("_newer_python")
def test_a_zone_that_only_python_knows_cannot_be_chosen() -> None:
    user = UserFactory()
    given: dict[str, Any] = {"user": user, "name": "", "language": ""}
    with pytest.raises(BadInput, match="no such time zone"):
        people.edit_person(**given, time_zone=ONLY_PYTHON)
    assert people.edit_person(**given, time_zone="Europe/Berlin").time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("zone", "kept"), [("Mars/Olympus", "Asia/Shanghai"), ("Europe/Berlin", "Europe/Berlin")]
)
def test_staff_cannot_give_one_that_does_not_exist(client: Client, zone: str, kept: str) -> None:
    """Every page of the person's would fail."""
    user = UserFactory()
    client.force_login(StaffFactory(is_superuser=True))
    url = reverse("admin:accounts_user_change", args=[user.pk])
    none = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    answer = client.post(url, {"name": user.name, "language": "", "time_zone": zone, **none})
    assert ("There is no such time zone." in answer.text) == (zone != kept)
    user.refresh_from_db()
    assert user.time_zone == kept
