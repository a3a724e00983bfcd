"""Looks at private data: who may, what is logged, and who sees the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts import private
from accounts.enums import LookReason, Role
from accounts.models import AccessLog, Membership, User
from accounts.selectors.private_data import may_look
from accounts.services import private_data
from accounts.services.groups import ensure_group
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory, colleague_of
from common.errors import NotAllowed
from payments.models import BankAccount
from payments.services import bank_accounts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NUMBER = "6222020200112230"
LOOKS = "/company/looks/"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


@pytest.fixture
def account(owner: Membership) -> BankAccount:
    return bank_accounts.add(
        company=owner.company, holder="义乌", bank="ICBC", number=NUMBER, currency="CNY", at=NOW
    )


@pytest.fixture
def reviewer() -> User:
    person = UserFactory(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="look"))
    return person


def look(account: BankAccount, viewer: User, **given: str) -> str:
    asked = {"why": LookReason.REVIEW, "about": "A-1", **given}
    return private_data.look(
        subject=account, field="number_encrypted", viewer=viewer, at=NOW, **asked
    )


def test_a_look_shows_the_number_and_is_logged(account, reviewer) -> None:
    assert look(account, reviewer) == NUMBER
    seen = AccessLog.objects.get()
    assert (seen.company, seen.viewer, seen.as_staff) == (account.company, reviewer, True)
    assert (seen.subject, seen.field, seen.why, seen.about) == (
        account,
        "number_encrypted",
        "review",
        "A-1",
    )


def test_the_owner_may_look_at_the_companys_own(account, owner) -> None:
    assert look(account, owner.user) == NUMBER
    assert not AccessLog.objects.get().as_staff


def people_who_may_not(owner: Membership) -> dict[str, User]:
    return {
        "colleague": colleague_of(owner, Role.FINANCE).user,
        "stranger": MembershipFactory().user,
        "staff without the permission": UserFactory(is_staff=True),
        "owner who was locked out": colleague_of(owner, Role.OWNER, user__is_active=False).user,
    }


@pytest.mark.parametrize(
    "who",
    ["colleague", "stranger", "staff without the permission", "owner who was locked out"],
)
def test_others_see_nothing_and_nothing_is_logged(who, account, owner) -> None:
    person = people_who_may_not(owner)[who]
    assert not may_look(person, owner.company)
    with pytest.raises(NotAllowed):
        look(account, person)
    assert not AccessLog.objects.exists()


def test_someone_with_the_permission_who_is_no_longer_staff_may_not(account, reviewer) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_staff=False)
    assert not may_look(User.objects.get(pk=reviewer.pk), account.company)


def test_what_nobody_registered_is_not_looked_at(account, reviewer) -> None:
    with pytest.raises(LookupError):
        private_data.look(
            subject=account, field="holder", viewer=reviewer, why=LookReason.DESK, at=NOW
        )
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET why = 'own'", "DELETE FROM {}"])
def test_the_database_lets_no_look_be_changed(statement, account, reviewer) -> None:
    look(account, reviewer)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(AccessLog._meta.db_table))


# --- The company's page -----------------------------------------------------------------------


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_owner_reads_who_looked(account, owner, reviewer) -> None:
    look(account, reviewer)
    look(account, owner.user, why=LookReason.OWN, about="")
    page = signed_in(owner.user).get(LOOKS).content.decode()
    for said in (str(account), reviewer.name, "Review of an application", "Staff of the market"):
        assert said in page
    assert NUMBER not in page
    assert "Member of the company" in page


def test_an_owner_reads_nothing_of_another_company(account, reviewer) -> None:
    look(account, reviewer)
    page = signed_in(MembershipFactory().user).get(LOOKS).content.decode()
    assert "Nobody has looked yet" in page
    assert str(account) not in page


def test_a_lesser_colleague_is_told_which_right_is_missing(account, owner) -> None:
    assert signed_in(colleague_of(owner, Role.FINANCE).user).get(LOOKS).status_code == 403


def test_the_page_asks_as_often_for_three_looks_as_for_one(
    account, owner, reviewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(owner.user)
    client.get(LOOKS)
    look(account, reviewer)
    with django_assert_num_queries(7):
        client.get(LOOKS)
    look(account, reviewer)
    look(account, owner.user)
    with django_assert_num_queries(7):
        client.get(LOOKS)


# --- Staff's desk -----------------------------------------------------------------------------


def reveal(client: Client, account: BankAccount, field: str = "number_encrypted", **query: str):
    args = [account._meta.label_lower, account.pk, field]
    url = reverse("admin:accounts_accesslog_look", args=args, query=query)
    return client.post(url)


def test_staff_see_the_number_by_a_button_that_asks_nothing(account, reviewer) -> None:
    answer = reveal(signed_in(reviewer), account, why="payout", about="P-7", next="/admin/")
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    seen = AccessLog.objects.get()
    assert (seen.viewer, seen.why, seen.about) == (reviewer, "payout", "P-7")


def test_a_page_elsewhere_is_no_way_back(account, reviewer) -> None:
    answer = reveal(signed_in(reviewer), account, why="nonsense", next="https://evil.example/")
    assert "evil.example" not in answer.content.decode()
    assert AccessLog.objects.get().why == LookReason.DESK


def test_reading_the_address_alone_shows_nothing(account, reviewer) -> None:
    url = reverse(
        "admin:accounts_accesslog_look", args=["payments.bankaccount", account.pk, "holder"]
    )
    assert signed_in(reviewer).get(url).status_code == 405


@pytest.mark.parametrize("who", ["colleague", "stranger", "staff without the permission"])
def test_the_button_is_for_those_with_the_permission(who, account, owner) -> None:
    answer = reveal(signed_in(people_who_may_not(owner)[who]), account)
    assert answer.status_code in (302, 403)
    assert NUMBER not in answer.content.decode()
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("field", ["holder", "nothing", "company"])
def test_other_columns_do_not_exist_there(field, account, reviewer) -> None:
    assert reveal(signed_in(reviewer), account, field).status_code == 404


def test_the_desk_shows_the_account_masked_with_the_button(account) -> None:
    staff = signed_in(StaffFactory())
    page = staff.get(f"/admin/payments/bankaccount/{account.pk}/change/").content.decode()
    assert "•••• 2230" in page
    assert NUMBER not in page
    assert "/admin/accounts/accesslog/look/payments.bankaccount/" in page


def test_a_companys_phone_is_masked_there_too(owner, reviewer) -> None:
    owner.company.phone = "+8613800138000"
    owner.company.save()
    url = f"/admin/accounts/company/{owner.company.pk}/change/"
    page = signed_in(StaffFactory()).get(url).content.decode()
    assert "+86 •••• 8000" in page
    assert "+8613800138000" not in page
    url = reverse(
        "admin:accounts_accesslog_look", args=["accounts.company", owner.company.pk, "phone"]
    )
    assert "+8613800138000" in signed_in(reviewer).post(url).content.decode()
    assert AccessLog.objects.get().subject == owner.company


def test_the_log_is_read_at_the_desk_and_not_written(account, reviewer) -> None:
    look(account, reviewer)
    staff, seen = signed_in(StaffFactory()), AccessLog.objects.get()
    assert str(account) in staff.get("/admin/accounts/accesslog/").content.decode()
    url = f"/admin/accounts/accesslog/{seen.pk}/change/"
    assert staff.get(url).status_code == 200
    assert staff.post(url, {"why": "own"}).status_code == 403


# --- Groups -----------------------------------------------------------------------------------


def test_a_group_is_made_once_and_keeps_what_it_was_given() -> None:
    group = ensure_group(name="lookers", permissions=["accounts.look"])
    group.permissions.add(Permission.objects.get(codename="view_company"))
    again = ensure_group(name="lookers", permissions=["accounts.look"])
    assert again == group
    assert set(group.permissions.values_list("codename", flat=True)) == {"look", "view_company"}


def test_a_permission_that_does_not_exist_is_named() -> None:
    with pytest.raises(LookupError, match=r"accounts\.fly"):
        ensure_group(name="fliers", permissions=["accounts.fly"])


def test_two_registrations_of_a_model_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        private.register(
            BankAccount, fields={}, company=lambda it: it.company, rows=BankAccount.objects.all
        )
