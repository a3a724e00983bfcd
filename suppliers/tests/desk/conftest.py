"""Who sits at the desk, and who would like to."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _trades(settings: Any) -> None:
    settings.SUPPLIER_TRADES = "suppliers.tests.vetting.making.trades"


@pytest.fixture
def staff_of() -> Callable[[str], User]:
    """Staff in that group; in none where it is empty."""
    call_command("ensure_staff", stdout=StringIO())

    def made(group: str = "") -> User:
        person = UserFactory(is_staff=True)
        if group:
            person.groups.add(Group.objects.get(name=group))
        return person

    return made


@pytest.fixture
def reviewer(staff_of: Callable[[str], User]) -> User:
    return staff_of("reviewers")


@pytest.fixture
def other(staff_of: Callable[[str], User]) -> User:
    return staff_of("reviewers")


@pytest.fixture
def at_desk() -> Callable[[User], Client]:
    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
