from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress

from accounts import obstacles
from accounts.enums import InvitationState, Role
from accounts.errors import CannotClose, LastOwner
from accounts.models import Notice
from accounts.services import closing
from accounts.tests.factories import (
    AddressFactory,
    ApiTokenFactory,
    InvitationFactory,
    MembershipFactory,
    NoticeFactory,
    colleague_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_the_person_becomes_anonymous_and_the_company_stays_in_the_books() -> None:
    owner = MembershipFactory(user__name="王芳", user__email="wang@example.com")
    company, user = owner.company, owner.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    address = AddressFactory(company=company, is_default=True)
    NoticeFactory(user=user)
    token = ApiTokenFactory(membership=owner)
    invitation = InvitationFactory(email="wang@example.com")
    closing.close_account(user=user, at=NOW)
    for row in (user, company, address, invitation):
        row.refresh_from_db()
    assert (user.name, user.email) == ("", f"closed-{user.pk}@closed.invalid")
    assert not user.is_active
    assert not user.has_usable_password()
    assert (company.closed_at, company.name) == (NOW, owner.company.name)
    assert (address.contact, address.phone, address.removed_at) == ("", "", NOW)
    assert (invitation.email, invitation.state) == (user.email, InvitationState.WITHDRAWN)
    assert not EmailAddress.objects.exists()
    assert not Notice.objects.filter(user=user).exists()
    assert not type(token).objects.filter(pk=token.pk).exists()


def test_a_company_with_others_goes_on() -> None:
    owner = MembershipFactory()
    leaving = colleague_of(owner, Role.SALES)
    address = AddressFactory(company=owner.company)
    closing.close_account(user=leaving.user, at=NOW)
    owner.company.refresh_from_db()
    address.refresh_from_db()
    assert owner.company.closed_at is None
    assert address.contact == "王芳"
    assert list(owner.company.memberships.all()) == [owner]


def test_others_are_not_left_without_an_owner() -> None:
    owner = MembershipFactory()
    alone = MembershipFactory(user=owner.user)
    colleague_of(owner)
    with pytest.raises(LastOwner):
        closing.close_account(user=owner.user, at=NOW)
    owner.user.refresh_from_db()
    alone.company.refresh_from_db()
    assert owner.user.is_active
    assert alone.company.closed_at is None


def test_what_is_under_way_keeps_a_company_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obstacles, "_obstacles", [])
    obstacles.register(lambda company: f"{company} waits for 2 parcels.")
    obstacles.register(lambda _company: None)
    owner = MembershipFactory(company__name="Blue Kiln")
    with pytest.raises(CannotClose, match="Blue Kiln waits for 2 parcels"):
        closing.close_account(user=owner.user, at=NOW)
    owner.company.refresh_from_db()
    assert owner.company.closed_at is None
    assert owner.company.memberships.count() == 1
