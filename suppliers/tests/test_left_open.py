"""What hung on something that had ended before its end closed it, as older databases have it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory
from suppliers import nightly
from suppliers.enums import AppealStatus, HoldCause, Standing
from suppliers.enums.audits import AuditStatus
from suppliers.models import Appeal, Audit, Discontinuation, Hold, Supplier
from suppliers.services import appeal_ends, left_open, shells
from suppliers.tests.factories import JOINED, AppealFactory, AuditFactory, HoldFactory
from suppliers.tests.test_discontinuations import TOO_MANY, fail_in_a_row

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def run_twice() -> None:
    for _ in range(2):
        left_open.close_all(at=AT)


def lifted(**given: Any) -> Hold:
    """By an update, as it was before a lift closed the appeal."""
    hold: Hold = HoldFactory(**given)
    Hold.objects.filter(pk=hold.pk).update(
        lifted_at=JOINED + 2 * DAY, lift_reason="Its time is over"
    )
    return hold


def test_an_appeal_against_a_hold_that_has_ended_is_closed_and_told() -> None:
    appeal, waiting = AppealFactory(hold=lifted()), AppealFactory()
    owner = MembershipFactory(company=appeal.supplier.company).user
    run_twice()
    appeal.refresh_from_db()
    waiting.refresh_from_db()
    assert (appeal.status, appeal.answer) == (AppealStatus.CLOSED, appeal_ends.OVER)
    assert [event.target for event in appeal.events.all()] == [AppealStatus.CLOSED]
    assert Notice.objects.filter(user=owner, kind="appeal_closed").count() == 1
    assert waiting.status == AppealStatus.OPEN


def test_an_audit_of_one_who_is_not_audited_is_called_off() -> None:
    removed, kept = AuditFactory(), AuditFactory()
    Supplier.objects.filter(pk=removed.supplier_id).update(status=Standing.REMOVED)
    HoldFactory(supplier=removed.supplier, standing=Standing.REMOVED, cause=HoldCause.STAFF)
    shells.open_shells(slugs=["shell"], at=JOINED)
    shell = AuditFactory(supplier=Supplier.objects.get(slug="shell"))
    run_twice()
    ended = Audit.objects.filter(status=AuditStatus.CALLED_OFF).order_by("pk")
    assert [(one.pk, one.summary) for one in ended] == [
        (removed.pk, "The supplier was removed"),
        (shell.pk, "The supplier was never vetted"),
    ]
    assert [one.events.count() for one in ended] == [1, 1]
    assert Audit.objects.get(pk=kept.pk).status == AuditStatus.OPEN
    assert not Supplier.objects.filter(pk=removed.supplier_id).exclude(status=Standing.REMOVED), (
        "nothing of its standing moves"
    )


def test_a_series_that_had_stopped_is_discontinued() -> None:
    fail_in_a_row(shop := AuditFactory().supplier)
    fail_in_a_row(AuditFactory().supplier, TOO_MANY - 1)
    Discontinuation.objects.all().delete()
    run_twice()
    made = Discontinuation.objects.get()
    assert (made.supplier, made.since) == (shop, AT)
    assert made.events.count() == 1


def test_a_fault_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    AppealFactory(hold=lifted())
    audit = AuditFactory()
    Supplier.objects.filter(pk=audit.supplier_id).update(status=Standing.REMOVED)

    def fail(**_given: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(left_open, "close_against", fail)
    with pytest.raises(ExceptionGroup):
        left_open.close_all(at=AT)
    assert Appeal.objects.get().status == AppealStatus.OPEN
    assert Audit.objects.get().status == AuditStatus.CALLED_OFF


def test_the_night_does_it() -> None:
    AppealFactory(hold=lifted())
    assert "left_open" in nightly.run(at=AT)
    assert Appeal.objects.get().status == AppealStatus.CLOSED
