from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import translation

from accounts import tasks
from accounts.enums import Right, Role
from accounts.models import Notice
from accounts.notices import pack, unpack
from accounts.services import notices
from accounts.tests.factories import CompanyFactory, MembershipFactory, UserFactory, colleague_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
JOINED = {"name": "李娜", "company": "Blue Kiln Trading"}


def tell(**changes: object) -> list[Notice]:
    told = {
        "kind": "invitation_accepted",
        "params": JOINED,
        "url": "/company/members/",
        "key": "joined:1",
        "at": NOW,
    }
    return notices.tell(**{**told, **changes})


def test_told_once_however_often_it_is_said() -> None:
    user = UserFactory()
    assert len(tell(users=[user])) == 1
    assert tell(users=[user]) == []
    assert Notice.objects.count() == 1


def test_those_with_the_right_are_told() -> None:
    owner = MembershipFactory()
    finance, warehouse = (
        colleague_of(owner, Role.FINANCE),
        colleague_of(owner, Role.WAREHOUSE),
    )
    MembershipFactory()
    colleague_of(owner, Role.FINANCE, user__is_active=False)
    tell(company=owner.company, rights=[Right.PAY_OUT])
    assert set(Notice.objects.values_list("user", flat=True)) == {
        owner.user_id,
        finance.user_id,
    }
    tell(company=owner.company, key="for all")
    assert Notice.objects.filter(user=warehouse.user).count() == 1


def test_an_unknown_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(LookupError):
        tell(users=[UserFactory()], kind="gossip")
    assert not Notice.objects.exists()


def test_it_is_mailed_after_the_commit_once(django_capture_on_commit_callbacks, settings) -> None:
    user = UserFactory(email="wang@example.com")
    with django_capture_on_commit_callbacks() as sent:
        tell(users=[user])
    assert len(sent) == 1
    assert tasks.mail_notices("joined:1") == 1
    assert tasks.mail_notices("joined:1") == 0
    assert [letter.to for letter in mail.outbox] == [["wang@example.com"]]
    assert "李娜 joined Blue Kiln Trading" in mail.outbox[0].subject
    assert f"{settings.SITE_URL}/company/members/" in mail.outbox[0].body


def test_one_who_was_deactivated_gets_no_mail() -> None:
    tell(users=[UserFactory(is_active=False)])
    tasks.mail_notices("joined:1")
    assert mail.outbox == []


def test_what_fails_to_be_sent_is_sent_later(monkeypatch) -> None:
    tell(users=[UserFactory()])

    def broken(letter: object) -> None:
        raise OSError("no route")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", broken)
        with pytest.raises(ExceptionGroup) as failed:
            tasks.mail_notices("joined:1")
    assert [str(fault) for fault in failed.value.exceptions] == ["no route"]
    assert Notice.objects.filter(emailed_at__isnull=True).exists()
    assert tasks.mail_notices("joined:1") == 1


@pytest.mark.parametrize(
    ("faults", "times"),
    [
        ([OSError("no route"), SMTPRecipientsRefused({})], 9),
        ([OSError("no route"), KeyError("name")], 1),
    ],
    ids=["mail", "a fault of ours too"],
)
def test_only_what_mail_alone_kept_back_is_tried_again(monkeypatch, faults, times) -> None:
    tried = []

    def fail(**given: object) -> None:
        tried.append(given)
        raise ExceptionGroup("failed", faults)

    monkeypatch.setattr(tasks.mail, "mail_notices", fail)
    with pytest.raises(ExceptionGroup):
        tasks.mail_notices.apply(["joined:1"]).get()
    assert len(tried) == times


def test_an_address_that_is_refused_keeps_nobody_else_from_their_mail(monkeypatch) -> None:
    gone, there = UserFactory(), UserFactory()
    tell(users=[gone, there])
    send = EmailMessage.send

    def refusing(letter: EmailMessage) -> None:
        if letter.to == [gone.email]:
            raise SMTPRecipientsRefused({gone.email: (550, b"no such user")})
        send(letter)

    monkeypatch.setattr(EmailMessage, "send", refusing)
    for _again in range(2):
        with pytest.raises(ExceptionGroup):
            tasks.mail_notices("joined:1")
    assert [letter.to for letter in mail.outbox] == [[there.email]]


def test_money_and_moments_are_kept_as_such() -> None:
    tell(
        users=[UserFactory()],
        params={**JOINED, "due": NOW, "sum": (Decimal("10.50"), "CNY")},
    )
    params = Notice.objects.get().params
    assert params["due"] == {"moment": "2026-03-02T09:00:00+00:00"}
    assert params["sum"] == {"amount": "10.50", "currency": "CNY"}


def test_a_name_is_told_in_each_readers_language() -> None:
    company = CompanyFactory(name="旭日商贸", name_en="Rising Sun Trading")
    plain = CompanyFactory(name="旭日商贸", name_en="")
    packed = pack({"company": company, "plain": plain, "frozen": "旭日"})
    with translation.override("en"):
        assert unpack(packed) == {
            "company": "Rising Sun Trading",
            "plain": "旭日商贸",
            "frozen": "旭日",
        }
        assert str(company) == "Rising Sun Trading"
    with translation.override("zh-hans"):
        assert unpack(packed)["company"] == str(company) == "旭日商贸"
