"""Appeals: in time, once, decided by somebody else; granted ones take effect (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import Notice, User
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.errors import DomainError, NotAllowed
from common.status import WrongStatus
from marketplace.testing.races import raced
from suppliers.enums import AppealStatus, DeductionCause, HoldCause, Standing
from suppliers.errors import AppealRefused, BadAppeal, BadHold
from suppliers.models import Appeal, AuditCondition, Deduction, Hold, Supplier
from suppliers.selectors.points import points_of
from suppliers.services import appeals, audit_clock, holds, points, staff
from suppliers.tests.factories import AuditFactory, SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def held(standing: str = Standing.RESTRICTED, **given: Any) -> Hold:
    return holds.place(
        supplier=given.pop("supplier", None) or SupplierFactory(),
        cause=HoldCause.STAFF,
        key="staff",
        standing=standing,
        reason="Complaints",
        at=AT,
        **given,
    )


def deducted(amount: int = 24, **given: Any) -> Deduction:
    return points.deduct(
        supplier=SupplierFactory(),
        points=amount,
        cause=DeductionCause.STAFF,
        key="a",
        reason="Complaints",
        at=AT,
        **given,
    )


def appealed(against: Hold | Deduction, at: datetime = AT + DAY) -> Appeal:
    return appeals.appeal(against=against, text="It was not us", actor=UserFactory(), at=at)


def granted(appeal: Appeal, actor: User | None = None) -> Appeal:
    return appeals.grant(
        appeal=appeal, answer="You are right", actor=actor or StaffFactory(), at=AT + 2 * DAY
    )


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def test_a_granted_appeal_lifts_the_hold() -> None:
    hold, actor = held(Standing.SUSPENDED), StaffFactory()
    appeal = granted(appealed(hold), actor)
    assert standing_of(hold.supplier) == Standing.ACTIVE
    assert (appeal.status, appeal.decided_by, appeal.answer) == (
        AppealStatus.GRANTED,
        actor,
        "You are right",
    )
    assert [event.target for event in appeal.events.all()] == ["open", "granted"]


@pytest.mark.parametrize(
    ("on", "by"),
    [((2026, 3, 2), (2026, 3, 5)), ((2026, 3, 5), (2026, 3, 10)), ((2026, 3, 7), (2026, 3, 11))],
)
def test_a_decision_is_promised_within_three_working_days(
    on: tuple[int, int, int], by: tuple[int, int, int]
) -> None:
    appeal = appealed(held(), datetime(*on, 8, tzinfo=UTC))
    assert appeal.expected_at == datetime(*by, 8, tzinfo=UTC)


def test_a_hold_that_ends_by_itself_closes_the_appeal_against_it() -> None:
    hold = held(until=AT + 5 * DAY)
    owner = MembershipFactory(company=hold.supplier.company)
    appeal, other = appealed(hold), appealed(held())
    assert holds.end_due(at=AT + 5 * DAY, limit=9) == [hold.pk]
    appeal.refresh_from_db()
    assert (appeal.status, appeal.decided_by, appeal.decided_at) == (
        AppealStatus.CLOSED,
        None,
        AT + 5 * DAY,
    )
    assert appeal.said_answer == "The hold has ended before the appeal was decided"
    assert [event.target for event in appeal.events.all()] == ["open", "closed"]
    told = Notice.objects.get(kind="appeal_closed")
    assert told.user == owner.user
    assert "“Complaints”: The hold has ended before" in said(told).body
    with pytest.raises(WrongStatus):
        granted(appeal)
    other.refresh_from_db()
    assert other.status == AppealStatus.OPEN


def test_a_hold_whose_cause_is_gone_closes_the_appeal_against_it() -> None:
    hold = held()
    appeal = appealed(hold)
    holds.lift(supplier=hold.supplier, key="staff", reason="Mended", at=AT + 2 * DAY)
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.CLOSED


def test_a_granted_appeal_is_not_closed_by_the_hold_that_it_lifts() -> None:
    appeal = granted(appealed(held()))
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.GRANTED


def test_staff_do_not_replace_a_hold_that_is_appealed_against() -> None:
    supplier, actor = SupplierFactory(), StaffFactory()
    by = {"supplier": supplier, "standing": Standing.SUSPENDED, "actor": actor}
    appeal = appealed(staff.hold(**by, reason="Complaints", at=AT))
    with pytest.raises(BadHold, match="An appeal of 2 Mar 2026 against the hold of staff waits"):
        staff.hold(**by, reason="Complaints again", at=AT + DAY)
    assert supplier.holds.get().is_open
    granted(appeal)
    assert standing_of(supplier) == Standing.ACTIVE
    staff.hold(**by, reason="New complaints", at=AT + 3 * DAY)
    assert standing_of(supplier) == Standing.SUSPENDED


def test_a_removed_supplier_comes_back() -> None:
    hold = held(Standing.REMOVED)
    granted(appealed(hold))
    assert standing_of(hold.supplier) == Standing.ACTIVE


def test_a_granted_appeal_gives_points_back() -> None:
    deduction = deducted()
    granted(appealed(deduction))
    assert points_of(deduction.supplier, AT + 2 * DAY) == 0
    assert standing_of(deduction.supplier) == Standing.ACTIVE


def test_a_refused_appeal_changes_nothing_but_is_answered() -> None:
    hold = held()
    owner = MembershipFactory(company=hold.supplier.company)
    appeal = appealed(hold)
    appeals.refuse(appeal=appeal, answer="It was", actor=StaffFactory(), at=AT + 2 * DAY)
    assert standing_of(hold.supplier) == Standing.RESTRICTED
    assert Notice.objects.get(kind="appeal_decided").user == owner.user
    with pytest.raises(AppealRefused) as again:
        appealed(Hold.objects.get())
    assert again.value.code == "again"


@pytest.mark.parametrize(
    ("after", "allowed"), [(timedelta(days=7, seconds=-1), True), (7 * DAY, False)]
)
def test_within_seven_days(after: timedelta, allowed: bool) -> None:
    hold = held()
    assert appeals.may_appeal(against=hold, at=AT + after) is allowed
    if not allowed:
        with pytest.raises(AppealRefused):
            appealed(hold, AT + after)
        assert not Appeal.objects.exists()


def test_what_is_over_is_not_appealed_against() -> None:
    hold = held()
    holds.lift(supplier=hold.supplier, key="staff", reason="Over", at=AT)
    hold.refresh_from_db()
    with pytest.raises(AppealRefused) as refused:
        appealed(hold)
    assert refused.value.code == "over"


@pytest.mark.parametrize("text", ["", " \n", "x", "不服", "长" * 2001])
def test_an_appeal_has_words(text: str) -> None:
    with pytest.raises(BadAppeal):
        appeals.appeal(against=held(), text=text, actor=UserFactory(), at=AT)
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("who", ["decider", "decider of points", "colleague"])
def test_somebody_else_decides(who: str) -> None:
    staff = StaffFactory()
    subject = deducted(actor=staff) if who == "decider of points" else held(actor=staff)
    appeal = appealed(subject)
    if who == "colleague":
        staff = StaffFactory()
        MembershipFactory(company=subject.supplier.company, user=staff)
    with pytest.raises(NotAllowed):
        granted(appeal, staff)
    assert standing_of(subject.supplier) == Standing.RESTRICTED
    appeal.refresh_from_db()
    assert appeal.status == AppealStatus.OPEN


def test_who_took_the_points_does_not_decide_on_the_hold_that_they_brought() -> None:
    staff = StaffFactory()
    deduction = deducted(48, actor=staff)
    appeal = appealed(deduction.holds.get())
    with pytest.raises(NotAllowed):
        appeals.refuse(appeal=appeal, answer="It was", actor=staff, at=AT + 2 * DAY)
    granted(appeal)
    assert standing_of(deduction.supplier) == Standing.ACTIVE


def test_the_auditor_does_not_decide_on_the_hold_of_a_condition_that_was_missed() -> None:
    audit = AuditFactory(auditor=StaffFactory())
    condition = AuditCondition.objects.create(
        audit=audit, text="Renew", deadline=AT, clock_at=AT, created_at=AT
    )
    audit_clock.watch_conditions(at=AT, limit=1)
    appeal = appealed(condition.audit.supplier.holds.get())
    with pytest.raises(NotAllowed):
        granted(appeal, audit.auditor)
    assert standing_of(audit.supplier) == Standing.RESTRICTED


def test_an_appeal_is_answered_in_words() -> None:
    appeal = appealed(held())
    with pytest.raises(BadAppeal):
        appeals.grant(appeal=appeal, answer=" ", actor=StaffFactory(), at=AT)
    assert standing_of(appeal.supplier) == Standing.RESTRICTED


def test_an_appeal_is_decided_once() -> None:
    appeal = appealed(held())
    granted(appeal)
    with pytest.raises(WrongStatus):
        appeals.refuse(
            appeal=Appeal.objects.get(), answer="No", actor=StaffFactory(), at=AT + 3 * DAY
        )


@pytest.mark.django_db(transaction=True)
def test_two_appeals_at_once_are_one() -> None:
    hold, actor = held(), UserFactory()

    def work() -> Any:
        found = Hold.objects.get(pk=hold.pk)
        return appeals.appeal(against=found, text="It was not us", actor=actor, at=AT)

    done = raced(work)
    assert sorted(isinstance(one, AppealRefused) for one in done) == [False, True]
    assert Appeal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_appeal_would_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both see no appeal, and the database stops the second."""
    import threading

    hold, actor = held(), UserFactory()
    meet = threading.Barrier(2)
    monkeypatch.setattr(appeals, "lock_again", lambda supplier, *_fields: supplier)
    check = appeals._check_open

    def slow(against: Any, at: datetime) -> None:
        check(against, at)
        meet.wait(timeout=10)

    monkeypatch.setattr(appeals, "_check_open", slow)

    def work() -> Any:
        found = Hold.objects.get(pk=hold.pk)
        return appeals.appeal(against=found, text="It was not us", actor=actor, at=AT)

    faults = [one for one in raced(work) if isinstance(one, Exception)]
    assert len(faults) == 1
    assert not isinstance(faults[0], DomainError)
    connection.close()
