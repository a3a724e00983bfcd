"""The page of an audit on staff's desk: what is on record, and what else is open at the shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from suppliers.admin.audit_beside import open_at
from suppliers.enums.audits import AuditPart, AuditTrigger, ConditionStatus, Finding
from suppliers.models import Audit, AuditCause, AuditCondition, SpotCheck, Supplier
from suppliers.selectors.spot_checks import failure_key
from suppliers.tests.factories import (
    AuditFactory,
    SpotCheckFactory,
    SupervisionFactory,
    SupplierFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def staff(client: Any) -> Any:
    client.force_login(StaffFactory(is_superuser=True))
    return client


def page_of(client: Any, audit: Audit) -> str:
    answer = client.get(reverse("admin:suppliers_audit_change", args=[audit.pk]))
    assert answer.status_code == 200
    return str(answer.text)


def page(check: SpotCheck) -> str:
    return reverse("admin:suppliers_spotcheck_change", args=[check.pk])


def test_no_after_sales_case_is_on_record_as_none(staff: Any) -> None:
    audit = AuditFactory()
    assert audit.items.get(part=AuditPart.CASES).finding == Finding.GOOD
    assert "No after-sales case is open." in page_of(staff, audit)


def test_the_failed_check_behind_an_audit_is_named_in_the_readers_language(staff: Any) -> None:
    audit, check = AuditFactory(), SpotCheckFactory(product_title="陶瓷马克杯")
    AuditCause.objects.create(
        supplier=audit.supplier,
        audit=audit,
        trigger=AuditTrigger.SPOT_CHECK,
        reason=check.product_title,
        key=failure_key(check.pk),
        at=AT,
    )
    with patch("suppliers.selectors.spot_checks.titles", return_value={3: ("杯", "Mug")}):
        SpotCheck.objects.filter(pk=check.pk).update(product_id=3)
        shown = page_of(staff, audit)
    assert f'<a href="{page(check)}">Mug</a>' in shown


def test_what_else_is_open_at_the_shop_is_linked(staff: Any, time_machine: Any) -> None:
    audit = AuditFactory()
    assert "Nothing else is open." in page_of(staff, audit)
    check = SpotCheckFactory(supplier=audit.supplier)
    under = SupervisionFactory(check_failed=check)
    time_machine.move_to(check.retest_until - timedelta(days=1))
    shown = page_of(staff, audit)
    assert f'<a href="{page(check)}">Failed, may be tested again: 陶瓷马克杯</a>' in shown
    assert reverse("admin:suppliers_supervision_change", args=[under.pk]) in shown


def answered(supplier: Supplier, text: str) -> AuditCondition:
    """Of an audit that ended: its answer waits for an auditor."""
    audit = AuditFactory(
        supplier=supplier, status="passed_with_conditions", clock_at=None, ended_at=AT
    )
    return AuditCondition.objects.create(
        audit=audit,
        text=text,
        status=ConditionStatus.ANSWERED,
        deadline=AT + timedelta(days=9),
        created_at=AT,
    )


def test_an_answer_that_waits_for_a_decision_is_linked(staff: Any) -> None:
    audit = AuditFactory()
    condition = answered(audit.supplier, "Mend the shelf")
    url = reverse("admin:suppliers_audit_change", args=[condition.audit_id])
    said = f'<a href="{url}">Answered condition, an auditor decides: Mend the shelf</a>'
    assert said in page_of(staff, audit)
    AuditCondition.objects.update(status=ConditionStatus.MET, met_at=AT)
    assert "Mend the shelf" not in page_of(staff, audit)


@pytest.mark.parametrize("status", [ConditionStatus.OPEN, ConditionStatus.ANSWERED])
def test_as_many_queries_for_three_conditions_as_for_one(status: str) -> None:
    supplier, counts = SupplierFactory(), []
    for more in (["a"], ["b", "c"]):
        for text in more:
            answered(supplier, text)
        AuditCondition.objects.update(status=status)
        with CaptureQueriesContext(connection) as queries:
            assert len(open_at(supplier, AT)) == len(counts) * 2 + 1
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_history_stands_there_once(staff: Any) -> None:
    assert "historylink" not in page_of(staff, AuditFactory())
