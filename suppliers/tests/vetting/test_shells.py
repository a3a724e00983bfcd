"""Shops of which another system's history alone is known: only vetting puts them on the market."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from suppliers.enums import HoldCause, Standing
from suppliers.enums.audits import AuditTrigger
from suppliers.errors import AppealRefused, BadAudit, BadHold
from suppliers.models import Audit, ClearOutStreak, Hold, Supplier
from suppliers.selectors import shop_of
from suppliers.services import (
    appeals,
    applications,
    audit_triggers,
    audits,
    clear_out,
    holds,
    staff,
)
from suppliers.services.points import deduct as take_points
from suppliers.services.shells import open_shells
from suppliers.tests.factories import ScoreDayFactory, SupplierFactory
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


def test_a_shell_is_neither_audited_nor_cleared_out(shell: Supplier) -> None:
    low = {"composite": Decimal("2.00"), "quality_cases": 9, "signed": 40, "signed_90d": 40}
    slow = {"parcels_due": 40, "quick_pickups": 1, "quality_figure": 0.2}
    vetted = SupplierFactory()
    for supplier in (shell, vetted):
        ScoreDayFactory(supplier=supplier, day=AT.date(), **low, **slow)
    assert audits.plan_new(at=AT, limit=9) == [shell.pk, vetted.pk]
    audit_triggers.open_for_scores(day=AT.date(), at=AT)
    clear_out.check_all(day=AT.date(), at=AT)
    take_points(supplier=shell, points=30, cause="staff", key="k", reason="Fraud", at=AT)
    Supplier.objects.filter(pk=shell.pk).update(next_audit_at=AT)  # as it was planned once
    audits.open_due(at=AT, limit=9)
    shell.refresh_from_db()
    assert shell.next_audit_at is None
    assert {audit.supplier for audit in Audit.objects.all()} == {vetted}
    assert {streak.supplier for streak in ClearOutStreak.objects.all()} == {vetted}
    with pytest.raises(BadAudit, match="never vetted"):
        audits.open_audit(supplier=shell, trigger=AuditTrigger.STAFF, reason="Asked", at=AT)
