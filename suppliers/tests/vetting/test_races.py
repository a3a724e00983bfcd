"""Two at the same moment: of each, one comes first, and the control shows what it would be else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from accounts.tests.factories import StaffFactory
from marketplace.testing.races import raced
from policies.services.versions import ensure_first_versions
from suppliers.errors import BankCheckRefused, NotReady, NotYours
from suppliers.models import Application, BankCheck, Supplier
from suppliers.services import applications, bank_checks, checks
from suppliers.services.applications import decisions, desk
from suppliers.services.shops import found_supplier
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, owner_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _policies() -> None:
    ensure_first_versions()


def claims(application: Application) -> list[Any]:
    """Two reviewers, each with the application as it was on the screen."""
    reviewers: Iterator[User] = iter([StaffFactory(), StaffFactory()])

    def claim() -> Any:
        return applications.claim(application=application, actor=next(reviewers), at=AT)

    return raced(claim)


def test_of_two_who_claim_at_once_one_gets_it() -> None:
    application = making.submitted()
    found = claims(application)
    assert sorted(type(one).__name__ for one in found) == ["Application", "NotYours"]
    assert any(isinstance(one, NotYours) for one in found)
    application.refresh_from_db()
    assert application.claimed_by is not None
    assert application.events.filter(target="in_review").count() == 1


def test_without_the_lock_both_would_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a second claim of one that waits unclaimed in review."""
    application = making.claimed(making.submitted(), first := StaffFactory())
    applications.release(application=application, actor=first, at=AT)
    seen = Application.objects.select_related("company").get(pk=application.pk)
    monkeypatch.setattr(desk, "locked", lambda _application: _copy(seen))
    found = claims(application)
    assert [type(one).__name__ for one in found] == ["Application", "Application"]


def _copy(row: Application) -> Application:
    """The row as both read it before either wrote."""
    copy = Application()
    copy.__dict__.update(row.__dict__)
    return copy


def test_two_wrong_guesses_at_once_cost_two_tries() -> None:
    application = making.begun()
    making.show(application.company, "bank")
    check = bank_checks.start(
        company=application.company, actor=owner_of(application.company), at=AT
    )
    owner = owner_of(application.company)
    wrong = making.wrong(check.transfer)

    def guess() -> Any:
        return bank_checks.answer(check=check, amount=wrong, actor=owner, at=AT)

    found = raced(guess, times=2)
    assert all(isinstance(one, BankCheckRefused) for one in found)
    check.refresh_from_db()
    assert (check.tries, check.status) == (2, "open")


def test_two_who_begin_at_once_send_one_transfer() -> None:
    application = making.begun()
    making.show(application.company, "bank")
    owner = owner_of(application.company)
    found = raced(lambda: bank_checks.start(company=application.company, actor=owner, at=AT))
    assert sorted(type(one).__name__ for one in found) == ["BankCheck", "BankCheckRefused"]
    assert BankCheck.objects.count() == 1


def test_two_who_apply_at_once_make_one_application() -> None:
    application = making.begun()
    company, owner = application.company, owner_of(application.company)
    applications.withdraw(application=application, actor=owner, at=AT)
    found = raced(lambda: applications.start(company=company, kind="trader", actor=owner, at=AT))
    assert len({one.pk for one in found}) == 1


def approvals() -> list[Any]:
    """Two companies of one account, each before its second reviewer: both are approved."""
    turns = iter([awaiting_second("62220202999900001") for _ in range(2)])

    def approve() -> Any:
        mine = next(turns)
        return applications.approve(application=mine, reason="ok", actor=mine.claimed_by, at=AT)

    return raced(approve)


def awaiting_second(account: str) -> Application:
    application = making.begun()
    making.show(application.company, "bank", identifier=account)
    first = StaffFactory()
    application = making.claimed(
        making.handed_in(making.filled(goods=["toys"], company=application.company)), first
    )
    making.accept_all(application, first)
    making.confirm_bank(application.company)
    names = Application.objects.filter(pk=application.pk)
    names.update(shop_name_en=f"Shop {application.pk}")  # each has an address of its own
    applications.approve(application=application, reason="ok", actor=first, at=AT)
    return making.claimed(application, StaffFactory())


def test_of_two_with_one_account_one_becomes_a_supplier() -> None:
    found = approvals()
    [refused] = [one for one in found if isinstance(one, NotReady)]
    assert "also that of the supplier" in str(refused)
    assert Supplier.objects.count() == 1


def test_without_the_lock_both_would_become_suppliers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both have looked before either shop is there."""
    looked = threading.Barrier(2)

    def found_once_both_looked(**given: Any) -> Supplier:
        looked.wait(timeout=10)
        return found_supplier(**given)

    monkeypatch.setattr(checks, "hold_numbers", lambda: None)
    monkeypatch.setattr(decisions, "found_supplier", found_once_both_looked)
    found = approvals()
    assert [type(one).__name__ for one in found] == ["Application", "Application"]
    assert Supplier.objects.count() == 2
