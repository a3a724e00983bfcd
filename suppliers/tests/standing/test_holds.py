"""The standing is the worst of the open holds; holds come, go, and end in time (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, StaffFactory, colleague_of
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import HoldCause, Standing
from suppliers.errors import BadHold, Final
from suppliers.models import Hold, Supplier
from suppliers.services import holds, staff
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def place(supplier: Supplier, standing: str = Standing.RESTRICTED, **changes: Any) -> Hold:
    given = {
        "supplier": supplier,
        "cause": HoldCause.AUDIT,
        "key": f"audit:{standing}",
        "standing": standing,
        "reason": "The audit is overdue",
        "at": AT,
    }
    return holds.place(**{**given, **changes})


def lift(supplier: Supplier, standing: str = Standing.RESTRICTED, **changes: Any) -> Hold | None:
    given = {"supplier": supplier, "key": f"audit:{standing}", "reason": "Audited", "at": AT + DAY}
    return holds.lift(**{**given, **changes})


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def moves(supplier: Supplier) -> list[tuple[str, str]]:
    return list(supplier.events.values_list("source", "target"))


def test_a_hold_moves_the_standing_with_cause_and_rules() -> None:
    supplier, actor = SupplierFactory(), StaffFactory()
    hold = place(supplier, actor=actor)
    event = supplier.events.get()
    assert supplier.status == standing_of(supplier) == Standing.RESTRICTED
    assert (event.target, event.reason, event.actor) == (
        Standing.RESTRICTED,
        "The audit is overdue",
        actor,
    )
    assert event.data == {"hold": hold.pk, "cause": "audit", "params": {}}
    assert event.policy_version == in_force(StandingRules, AT).version


def test_owners_are_told_and_others_are_not() -> None:
    supplier = SupplierFactory()
    owner = MembershipFactory(company=supplier.company)
    colleague_of(owner, Role.SALES)
    place(supplier)
    place(supplier)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.url) == (
        owner.user,
        "hold_placed",
        "/supplier/standing/",
    )


def test_the_worst_hold_counts() -> None:
    supplier = SupplierFactory()
    place(supplier)
    place(supplier, Standing.SUSPENDED)
    lift(supplier)
    assert standing_of(supplier) == Standing.SUSPENDED
    place(supplier)
    lift(supplier, Standing.SUSPENDED)
    assert standing_of(supplier) == Standing.RESTRICTED
    lift(supplier)
    assert moves(supplier) == [
        ("active", "restricted"),
        ("restricted", "suspended"),
        ("suspended", "restricted"),
        ("restricted", "active"),
    ]


def test_placed_once_while_open_and_again_after() -> None:
    supplier = SupplierFactory()
    first = place(supplier)
    assert place(supplier, reason="Said again") == first
    lift(supplier)
    assert place(supplier, at=AT + DAY) != first
    assert Hold.objects.count() == 2


def test_nothing_to_lift_is_no_fault() -> None:
    supplier = SupplierFactory()
    assert lift(supplier) is None
    assert not supplier.events.exists()


def test_a_removal_is_final() -> None:
    supplier = SupplierFactory()
    holds.remove(supplier=supplier, cause=HoldCause.POINTS, key="points", reason="60", at=AT)
    place(supplier)
    lift(supplier)
    with pytest.raises(Final):
        holds.lift(supplier=supplier, key="points", reason="Regret", at=AT)
    assert standing_of(supplier) == Standing.REMOVED
    assert moves(supplier) == [("active", "removed")]


def test_but_for_an_appeal_that_is_granted() -> None:
    supplier = SupplierFactory()
    place(supplier)
    holds.remove(supplier=supplier, cause=HoldCause.POINTS, key="points", reason="60", at=AT)
    holds.lift(supplier=supplier, key="points", reason="Appeal", at=AT, on_appeal=True)
    assert moves(supplier)[-1] == ("removed", "restricted")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cause": "whim"}, "cause"),
        ({"key": " "}, "key"),
        ({"standing": Standing.ACTIVE}, "standing"),
        ({"standing": "asleep"}, "standing"),
        ({"reason": " "}, "reason"),
        ({"until": AT}, "until"),
        ({"standing": Standing.REMOVED, "until": AT + DAY}, "until"),
    ],
)
def test_a_bad_hold_is_refused_and_changes_nothing(changes: dict[str, Any], field: str) -> None:
    supplier = SupplierFactory()
    with pytest.raises(BadHold) as refused:
        place(supplier, **changes)
    assert refused.value.field == field
    assert not Hold.objects.exists()
    assert standing_of(supplier) == Standing.ACTIVE


def test_a_hold_is_not_lifted_without_a_reason() -> None:
    supplier = SupplierFactory()
    place(supplier)
    with pytest.raises(BadHold):
        lift(supplier, reason="")
    assert standing_of(supplier) == Standing.RESTRICTED


def test_the_database_keeps_one_open_hold_a_key() -> None:
    hold = place(SupplierFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            supplier=hold.supplier, key=hold.key, cause="audit", standing="restricted", since=AT
        )


def test_a_hold_ends_by_itself_and_not_before_its_time() -> None:
    supplier = SupplierFactory()
    place(supplier, until=AT + 7 * DAY)
    place(supplier, Standing.SUSPENDED, until=AT + 3 * DAY)
    assert holds.end_due(at=AT + 3 * DAY - timedelta(seconds=1), limit=9) == []
    assert len(holds.end_due(at=AT + 3 * DAY, limit=9)) == 1
    assert standing_of(supplier) == Standing.RESTRICTED
    assert len(holds.end_due(at=AT + 70 * DAY, limit=9)) == 1
    assert holds.end_due(at=AT + 70 * DAY, limit=9) == []
    assert standing_of(supplier) == Standing.ACTIVE


def test_staff_have_one_hold_at_a_time() -> None:
    supplier, actor = SupplierFactory(), StaffFactory()
    staff.hold(supplier=supplier, standing=Standing.SUSPENDED, reason="Fraud?", actor=actor, at=AT)
    place(supplier)
    staff.hold(
        supplier=supplier, standing=Standing.RESTRICTED, reason="Milder", actor=actor, at=AT + DAY
    )
    assert standing_of(supplier) == Standing.RESTRICTED
    staff.lift_own(supplier=supplier, reason="Cleared up", actor=actor, at=AT + 2 * DAY)
    assert standing_of(supplier) == Standing.RESTRICTED
    with pytest.raises(BadHold):
        staff.lift_own(supplier=supplier, reason="Again", actor=actor, at=AT + 2 * DAY)
    lift(supplier)
    assert standing_of(supplier) == Standing.ACTIVE
