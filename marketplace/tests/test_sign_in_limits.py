"""How often one may be wrong at the door, by the settings that the market itself has."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from accounts.tests.test_entrance import sign_in
from marketplace import settings as market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("market_limits")]


@pytest.fixture
def market_limits(settings) -> None:
    """Tests set no limits; these are the market's own."""
    settings.ACCOUNT_RATE_LIMITS = market.ACCOUNT_RATE_LIMITS


@pytest.fixture
def at_second_factor(monkeypatch) -> tuple[User, Client]:
    """Somebody whose password was right, and whose right codes begin with 12345."""
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    monkeypatch.setattr(totp, "validate_totp_code", lambda _secret, code: code.startswith("12345"))
    client = Client()
    sign_in(client, user.email)
    return user, client


def try_codes(client: Client, *codes: str) -> str:
    pages = [client.post(reverse("mfa_authenticate"), {"code": code}) for code in codes]
    return pages[-1].content.decode()


def test_after_five_wrong_codes_no_further_one_is_tried_for_an_hour(
    at_second_factor, time_machine
) -> None:
    user, client = at_second_factor
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    sign_in(client, user.email)
    assert "Incorrect code" in try_codes(client, *["000000"] * 5)
    again = Client()
    sign_in(again, user.email)
    assert "5 wrong codes within an hour" in try_codes(again, "123456")
    assert not again.get("/notices/").wsgi_request.user.is_authenticated
    time_machine.move_to("2026-03-02T10:00:01Z", tick=False)
    sign_in(again, user.email)
    try_codes(again, "123456")
    assert again.get("/notices/").wsgi_request.user == user


def test_a_right_code_forgets_the_wrong_ones(at_second_factor) -> None:
    user, client = at_second_factor
    for evening in range(2):
        sign_in(client, user.email)
        try_codes(client, *["000000"] * 4, f"12345{evening}")
        assert client.get("/notices/").wsgi_request.user == user
        client.post(reverse("account_logout"))


def test_wrong_passwords_are_still_counted_by_the_lock_out_alone(client) -> None:
    user = UserFactory()
    for _failure in range(4):
        assert "not correct" in sign_in(client, user.email, "wrong").content.decode()
    assert sign_in(client, user.email, "wrong").status_code == 429
    assert "locked for 15 min" in sign_in(client, user.email).content.decode()
