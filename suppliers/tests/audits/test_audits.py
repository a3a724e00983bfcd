"""Audits open at once or in time, once each, with a deadline and a checklist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory
from policies.schemas import AuditRules
from policies.selectors import in_force
from policies.tests.factories import rules_from
from suppliers.audit_facts import told
from suppliers.enums import Standing
from suppliers.enums.audits import AuditPart, AuditStatus, AuditTrigger, VisitNeed
from suppliers.enums.visits import VisitStatus
from suppliers.errors import BadAudit
from suppliers.models import Audit, AuditCause, Supplier
from suppliers.selectors.visits import valid_visit
from suppliers.services import holds
from suppliers.services.audits import open_audit, open_due, plan_new, see_new_place
from suppliers.tests.factories import (
    JOINED,
    DocumentFactory,
    DocumentRevisionFactory,
    ScoreDayFactory,
    SiteVisitFactory,
    SupplierFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def opened(supplier: Supplier, **given: Any) -> Audit:
    return open_audit(
        **{
            "supplier": supplier,
            "trigger": AuditTrigger.SCORE,
            "reason": "2.8",
            "at": AT,
            **given,
        }
    )


def test_an_audit_opens_at_once_with_checklist_and_notice() -> None:
    member = MembershipFactory()
    audit = opened(SupplierFactory(company=member.company))
    assert (audit.status, audit.due_at) == (AuditStatus.OPEN, AT + 14 * DAY)
    assert audit.clock_at == AT + 11 * DAY
    assert [item.part for item in audit.items.all()] == AuditPart.values
    assert audit.causes.get().reason == "2.8"
    assert Notice.objects.get().kind == "audit_opened"
    assert audit.policy_version.policy == "audits"


def test_what_the_records_say_of_days_is_written_as_days_are_everywhere() -> None:
    supplier = SupplierFactory()
    ScoreDayFactory(supplier=supplier, day=AT.date() - DAY, composite=Decimal("2.80"))
    DocumentRevisionFactory(
        document=DocumentFactory(company=supplier.company),
        expires_on=AT.date() - DAY,
    )
    items = opened(supplier).items
    scores = told(items.get(part=AuditPart.SERVICE).facts)
    papers = told(items.get(part=AuditPart.DOCUMENTS).facts)
    assert scores[0].text == "The composite score of 28 Feb 2026 is 2.80."
    assert "ran out on 28 Feb 2026." in " ".join(fact.text for fact in papers)


def test_a_second_cause_joins_the_audit_that_is_open() -> None:
    supplier, before = SupplierFactory(), in_force(AuditRules, AT).version
    now = rules_from(AuditRules, AT + timedelta(hours=1), remind_days=2)
    first = opened(supplier, key="score:1")
    again = opened(supplier, key="score:1", at=AT + DAY)
    other = opened(supplier, key="spot:1", trigger=AuditTrigger.SPOT_CHECK, at=AT + DAY)
    assert first == again == other
    versions = [cause.policy_version for cause in first.causes.order_by("pk")]
    assert versions == [before, now]
    assert first.causes.count() == 2
    other.refresh_from_db()
    assert other.due_at == AT + 14 * DAY


def test_a_cause_at_once_brings_a_scheduled_audit_forward() -> None:
    supplier = SupplierFactory(next_audit_at=AT, last_audit_at=AT - 100 * DAY)
    open_due(at=AT, limit=10)
    audit = Audit.objects.get()
    Audit.objects.update(due_at=AT + 60 * DAY)
    opened(supplier)
    audit.refresh_from_db()
    assert (audit.due_at, audit.clock_at) == (AT + 14 * DAY, AT + 11 * DAY)


def test_nothing_of_a_removed_supplier_is_audited() -> None:
    gone = SupplierFactory(status=Standing.REMOVED, next_audit_at=AT, last_audit_at=JOINED)
    with pytest.raises(BadAudit, match="removed"):
        opened(gone)
    with pytest.raises(BadAudit):
        opened(SupplierFactory(), reason=" ")
    assert open_due(at=AT, limit=10) == [gone.pk]
    gone.refresh_from_db()
    assert gone.next_audit_at is None
    assert not Audit.objects.exists()
    assert not AuditCause.objects.exists()


def test_a_removal_calls_the_open_audit_off() -> None:
    supplier = SupplierFactory(last_audit_at=AT - 100 * DAY)
    audit = opened(supplier)
    visit = SiteVisitFactory(company=supplier.company, audit=audit)
    removed = holds.remove(supplier=supplier, cause="staff", key="s", reason="Fraud", at=AT + DAY)
    audit.refresh_from_db()
    visit.refresh_from_db()
    assert (audit.status, audit.ended_at, audit.clock_at) == ("called_off", AT + DAY, None)
    assert visit.status == VisitStatus.CANCELLED
    holds.lift(supplier=supplier, key=removed.key, reason="Ours", at=AT + 2 * DAY, on_appeal=True)
    supplier.refresh_from_db()
    assert supplier.next_audit_at == AT + 66 * DAY


@pytest.mark.parametrize(("band", "days"), [("A", 180), ("B", 120), ("C", 60), ("D", 30)])
def test_each_band_has_its_time(band: str, days: int) -> None:
    supplier = SupplierFactory(risk_band=band)
    assert plan_new(at=AT, limit=10) == [supplier.pk]
    assert plan_new(at=AT, limit=10) == []
    supplier.refresh_from_db()
    assert supplier.last_audit_at == JOINED
    due = JOINED + days * DAY
    assert supplier.next_audit_at == due - 14 * DAY
    assert open_due(at=due - 14 * DAY - timedelta(microseconds=1), limit=10) == []
    assert open_due(at=due - 14 * DAY, limit=10) == [supplier.pk]
    assert open_due(at=due, limit=10) == []
    assert Audit.objects.get().due_at == due
    supplier.refresh_from_db()
    assert supplier.next_audit_at is None


def test_an_audit_planned_for_long_ago_still_has_its_time() -> None:
    SupplierFactory(next_audit_at=AT - 90 * DAY, last_audit_at=JOINED)
    open_due(at=AT, limit=10)
    assert Audit.objects.get().due_at == AT + 14 * DAY


def test_the_sweep_takes_the_longest_due_first_and_so_many() -> None:
    made = [SupplierFactory(next_audit_at=AT - n * DAY, last_audit_at=JOINED) for n in range(4)]
    assert open_due(at=AT, limit=3) == [one.pk for one in reversed(made[1:])]


@pytest.mark.parametrize(
    ("kind", "visited", "need"),
    [
        ("stall", None, VisitNeed.STALL),
        ("stall", datetime(2025, 3, 1, tzinfo=UTC), VisitNeed.STALL),
        ("stall", datetime(2025, 3, 1, 0, 0, 1, tzinfo=UTC), VisitNeed.NONE),
        ("factory", None, VisitNeed.NONE),
    ],
)
def test_stalls_visited_long_ago_are_visited(
    kind: str, visited: datetime | None, need: VisitNeed
) -> None:
    supplier = SupplierFactory(kind=kind)
    if visited:
        SiteVisitFactory(
            company=supplier.company,
            status="passed",
            started_at=visited,
            finished_at=visited,
            valid_until=visited + 365 * DAY,
        )
    assert opened(supplier).visit_need == need


def test_opening_many_costs_as_much_as_opening_one(django_assert_num_queries: Any) -> None:
    in_force(AuditRules, AT)
    for number in (1, 3):
        for _ in range(number):
            SupplierFactory(next_audit_at=AT, last_audit_at=JOINED, kind="stall")
        with django_assert_num_queries(15 + number):  # who is told is asked company by company
            assert len(open_due(at=AT, limit=10)) == number


@pytest.mark.parametrize(
    ("kind", "need"),
    [
        ("stall", VisitNeed.MOVED),
        ("factory", VisitNeed.MOVED),
        ("trader", VisitNeed.NONE),
        ("sole_trader", VisitNeed.NONE),
    ],
)
@pytest.mark.parametrize("is_open", [False, True])
def test_a_change_of_address_needs_a_visit_and_ends_the_old_ones_word(
    kind: str, need: VisitNeed, is_open: bool
) -> None:
    supplier = SupplierFactory(kind=kind)
    visit = SiteVisitFactory(
        company=supplier.company,
        status="passed",
        started_at=AT - timedelta(days=9),
        finished_at=AT - timedelta(days=9),
        valid_until=AT + timedelta(days=300),
    )
    if is_open:
        opened(supplier)
        Audit.objects.update(visit_need=VisitNeed.NONE)
    assert valid_visit(supplier.company, AT) == visit
    audit = opened(supplier, trigger=AuditTrigger.ADDRESS, reason="licence 2")
    audit = see_new_place(audit=audit, at=AT)
    assert audit.visit_need == need
    assert valid_visit(supplier.company, AT) is None
    site = audit.items.get(part=AuditPart.SITE_VISIT)
    assert site.facts[0]["code"] == ("visit_wanted" if need else "visit_left")
