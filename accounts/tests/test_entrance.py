"""Signing up, in, out and in again: allauth's pages with what is ours about them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Company, Membership, User
from accounts.services import invitations
from accounts.tests.factories import PASSWORD, MembershipFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGN_UP = {
    "email": "Wang.Fang@example.com",
    "name": "王芳",
    "company_name": "义乌青花贸易有限公司",
    "password1": "four plain words here",
}


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


# --- Signing up -----------------------------------------------------------------------------


def test_one_step_makes_a_person_and_a_company(client) -> None:
    answer = client.post(reverse("account_signup"), {**SIGN_UP, "next": "/company/addresses/"})
    assert answer.headers["Location"] == "/company/addresses/"
    membership = Membership.objects.select_related("user", "company").get()
    assert (membership.user.name, membership.company.name) == ("王芳", "义乌青花贸易有限公司")
    assert membership.role == "owner"
    page = client.get("/company/addresses/")
    assert page.wsgi_request.company == membership.company


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"company_name": " "}, "This field is required"),
        ({"name": ""}, "This field is required"),
        ({"email": "no address"}, "valid email address"),
        ({"password1": "12345"}, "too short"),
        ({"password1": "wang.fang@example.com"}, "too similar"),
    ],
)
def test_a_bad_sign_up_makes_nothing(changes, words, client) -> None:
    page = client.post(reverse("account_signup"), {**SIGN_UP, **changes})
    assert words in page.content.decode()
    assert not User.objects.exists()
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("a1b2c3", "密码长度太短。密码必须包含至少 8 个字符。"),
        ("wang.fang@example.com", "密码与邮箱太相似了。"),
        ("password1", "这个密码太常见了。"),
        ("5820394716", "密码只包含数字。"),
    ],
)
def test_a_weak_password_is_refused_in_the_words_of_the_reader(password, words, client) -> None:
    typed = {**SIGN_UP, "password1": password}
    page = client.post(
        reverse("account_signup"), typed, headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert words in page
    assert "password is too" not in page


def test_an_address_signs_up_once_however_it_is_written(client) -> None:
    UserFactory(email="wang.fang@example.com")
    client.post(reverse("account_signup"), SIGN_UP)
    assert User.objects.count() == 1
    assert not Company.objects.exists()


def test_the_invited_signs_up_into_the_company_without_founding_one(client, run_tasks) -> None:
    owner = MembershipFactory(company__name="Blue Kiln Trading")
    with run_tasks():
        _invitation, secret = invitations.invite(
            company=owner.company,
            email="li.na@example.com",
            role="sales",
            invited_by=owner.user,
            at=timezone.now(),
        )
    [link] = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert link.endswith(reverse("accounts:invitation", args=[secret]))
    assert "Create an account and join" in client.get(link).content.decode()
    form = client.get(reverse("account_signup")).content.decode()
    assert "Join Blue Kiln Trading" in form
    assert "company_name" not in form
    client.post(
        reverse("account_signup"),
        {"email": "other@example.com", "name": "李娜", "password1": SIGN_UP["password1"]},
    )
    membership = Membership.objects.get(user__email="li.na@example.com")
    assert (membership.company, membership.role) == (owner.company, "sales")
    assert EmailAddress.objects.get(user=membership.user).verified
    assert Company.objects.count() == 1


# --- Signing in -----------------------------------------------------------------------------


def test_one_signs_in_by_email_however_it_is_written(client) -> None:
    user = UserFactory(email="wang@example.com")
    answer = sign_in(client, "WANG@Example.com", next="/notices/")
    assert answer.headers["Location"] == "/notices/"
    assert client.get("/notices/").wsgi_request.user == user


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client) -> None:
    sign_in(client, UserFactory().email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_wrong_password_says_so_and_an_unknown_address_says_the_same(client) -> None:
    known = sign_in(client, UserFactory().email, "wrong").content.decode()
    unknown = sign_in(client, "nobody@example.com", "wrong").content.decode()
    words = "not correct"
    assert words in known
    assert words in unknown


def test_five_failures_lock_the_address_and_say_for_how_long(client) -> None:
    user = UserFactory(email="wang@example.com")
    for written in ("wang", "WANG", "Wang", "wAng"):
        assert sign_in(client, f"{written}@example.com", "wrong").status_code == 200
    locked = sign_in(client, "wang@example.com", "wrong")
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "locked for 15 min" in locked.content.decode()
    assert sign_in(client, user.email).status_code == 429
    assert not client.get("/notices/").wsgi_request.user.is_authenticated
    assert sign_in(Client(), UserFactory().email).status_code == 302


def test_the_lock_opens_after_its_time(client, time_machine) -> None:
    user = UserFactory()
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    for _ in range(5):
        sign_in(client, user.email, "wrong")
    time_machine.move_to("2026-03-02T09:16:00Z", tick=False)
    assert sign_in(client, user.email).status_code == 302


def test_staff_sign_in_by_the_same_door(client) -> None:
    staff = StaffFactory()
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/")
    assert sign_in(client, staff.email, next="/admin/").headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_one_who_was_deactivated_does_not_get_in(client) -> None:
    sign_in(client, UserFactory(is_active=False).email)
    assert not client.get("/notices/").wsgi_request.user.is_authenticated


# --- Passwords, second factor, address ------------------------------------------------------


def test_a_forgotten_password_is_replaced_by_mail(client, run_tasks) -> None:
    user = UserFactory(email="wang@example.com")
    with run_tasks():
        answer = client.post(reverse("account_reset_password"), {"email": "wang@example.com"})
    assert "mailbox" in client.get(answer.headers["Location"]).content.decode()
    [link] = re.findall(r"https?://\S+", mail.outbox[0].body)
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "five other plain words", "password2": "five other plain words"},
    )
    user.refresh_from_db()
    assert user.check_password("five other plain words")
    assert "password1" not in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize(("language", "name"), [("en", "Tradefloor"), ("zh-hans", "开市")])
def test_a_letter_is_signed_with_the_name_and_address_of_the_market(
    client, run_tasks, settings, language: str, name: str
) -> None:
    settings.SITE_URL = "https://market.test"
    UserFactory(email="wang@example.com")
    with run_tasks():
        client.post(
            reverse("account_reset_password"),
            {"email": "wang@example.com"},
            headers={"accept-language": language},
        )
    [letter] = mail.outbox
    end = letter.body.rstrip().splitlines()[-2:]
    assert name in end[0]
    assert end[1] == "market.test"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Confirm your e-mail address at Tradefloor"), ("zh-hans", "请确认您在开市的邮箱")],
)
def test_the_letter_of_a_sign_up_is_in_the_words_of_the_market(
    client, run_tasks, language: str, subject: str
) -> None:
    with run_tasks():
        client.post(reverse("account_signup"), SIGN_UP, headers={"accept-language": language})
    [letter] = mail.outbox
    assert letter.subject == subject
    assert letter.body.strip().startswith("Somebody" if language == "en" else "有人")
    assert len(re.findall(r"https?://\S+", letter.body)) == 1


@pytest.mark.parametrize(
    ("language", "known", "unknown"),
    [
        ("en", "has an account already", "has no account"),
        ("zh-hans", "已有账号", "没有账号"),
    ],
)
def test_a_letter_says_whether_the_address_has_an_account(
    client, run_tasks, settings, language: str, known: str, unknown: str
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # as in production: the page tells nobody
    UserFactory(email=SIGN_UP["email"].lower())
    spoken = {"accept-language": language}
    nobody = {"email": "nobody@example.com"}
    with run_tasks():
        client.post(reverse("account_signup"), SIGN_UP, headers=spoken)
        client.post(reverse("account_reset_password"), nobody, headers=spoken)
    of_known, of_unknown = mail.outbox
    assert known in of_known.body
    assert reverse("account_reset_password") in of_known.body
    assert unknown in of_unknown.body
    assert reverse("account_signup") in of_unknown.body


def test_the_second_factor_is_asked_for(client, monkeypatch) -> None:
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client, user.email)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml" in page.content.decode()
    assert "issuer=Tradefloor" in page.context["totp_url"]
    monkeypatch.setattr(totp, "validate_totp_code", lambda _secret, code: code == "123456")
    client.post(reverse("mfa_activate_totp"), {"code": "123456"})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    other = Client()
    answer = sign_in(other, user.email, next="/notices/")
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not other.get("/notices/").wsgi_request.user.is_authenticated
    assert other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not other.get("/notices/").wsgi_request.user.is_authenticated
    other.post(reverse("mfa_authenticate"), {"code": "123456"})
    assert other.get("/notices/").wsgi_request.user == user


def test_a_new_address_counts_once_its_link_is_opened(client, run_tasks) -> None:
    user = UserFactory(email="old@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client, user.email)
    with run_tasks():
        client.post(reverse("account_email"), {"email": "new@example.com", "action_add": "1"})
    user.refresh_from_db()
    assert user.email == "old@example.com"
    [letter] = [letter for letter in mail.outbox if letter.to == ["new@example.com"]]
    [link] = re.findall(r"https?://\S+", letter.body)
    client.post(link)
    user.refresh_from_db()
    assert user.email == "new@example.com"


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_email_verification_sent",
    ],
)
def test_the_pages_outside_open(name, client) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
    ],
)
def test_the_pages_inside_open(name, client) -> None:
    client.force_login(MembershipFactory().user)
    assert client.get(reverse(name)).status_code == 200
