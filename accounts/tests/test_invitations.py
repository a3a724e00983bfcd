from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail

from accounts.enums import InvitationState, Role
from accounts.errors import AlreadyMember, InvitationUnusable
from accounts.models import Invitation, Membership, Notice
from accounts.secrets import hash_of
from accounts.services import invitations
from accounts.tests.factories import InvitationFactory, MembershipFactory, UserFactory
from marketplace.testing.races import at_once, refused
from policies.schemas import AccountRules
from policies.tests.factories import rules_from

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def invite(owner: Membership, email: str = "li.na@example.com") -> tuple[Invitation, str]:
    return invitations.invite(
        company=owner.company, email=email, role=Role.PURCHASER, invited_by=owner.user, at=NOW
    )


@pytest.mark.django_db
def test_the_link_is_mailed_and_only_its_hash_kept(run_tasks) -> None:
    owner = MembershipFactory(company__name="Blue Kiln Trading")
    with run_tasks():
        invitation, secret = invite(owner)
    assert invitation.token_hash == hash_of(secret)
    assert invitation.expires_at == NOW + timedelta(days=7)
    [letter] = mail.outbox
    assert letter.to == ["li.na@example.com"]
    assert secret in letter.body
    assert "Blue Kiln Trading" in letter.subject


@pytest.mark.django_db
def test_accepting_makes_a_member_once() -> None:
    invitation, _secret = invite(MembershipFactory())
    user = UserFactory(email="Li.Na@example.com")
    membership = invitations.accept(invitation=invitation, user=user, at=NOW)
    assert membership.role == Role.PURCHASER
    assert invitations.accept(invitation=invitation, user=user, at=NOW) == membership
    assert Notice.objects.filter(user=invitation.invited_by).count() == 1


@pytest.mark.django_db
def test_another_person_cannot_accept_it() -> None:
    invitation, _secret = invite(MembershipFactory())
    with pytest.raises(InvitationUnusable, match=r"for li\.na@example\.com"):
        invitations.accept(invitation=invitation, user=UserFactory(), at=NOW)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.OPEN
    assert Membership.objects.count() == 1


@pytest.mark.django_db
def test_out_of_time_withdrawn_and_closed_are_refused() -> None:
    user = UserFactory()
    late = InvitationFactory(email=user.email, created_at=NOW - timedelta(days=7), expires_at=NOW)
    taken_back = InvitationFactory(email=user.email, created_at=NOW)
    invitations.withdraw(invitation=taken_back)
    closed = InvitationFactory(email=user.email, created_at=NOW, company__closed_at=NOW)
    for invitation in (late, taken_back, closed):
        with pytest.raises(InvitationUnusable):
            invitations.accept(invitation=invitation, user=user, at=NOW)
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_second_invitation_replaces_the_first_and_a_member_needs_none() -> None:
    owner = MembershipFactory()
    first, _secret = invite(owner)
    second, _secret = invite(owner, "LI.NA@example.com")
    first.refresh_from_db()
    assert (first.state, second.state) == (InvitationState.WITHDRAWN, InvitationState.OPEN)
    with pytest.raises(AlreadyMember):
        invite(owner, owner.user.email.upper())
    assert owner.company.invitations.count() == 2


@pytest.mark.django_db
def test_the_clock_closes_what_ran_out() -> None:
    due = InvitationFactory(created_at=NOW - timedelta(days=8))
    fresh = InvitationFactory(created_at=NOW)
    assert invitations.expire(at=NOW) == 1
    due.refresh_from_db()
    fresh.refresh_from_db()
    assert (due.state, fresh.state) == (InvitationState.EXPIRED, InvitationState.OPEN)


@pytest.mark.django_db
def test_it_names_the_rules_by_which_it_runs_out() -> None:
    version = rules_from(AccountRules, NOW, invitation_days=2)
    made, _secret = invite(MembershipFactory())
    rules_from(AccountRules, NOW + timedelta(days=1), invitation_days=9)
    assert made.policy_version == version
    assert made.expires_at == made.created_at + timedelta(days=2)


def accept_twice_at_once() -> list[Exception]:
    user = UserFactory()
    made = InvitationFactory(email=user.email)
    tries = [Invitation.objects.select_related("company").get(pk=made.pk) for _ in range(2)]
    results = at_once(
        *(
            lambda mine=mine: invitations.accept(invitation=mine, user=user, at=made.created_at)
            for mine in tries
        )
    )
    return refused(results)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_member() -> None:
    raised = accept_twice_at_once()
    assert [type(error) for error in raised] in ([], [InvitationUnusable])
    assert Membership.objects.count() == 1
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_both_take_the_same_invitation(monkeypatch: pytest.MonkeyPatch) -> None:
    meet = Barrier(2)
    taken: list[int] = []

    def unguarded(invitation: Invitation, state: InvitationState) -> None:
        meet.wait(timeout=5)
        Invitation.objects.filter(pk=invitation.pk).update(state=state)
        taken.append(invitation.pk)

    monkeypatch.setattr(invitations, "_move", unguarded)
    accept_twice_at_once()
    assert len(taken) == 2
