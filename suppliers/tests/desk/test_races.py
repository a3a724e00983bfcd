"""Two reviewers who claim at the same moment: one gets it."""

from __future__ import annotations

from itertools import count
from threading import Barrier
from typing import Any

import pytest

from accounts.models import User
from accounts.tests.factories import StaffFactory
from marketplace.testing.races import raced
from suppliers.errors import NotYours
from suppliers.models import Application
from suppliers.services import applications
from suppliers.services.applications import desk
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = pytest.mark.django_db(transaction=True)


def released() -> Application:
    """In review, and in nobody's hands."""
    first = StaffFactory()
    return applications.release(
        application=making.claimed(making.submitted(), first), actor=first, at=AT
    )


def both_claim(done: Application) -> list[User]:
    """The reviewers who were told that they have it."""
    people, turn = [StaffFactory(), StaffFactory()], count()

    def work() -> User | None:
        person = people[next(turn)]
        try:
            applications.claim(application=done, actor=person, at=AT)
        except NotYours:
            return None
        return person

    return [person for person in raced(work, 2) if person]


@pytest.mark.parametrize("make", [making.submitted, released], ids=["new", "released"])
def test_of_two_at_once_one_gets_it(make) -> None:
    done = make()
    (winner,) = both_claim(done)
    done.refresh_from_db()
    assert done.claimed_by == winner
    assert done.events.filter(actor=winner).count() == 1


def test_without_the_lock_both_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    done, both = released(), Barrier(2)

    def read(application: Application) -> Any:
        row = Application.objects.select_related("company").get(pk=application.pk)
        both.wait(timeout=20)
        return row

    monkeypatch.setattr(desk, "locked", read)
    assert len(both_claim(done)) == 2
