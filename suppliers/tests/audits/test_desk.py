"""An auditor's work, its outcomes, conditions and what the clock does about them."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, StaffFactory
from common import sweep
from common.errors import DomainError, NotAllowed
from common.status import WrongStatus
from marketplace.testing.races import at_once
from policies.services.versions import ensure_first_versions
from suppliers.enums import Standing
from suppliers.enums.audits import (
    AuditPart,
    AuditStatus,
    AuditTrigger,
    ConditionStatus,
    Consequence,
    Finding,
    Verdict,
)
from suppliers.errors import BadAudit, BadDocument
from suppliers.models import Audit, AuditCondition, AuditItem, Hold, Supplier
from suppliers.selectors.points import points_of
from suppliers.services import (
    audit_clock,
    audit_conditions,
    audit_desk,
    audits,
    draws,
    points,
    risk_bands,
)
from suppliers.services.audit_desk import ConditionDraft
from suppliers.tasks import watch_audits
from suppliers.tests.factories import (
    AuditFactory,
    SiteVisitFactory,
    SupplierFactory,
    may_pass,
    show_papers,
)

AT = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
db = pytest.mark.django_db


def claimed(**given: Any) -> Audit:
    audit = AuditFactory(**given)
    return audit_desk.claim(audit=audit, auditor=StaffFactory(), at=AT)


def judged(verdicts: dict[str, str] | None = None, **given: Any) -> Audit:
    audit = claimed(**given)
    may_pass(audit)
    for item in audit.items.all():
        verdict = (verdicts or {}).get(item.part, Verdict.IN_ORDER)
        audit_desk.judge(item=item, verdict=verdict, note="seen", auditor=audit.auditor, at=AT)
    return audit


def end(audit: Audit, outcome: str = AuditStatus.PASSED, **given: Any) -> Audit:
    return audit_desk.end(
        audit=audit, auditor=audit.auditor, at=AT, outcome=outcome, **{"summary": "Fine.", **given}
    )


def conditional(days: int = 10) -> AuditCondition:
    audit = judged({AuditPart.DOCUMENTS: Verdict.CONDITION})
    end(
        audit,
        AuditStatus.PASSED_WITH_CONDITIONS,
        conditions=[ConditionDraft("Renew the licence", AT + days * DAY)],
    )
    return audit.conditions.get()


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


# --- Outcomes -------------------------------------------------------------------------------


@db
def test_a_passed_audit_plans_the_next_one() -> None:
    audit = end(judged())
    supplier = Supplier.objects.get(pk=audit.supplier_id)
    assert (audit.status, audit.clock_at, audit.ended_at) == ("passed", None, AT)
    assert supplier.last_audit_at == AT
    assert supplier.next_audit_at == AT + 166 * DAY
    assert audit.events.last().policy_version.policy == "audits"


@db
def test_a_failed_audit_takes_points_or_holds() -> None:
    by_points = end(
        judged({AuditPart.CASES: Verdict.BREACH}),
        AuditStatus.FAILED,
        consequence=Consequence.POINTS,
    )
    assert points_of(by_points.supplier, AT) == 12
    by_hold = end(judged(), AuditStatus.FAILED, consequence=Consequence.SUSPENDED)
    assert standing_of(by_hold.supplier) == Standing.SUSPENDED
    supplier = Supplier.objects.get(pk=by_hold.supplier_id)
    assert supplier.next_audit_at == AT + 16 * DAY  # 30 days less the work of 14
    audits.open_due(at=AT + 16 * DAY, limit=10)
    again = Audit.objects.get(supplier=supplier, status="open")
    draws.draw_audit_visits(at=AT + 17 * DAY, limit=10)
    audit_desk.claim(audit=again, auditor=StaffFactory(), at=AT + 17 * DAY)
    for item in again.items.all():
        audit_desk.judge(
            item=item,
            verdict=Verdict.IN_ORDER,
            note="seen",
            auditor=again.auditor,
            at=AT + 17 * DAY,
        )
    audit_desk.end(
        audit=again, auditor=again.auditor, at=AT + 18 * DAY, outcome="passed", summary="Mended."
    )
    assert standing_of(supplier) == Standing.ACTIVE


@db
@pytest.mark.parametrize(
    ("verdict", "outcome", "given", "field"),
    [
        (Verdict.BREACH, "passed", {}, "outcome"),
        (Verdict.CONDITION, "passed", {}, "outcome"),
        (Verdict.IN_ORDER, "passed_with_conditions", {}, "conditions"),
        (Verdict.IN_ORDER, "passed", {"conditions": [ConditionDraft("x", AT + DAY)]}, "conditions"),
        (Verdict.IN_ORDER, "passed", {"consequence": "points"}, "consequence"),
        (Verdict.BREACH, "failed", {}, "consequence"),
        (Verdict.BREACH, "failed", {"consequence": "shame"}, "consequence"),
        (Verdict.IN_ORDER, "passed", {"summary": " "}, "summary"),
        (Verdict.IN_ORDER, "open", {}, "outcome"),
        (
            Verdict.CONDITION,
            "passed_with_conditions",
            {"conditions": [ConditionDraft("x", AT + 61 * DAY)]},
            "conditions",
        ),
        (
            Verdict.CONDITION,
            "passed_with_conditions",
            {"conditions": [ConditionDraft("x", AT)]},
            "conditions",
        ),
    ],
)
def test_an_outcome_against_the_verdicts_is_refused(
    verdict: str, outcome: str, given: dict[str, Any], field: str
) -> None:
    audit = judged({AuditPart.DOCUMENTS: verdict})
    with pytest.raises(BadAudit) as refused:
        end(audit, outcome, **given)
    assert refused.value.field == field
    audit.refresh_from_db()
    assert (audit.status, audit.conditions.count()) == (AuditStatus.IN_REVIEW, 0)
    assert not Hold.objects.exists()


@db
@pytest.mark.parametrize("consequence", [Consequence.RESTRICTED, Consequence.POINTS])
def test_after_a_failure_the_next_one_is_due_in_thirty_days_whatever_the_band(
    consequence: str,
) -> None:
    audit = end(
        judged({AuditPart.CASES: Verdict.BREACH}), AuditStatus.FAILED, consequence=consequence
    )
    risk_bands.reassess(supplier_ids=[audit.supplier_id], at=AT + DAY)
    supplier = Supplier.objects.get(pk=audit.supplier_id)
    assert supplier.risk_band != "A"
    assert supplier.next_audit_at == AT + 16 * DAY  # 30 days less the work of 14


@db
def test_a_new_cause_is_judged_before_the_audit_ends() -> None:
    audit = judged()
    audits.open_audit(
        supplier=audit.supplier,
        trigger=AuditTrigger.BANK_ACCOUNT,
        reason="Another account",
        at=AT + DAY,
    )
    open_parts = set(audit.items.filter(verdict="").values_list("part", flat=True))
    assert open_parts == {AuditPart.DOCUMENTS, AuditPart.REGISTER}
    with pytest.raises(BadAudit) as refused:
        end(audit)
    assert refused.value.code == "parts_open"
    notice = Notice.objects.get(kind="audit_cause_joined")
    assert notice.user == audit.auditor
    for item in audit.items.filter(verdict=""):
        audit_desk.judge(
            item=item, verdict=Verdict.IN_ORDER, note="seen", auditor=audit.auditor, at=AT + DAY
        )
    assert end(audit).status == AuditStatus.PASSED


def part(audit: Audit, code: str) -> AuditItem:
    return audit.items.get(part=code)


@db
@pytest.mark.parametrize(
    ("code", "note", "refused"),
    [
        (AuditPart.DOCUMENTS, "I know them", "documents_bad"),
        (AuditPart.REGISTER, " ", "against_the_records"),
        (AuditPart.REGISTER, "Looked up by hand", ""),
    ],
)
def test_in_order_against_the_records_is_no_form(code: str, note: str, refused: str) -> None:
    """Of this supplier no document is known, and nothing of what the register says."""
    audit = claimed()
    item = part(audit, code)
    given: dict[str, Any] = {"verdict": Verdict.IN_ORDER, "auditor": audit.auditor, "at": AT}
    if not refused:
        assert audit_desk.judge(item=item, note=note, **given).verdict == Verdict.IN_ORDER
        return
    with pytest.raises(BadAudit) as bad:
        audit_desk.judge(item=item, note=note, **given)
    assert bad.value.code == refused
    assert part(audit, code).verdict == ""


@db
def test_documents_are_in_order_once_they_are_shown() -> None:
    audit = claimed()
    assert part(audit, AuditPart.DOCUMENTS).finding == Finding.BAD
    show_papers(audit.supplier.company, audit.supplier.kind)
    audit_desk.judge(
        item=part(audit, AuditPart.DOCUMENTS),
        verdict=Verdict.IN_ORDER,
        note="",
        auditor=audit.auditor,
        at=AT,
    )
    assert part(audit, AuditPart.DOCUMENTS).finding == Finding.GOOD


@db
def test_no_audit_passes_before_the_lot_is_drawn() -> None:
    audit = judged()
    Audit.objects.filter(pk=audit.pk).update(draw=None)
    with pytest.raises(BadAudit) as refused:
        end(audit)
    assert refused.value.code == "not_drawn"
    draws.draw_audit_visits(at=AT, limit=10)
    assert end(audit).status == AuditStatus.PASSED


@db
def test_an_audit_ends_once_and_by_its_own_auditor() -> None:
    audit = judged()
    with pytest.raises(NotAllowed):
        audit_desk.end(
            audit=audit, auditor=StaffFactory(), at=AT, outcome="passed", summary="Mine."
        )
    end(audit)
    with pytest.raises(BadAudit, match="Passed"):
        end(audit, AuditStatus.FAILED, consequence=Consequence.POINTS)
    assert points_of(audit.supplier, AT) == 0
    assert audit.events.filter(target="passed").count() == 1


@db
def test_nobody_audits_their_own_company() -> None:
    audit, member = AuditFactory(), MembershipFactory(user=StaffFactory())
    Supplier.objects.filter(pk=audit.supplier_id).update(company=member.company)
    audit.refresh_from_db()
    with pytest.raises(NotAllowed):
        audit_desk.claim(audit=audit, auditor=member.user, at=AT)
    audit.refresh_from_db()
    assert audit.status == AuditStatus.OPEN


@db
def test_an_audit_that_needs_a_visit_passes_only_with_one() -> None:
    audit = judged()
    audit_desk.ask_visit(audit=audit, auditor=audit.auditor, at=AT)
    with pytest.raises(BadAudit, match="visit"):
        end(audit)
    visited = {"company": audit.supplier.company, "started_at": AT, "valid_until": AT + 365 * DAY}
    SiteVisitFactory(status="passed", finished_at=audit.opened_at - DAY, **visited)
    with pytest.raises(BadAudit, match="visit"):
        end(audit)
    SiteVisitFactory(status="passed", finished_at=AT, **visited)
    assert end(audit).status == AuditStatus.PASSED


@db
def test_parts_without_a_verdict_keep_it_open() -> None:
    audit = claimed()
    with pytest.raises(BadAudit) as refused:
        end(audit)
    assert refused.value.params["left"] == 5
    item = audit.items.first()
    for verdict, note, field in (("maybe", "", "verdict"), (Verdict.BREACH, " ", "note")):
        with pytest.raises(BadAudit) as bad:
            audit_desk.judge(item=item, verdict=verdict, note=note, auditor=audit.auditor, at=AT)
        assert bad.value.field == field
    audit_desk.release(audit=audit, reason="ill", actor=audit.auditor, at=AT)
    with pytest.raises(BadAudit):
        audit_desk.judge(
            item=item, verdict=Verdict.IN_ORDER, note="", auditor=StaffFactory(), at=AT
        )


# --- The clock ------------------------------------------------------------------------------


@db
def test_an_audit_overdue_for_seven_days_restricts_until_one_passes() -> None:
    audit = AuditFactory()
    due, auditor = audit.due_at, StaffFactory()
    assert audit_clock.watch_audits(at=audit.clock_at - timedelta(seconds=1), limit=9) == []
    assert audit_clock.watch_audits(at=audit.clock_at, limit=9) == [audit.pk]
    assert Notice.objects.get(user=auditor).kind == "audit_due"
    assert audit_clock.watch_audits(at=due + 7 * DAY - timedelta(seconds=1), limit=9) == []
    assert standing_of(audit.supplier) == Standing.ACTIVE
    assert audit_clock.watch_audits(at=due + 7 * DAY, limit=9) == [audit.pk]
    assert audit_clock.watch_audits(at=due + 8 * DAY, limit=9) == []
    hold = Hold.objects.get()
    assert (standing_of(audit.supplier), hold.cause) == (Standing.RESTRICTED, "audit")
    assert hold.policy_version.policy == "audits"
    audit_desk.claim(audit=may_pass(audit), auditor=auditor, at=AT)
    for item in audit.items.all():
        audit_desk.judge(item=item, verdict="in_order", note="seen", auditor=auditor, at=AT)
    end_at = due + 9 * DAY
    audit_desk.end(audit=audit, auditor=auditor, at=end_at, outcome="passed", summary="Fine.")
    assert standing_of(audit.supplier) == Standing.ACTIVE


@db
def test_a_condition_is_answered_and_met(settings: Any) -> None:
    condition = conditional()
    member = MembershipFactory(company=condition.audit.supplier.company)
    audit_conditions.answer(condition=condition, text="Renewed.", actor=member.user, at=AT + DAY)
    auditor = condition.audit.auditor
    audit_conditions.send_back(
        condition=condition, reason="Not to be read", actor=auditor, at=AT + 2 * DAY
    )
    audit_conditions.answer(condition=condition, text="Here.", actor=member.user, at=AT + 3 * DAY)
    audit_conditions.accept(condition=condition, actor=auditor, at=AT + 4 * DAY)
    condition.refresh_from_db()
    assert (condition.status, condition.clock_at) == (ConditionStatus.MET, None)
    assert [one.text for one in condition.answers.all()] == ["Renewed.", "Here."]
    with pytest.raises(WrongStatus):
        audit_conditions.answer(condition=condition, text="More.", actor=member.user, at=AT)
    kinds = set(Notice.objects.filter(user=member.user).values_list("kind", flat=True))
    assert kinds == {"condition_sent_back", "condition_met"}


@db
def test_a_missed_condition_restricts_until_it_is_met() -> None:
    condition = conditional(days=10)
    supplier = condition.audit.supplier
    assert audit_clock.watch_conditions(at=AT + 7 * DAY, limit=9) == [condition.pk]
    assert audit_clock.watch_conditions(at=AT + 10 * DAY, limit=9) == [condition.pk]
    assert standing_of(supplier) == Standing.RESTRICTED
    assert audit_clock.watch_conditions(at=AT + 11 * DAY, limit=9) == []
    auditor = condition.audit.auditor
    audit_conditions.accept(condition=condition, actor=auditor, at=AT + 12 * DAY)
    assert standing_of(supplier) == Standing.ACTIVE


@db
def test_an_answer_in_time_waits_for_the_auditor_and_a_bad_one_counts_for_nothing() -> None:
    condition = conditional(days=10)
    person = MembershipFactory(company=condition.audit.supplier.company).user
    audit_conditions.answer(condition=condition, text="Soon.", actor=person, at=AT + 9 * DAY)
    assert audit_clock.watch_conditions(at=AT + 10 * DAY, limit=9) == []
    assert standing_of(condition.audit.supplier) == Standing.ACTIVE
    auditor = condition.audit.auditor
    audit_conditions.send_back(condition=condition, reason="No.", actor=auditor, at=AT + 11 * DAY)
    hold = Hold.objects.get()
    assert standing_of(condition.audit.supplier) == Standing.RESTRICTED
    assert (hold.placed_by, hold.since) == (auditor, AT + 11 * DAY)
    assert audit_clock.watch_conditions(at=AT + 12 * DAY, limit=9) == []


@db
def test_an_answer_that_nobody_looks_at_is_brought_up_again_and_again() -> None:
    """On a Monday: after 3 working days to its auditor, after 6 and then each 3 to all of them."""
    condition = conditional(days=10)
    auditor, other = condition.audit.auditor, StaffFactory()
    person = MembershipFactory(company=condition.audit.supplier.company).user
    answered = AT + 7 * DAY
    audit_conditions.answer(condition=condition, text=".", actor=person, at=answered)
    audit_conditions.answer(condition=condition, text="..", actor=person, at=answered + 2 * DAY)

    def reminded(day: int) -> set[Any]:
        audit_clock.watch_conditions(at=answered + day * DAY, limit=9)
        told = Notice.objects.filter(kind="answer_waits", created_at=answered + day * DAY)
        return {notice.user for notice in told}

    assert [reminded(day) for day in (2, 3, 4)] == [set(), {auditor}, set()]
    assert [reminded(day) for day in (8, 11)] == [{auditor, other}] * 2
    assert standing_of(condition.audit.supplier) == Standing.ACTIVE


@db
def test_a_bad_answer_is_refused() -> None:
    condition = conditional()
    person = MembershipFactory(company=condition.audit.supplier.company).user
    with pytest.raises(BadAudit):
        audit_conditions.answer(condition=condition, text=" ", actor=person, at=AT)
    with pytest.raises(BadDocument):
        audit_conditions.answer(
            condition=condition, text="See.", file=io.BytesIO(b"MZ\0"), actor=person, at=AT
        )
    condition.refresh_from_db()
    assert (condition.status, condition.answers.count()) == (ConditionStatus.OPEN, 0)


@db
def test_points_that_reach_the_limit_open_an_audit() -> None:
    supplier = SupplierFactory()
    for number, taken in enumerate((12, 11, 1, 12)):
        points.deduct(
            supplier=supplier,
            points=taken,
            cause="staff",
            key=f"k{number}",
            reason="late",
            at=AT + number * DAY,
        )
    audit = Audit.objects.get()
    assert audit.causes.get().trigger == AuditTrigger.POINTS
    assert audit.opened_at == AT + 2 * DAY


# --- At once --------------------------------------------------------------------------------

race = pytest.mark.django_db(transaction=True)


@race
def test_of_two_auditors_one_gets_it() -> None:
    ensure_first_versions()
    audit = AuditFactory()
    people = [StaffFactory(), StaffFactory()]
    results = at_once(
        *(
            lambda who=who: audit_desk.claim(
                audit=Audit.objects.select_related("supplier").get(pk=audit.pk),
                auditor=who,
                at=AT,
            )
            for who in people
        )
    )
    assert sum(isinstance(one, WrongStatus) for one in results) == 1
    assert audit.events.filter(target="in_review").count() == 1


@race
def test_control_without_the_guard_both_believe_that_it_is_theirs() -> None:
    ensure_first_versions()
    audit, meeting = AuditFactory(), threading.Barrier(2)

    def unguarded(subject: Any, to: str, *, table: Any, **given: Any) -> Any:
        meeting.wait(timeout=10)
        changes = {name: given[name] for name in ("auditor", "claimed_at")}
        Audit.objects.filter(pk=subject.pk).update(status=to, **changes)

    with patch.object(audit_desk, "move", unguarded):
        results = at_once(
            *[
                lambda: audit_desk.claim(
                    audit=Audit.objects.select_related("supplier").get(pk=audit.pk),
                    auditor=StaffFactory(),
                    at=AT,
                )
            ]
            * 2
        )
    assert not any(isinstance(one, Exception) for one in results)


def due_suppliers(count: int) -> set[int]:
    return {
        SupplierFactory(next_audit_at=AT - DAY, last_audit_at=AT - 180 * DAY).pk
        for _ in range(count)
    }


@race
def test_two_sweeps_share_the_work() -> None:
    ensure_first_versions()
    due = due_suppliers(6)
    first, second = at_once(*[lambda: audits.open_due(at=AT, limit=10)] * 2)
    assert not set(first) & set(second)
    while audits.open_due(at=AT, limit=10):
        pass
    assert set(Audit.objects.values_list("supplier", flat=True)) == due
    assert Audit.objects.count() == 6


@race
def test_control_without_the_lock_two_sweeps_open_the_same_audits() -> None:
    """The constraint still stands between them and two audits: one sweep fails as a whole."""
    ensure_first_versions()
    due_suppliers(3)
    meeting = threading.Barrier(2)

    def unlocked(due: Any, limit: int) -> list[Supplier]:
        found = list(due[:limit])
        meeting.wait(timeout=10)
        return found

    def at_once_only(_alone: Any, all_of_them: Any) -> list[int]:
        return all_of_them()

    with (
        patch.object(sweep, "take_due", unlocked),
        patch.object(sweep, "_at_once_or", at_once_only),
    ):
        results = at_once(*[lambda: audits.open_due(at=AT, limit=10)] * 2)
    failed = [one for one in results if isinstance(one, Exception)]
    assert len(failed) == 1
    assert "audit_one_open" in str(failed[0])


@db
def test_an_audit_that_cannot_be_opened_keeps_no_other() -> None:
    broken, *others = due_suppliers(3)
    scheduled = audits._scheduled

    def faulty(supplier: Supplier, *given: Any) -> Any:
        if supplier.pk == broken:
            raise RuntimeError("no")
        return scheduled(supplier, *given)

    with patch.object(audits, "_scheduled", faulty), pytest.raises(ExceptionGroup):
        audits.open_due(at=AT, limit=10)
    assert set(Audit.objects.values_list("supplier", flat=True)) == set(others)


@db
def test_an_audit_that_cannot_be_watched_keeps_no_condition_from_it(time_machine: Any) -> None:
    time_machine.move_to(AT)
    with (
        patch.object(audit_clock, "watch_audits", side_effect=RuntimeError("no")),
        patch.object(audit_clock, "watch_conditions") as conditions,
        pytest.raises(ExceptionGroup),
    ):
        watch_audits()
    conditions.assert_called_once()


@race
def test_two_triggers_at_once_open_one_audit() -> None:
    ensure_first_versions()
    supplier = SupplierFactory()
    results = at_once(
        *(
            lambda key=key: audits.open_audit(
                supplier=supplier, trigger="score", reason="low", key=key, at=AT
            )
            for key in ("one", "two")
        )
    )
    assert not any(isinstance(one, DomainError | Exception) for one in results)
    assert Audit.objects.get().causes.count() == 2
