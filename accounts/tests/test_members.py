from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest

from accounts.enums import Role
from accounts.errors import LastOwner
from accounts.models import Membership, Notice
from accounts.services import members
from accounts.tests.factories import MembershipFactory, colleague_of
from marketplace.testing.races import at_once, refused

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_role_is_changed_and_its_bearer_told() -> None:
    owner = MembershipFactory()
    colleague = colleague_of(owner)
    members.change_role(membership=colleague, role=Role.FINANCE, actor=owner.user, at=NOW)
    colleague.refresh_from_db()
    assert colleague.role == Role.FINANCE
    assert Notice.objects.get().params["role"] == {"choice": "finance", "of": "accounts.enums.Role"}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["demote", "remove"])
def test_the_last_owner_stays(act: str) -> None:
    owner = MembershipFactory()
    colleague_of(owner)
    colleague_of(owner, Role.OWNER, user__is_active=False)
    acts = {
        "demote": partial(members.change_role, role=Role.SALES),
        "remove": members.remove_member,
    }
    with pytest.raises(LastOwner, match="needs an owner"):
        acts[act](membership=owner, actor=owner.user, at=NOW)
    owner.refresh_from_db()
    assert owner.role == Role.OWNER
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_who_is_removed_is_told_and_who_leaves_is_not() -> None:
    owner = MembershipFactory()
    removed, leaving = colleague_of(owner), colleague_of(owner)
    members.remove_member(membership=removed, actor=owner.user, at=NOW)
    members.remove_member(membership=leaving, actor=leaving.user, at=NOW)
    assert list(owner.company.memberships.all()) == [owner]
    assert [notice.user for notice in Notice.objects.all()] == [removed.user]


def both_owners_demote_each_other() -> list[Exception]:
    first = MembershipFactory()
    second = colleague_of(first, Role.OWNER)
    results = at_once(
        lambda: members.change_role(membership=first, role=Role.SALES, actor=second.user, at=NOW),
        lambda: members.change_role(membership=second, role=Role.SALES, actor=first.user, at=NOW),
    )
    return refused(results)


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read who owns the company before either writes, unless a lock keeps them apart."""
    meet = Barrier(2)
    look = members._refuse_last_owner

    def look_and_wait(membership: Membership) -> None:
        look(membership)
        with suppress(BrokenBarrierError):
            meet.wait(timeout=0.5)

    monkeypatch.setattr(members, "_refuse_last_owner", look_and_wait)


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_demote_each_other_at_once(together: None) -> None:
    assert [type(error) for error in both_owners_demote_each_other()] == [LastOwner]
    assert Membership.objects.filter(role=Role.OWNER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_nobody_owns_the_company(
    together: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "_locked", lambda membership: membership)
    assert both_owners_demote_each_other() == []
    assert not Membership.objects.filter(role=Role.OWNER).exists()
