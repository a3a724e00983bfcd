"""What waits for a supplier, and until when: all of it, in a fixed number of queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.factories import MembershipFactory, StaffFactory, colleague_of
from suppliers.enums import DeductionCause, HoldCause, RevisionStatus, Standing
from suppliers.enums.visits import VisitStatus
from suppliers.models import AuditCondition, Document, DocumentRevision, Supplier
from suppliers.selectors.waiting import Waits, waiting_for
from suppliers.services import appeals, holds, points
from suppliers.tests.factories import AuditFactory, SiteVisitFactory, SupplierFactory
from suppliers.tests.test_spot_checks import lot, report

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def shop() -> Supplier:
    return SupplierFactory()


def paper(shop: Supplier, kind: str, days_left: int) -> None:
    DocumentRevision.objects.create(
        document=Document.objects.create(company=shop.company, kind=kind),
        number=1,
        status=RevisionStatus.ACCEPTED,
        expires_on=AT.date() + days_left * DAY,
        uploaded_at=AT - DAY,
        decided_at=AT - DAY,
    )


def condition(shop: Supplier, text: str) -> None:
    audit = AuditFactory(
        supplier=shop,
        status="passed_with_conditions",
        auditor=StaffFactory(),
        clock_at=None,
        ended_at=AT - DAY,
    )
    AuditCondition.objects.create(
        audit=audit, text=text, deadline=AT + 9 * DAY, created_at=AT - DAY
    )


def passed_visit(shop: Supplier, ends: datetime) -> None:
    SiteVisitFactory(
        company=shop.company,
        supplier=shop,
        status=VisitStatus.PASSED,
        started_at=AT - 300 * DAY,
        finished_at=AT - 300 * DAY,
        valid_until=ends,
    )


def kinds(shop: Supplier, at: datetime = AT) -> list[Waits]:
    return [one.kind for one in waiting_for(shop, at)]


def test_nothing_waits_for_a_new_shop(shop: Supplier) -> None:
    assert waiting_for(shop, AT) == []


def test_all_of_it_the_soonest_first(shop: Supplier) -> None:
    AuditFactory(supplier=shop, due_at=AT + 8 * DAY)
    condition(shop, "Mend the shelf")
    passed_visit(shop, AT + 13 * DAY)
    SiteVisitFactory(company=shop.company, scheduled_for=AT + 3 * DAY)
    paper(shop, "lease", 5)
    paper(shop, "licence", 31)
    assert kinds(shop) == [
        Waits.VISIT_PROPOSED,
        Waits.DOCUMENT,
        Waits.AUDIT,
        Waits.CONDITION,
        Waits.VISIT_ENDS,
    ]
    assert waiting_for(shop, AT)[1].at == datetime(2026, 6, 6, 15, 59, 59, tzinfo=UTC)


def test_what_ran_out_waits_until_it_is_renewed(shop: Supplier) -> None:
    paper(shop, "lease", -3)
    assert kinds(shop) == [Waits.DOCUMENT]
    assert waiting_for(shop, AT)[0].at < AT


def test_a_failed_check_may_be_retested_and_appealed_while_it_is_time(shop: Supplier) -> None:
    report(lot(shop, AT), failures=8, at=AT)
    found = {one.kind: one.at for one in waiting_for(shop, AT)}
    assert set(found) >= {Waits.RETEST, Waits.SUPERVISION, Waits.APPEAL}
    assert found[Waits.RETEST] == AT + 15 * DAY
    later = kinds(shop, AT + 16 * DAY)
    assert Waits.RETEST not in later
    assert Waits.APPEAL not in later
    assert Waits.SUPERVISION in later


def test_an_appeal_that_was_made_waits_no_more(shop: Supplier) -> None:
    hold = holds.place(
        supplier=shop,
        cause=HoldCause.STAFF,
        key="a",
        standing=Standing.RESTRICTED,
        reason="Told so",
        at=AT,
    )
    assert kinds(shop) == [Waits.APPEAL]
    appeals.appeal(against=hold, text="It was not so", actor=StaffFactory(), at=AT)
    assert kinds(shop) == []


def test_on_the_first_page_and_on_that_of_standing(client: Client, shop: Supplier) -> None:
    condition(shop, "Mend the shelf")
    paper(shop, "lease", 5)
    owner = MembershipFactory(company=shop.company)
    client.force_login(owner.user)
    for name in ("orders:desk_today", "suppliers:standing"):
        said = client.get(reverse(name)).content.decode()
        assert "Condition of an audit: Mend the shelf" in said
        assert "Renew: Lease of the stall" in said
        assert f'href="{reverse("suppliers:audits")}"' in said
    client.force_login(colleague_of(owner, Role.WAREHOUSE).user)
    assert "Mend the shelf" not in client.get(reverse("orders:desk_today")).content.decode()


def test_as_many_queries_for_three_of_each_as_for_one(shop: Supplier) -> None:
    counts = []
    for more in (["licence"], ["lease", "tax"]):
        for kind in more:
            paper(shop, kind, 5)
            condition(shop, kind)
            report(lot(shop, AT, key=kind), failures=8, at=AT)
            points.deduct(
                supplier=shop,
                points=1,
                cause=DeductionCause.STAFF,
                key=kind,
                reason="Late",
                at=AT,
            )
        with CaptureQueriesContext(connection) as queries:
            waiting_for(shop, AT)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
