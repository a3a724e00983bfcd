"""Shops of which another system's history alone is known: only vetting puts them on the market."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from suppliers.enums import HoldCause, Standing
from suppliers.errors import AppealRefused, BadHold
from suppliers.models import Hold, Supplier
from suppliers.selectors import shop_of
from suppliers.services import appeals, applications, holds, staff
from suppliers.services.shells import open_shells
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def shell() -> Supplier:
    open_shells(slugs=["works-1"], at=AT)
    return Supplier.objects.get()


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def milder(shell: Supplier, actor: User) -> None:
    staff.hold(
        supplier=shell, standing=Standing.RESTRICTED, reason="Known", actor=actor, at=later(1)
    )
    staff.lift_own(supplier=shell, reason="Known", actor=actor, at=later(2))


def lifted(shell: Supplier, actor: User) -> None:
    staff.lift(hold=shell.holds.get(), reason="Known", actor=actor, at=later(1))


def lifted_as_own(shell: Supplier, actor: User) -> None:
    staff.lift_own(supplier=shell, reason="Known", actor=actor, at=later(1))


def appealed(shell: Supplier, actor: User) -> None:
    appeals.appeal(against=shell.holds.get(), text="Let us in, please", actor=actor, at=later(1))


@pytest.mark.parametrize(
    ("way", "refused"),
    [(milder, None), (lifted, BadHold), (lifted_as_own, BadHold), (appealed, AppealRefused)],
)
def test_nothing_but_vetting_puts_a_shell_on_the_market(
    shell: Supplier, way: Callable[[Supplier, User], Any], refused: type[Exception] | None
) -> None:
    if refused is None:
        way(shell, StaffFactory())
    else:
        with pytest.raises(refused):
            way(shell, StaffFactory())
    assert standing_of(shell) == Standing.SUSPENDED
    assert not Supplier.objects.shown().exists()


def test_an_approved_application_makes_a_shop_of_it(shell: Supplier) -> None:
    MembershipFactory(company=shell.company, user=UserFactory(), role=Role.OWNER)
    assert shop_of(shell.company) is None
    reviewer = StaffFactory()
    application = making.ready(reviewer=reviewer, company=shell.company)
    assert standing_of(shell) == Standing.SUSPENDED
    applications.approve(application=application, reason="ok", actor=reviewer, at=later(3))
    shop = shop_of(shell.company)
    assert shop is not None
    assert (shop.pk, shop.slug, shop.status) == (shell.pk, "works-1", Standing.ACTIVE)
    assert (shop.name, shop.joined_at, shop.last_audit_at) == ("示例小店", later(3), None)
    assert Hold.objects.get(cause=HoldCause.UNVETTED).lifted_by == reviewer


def test_what_else_holds_a_shell_goes_on(shell: Supplier) -> None:
    MembershipFactory(company=shell.company, user=UserFactory(), role=Role.OWNER)
    holds.place(
        supplier=shell,
        cause=HoldCause.STAFF,
        key="staff",
        standing=Standing.RESTRICTED,
        reason="Complaints",
        at=AT,
    )
    reviewer = StaffFactory()
    application = making.ready(reviewer=reviewer, company=shell.company)
    applications.approve(application=application, reason="ok", actor=reviewer, at=later(3))
    assert standing_of(shell) == Standing.RESTRICTED
