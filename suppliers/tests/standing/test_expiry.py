"""Documents that run out: from reminder to removal, and back by a renewal (rules §4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, StaffFactory
from marketplace.testing.races import raced
from policies.schemas import StandingRules
from suppliers.enums import DocumentKind, FlaggedGoods, RevisionStatus, Standing
from suppliers.expiry import steps
from suppliers.models import (
    Document,
    DocumentRevision,
    DocumentWatch,
    ExpiryStep,
    Supplier,
)
from suppliers.services import expiry
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_DAY = date(2028, 2, 29)
BEGAN = datetime(2027, 6, 1, tzinfo=UTC)


def morning(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


def in_days(days: int) -> datetime:
    """So many days after the last one on which the document is valid."""
    return morning(LAST_DAY + timedelta(days=days))


def revision_of(
    supplier: Supplier, expires_on: date | None = LAST_DAY, at: datetime = BEGAN
) -> DocumentRevision:
    document, _new = Document.objects.get_or_create(
        company=supplier.company, kind=DocumentKind.LICENCE
    )
    return DocumentRevision.objects.create(
        document=document,
        number=document.revisions.count() + 1,
        status=RevisionStatus.ACCEPTED,
        expires_on=expires_on,
        uploaded_by=StaffFactory(),
        uploaded_at=at,
        decided_at=at,
    )


@pytest.fixture
def supplier() -> Supplier:
    supplier = SupplierFactory()
    MembershipFactory(company=supplier.company)
    revision = revision_of(supplier)
    expiry.follow(supplier=supplier, revision=revision, at=BEGAN)
    return supplier


def run(at: datetime) -> int:
    return len(expiry.run_due(at=at, limit=99))


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_a_certificate_that_the_shop_need_not_show_takes_its_goods_off_sale_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lapsed: list[tuple[str, datetime]] = []
    monkeypatch.setattr(
        expiry, "goods_lapsed", lambda _shop, *, goods, at: lapsed.append((goods, at))
    )
    supplier = SupplierFactory()
    MembershipFactory(company=supplier.company)
    toys = revision_of(supplier)
    Document.objects.filter(pk=toys.document_id).update(
        kind=DocumentKind.QUALIFICATION, goods=FlaggedGoods.TOYS
    )
    toys = DocumentRevision.objects.get(pk=toys.pk)
    expiry.follow(supplier=supplier, revision=toys, at=BEGAN)
    for days in (-30, 1, 16, 46, 100):
        run(in_days(days))
    assert standing_of(supplier) == Standing.ACTIVE
    assert lapsed == [("toys", in_days(1))]
    assert told() == ["document_lapses", "document_lapsed"]
    kinds = [step.kind for step in ExpiryStep.objects.order_by("due_on")]
    assert kinds == ["reminded", "reminded", "reminded", "lapsed"]


def test_the_days_of_the_steps() -> None:
    """The last of a February: the next day is the first of March."""
    assert [(step.kind, step.on) for step in steps(LAST_DAY, StandingRules())] == [
        ("reminded", date(2028, 1, 30)),
        ("reminded", date(2028, 2, 22)),
        ("reminded", date(2028, 2, 28)),
        ("restricted", date(2028, 3, 1)),
        ("suspended", date(2028, 3, 16)),
        ("removed", date(2028, 4, 15)),
    ]


def test_day_by_day(supplier: Supplier) -> None:
    seen = []
    for days in range(-40, 50):
        run(in_days(days))
        run(in_days(days))
        standing = standing_of(supplier)
        if not seen or seen[-1][1] != standing:
            seen.append((days, standing))
    assert seen == [(-40, "active"), (1, "restricted"), (16, "suspended"), (46, "removed")]
    assert told() == ["document_expires"] * 3 + ["hold_placed"] * 3
    assert list(ExpiryStep.objects.values_list("days", flat=True)) == [30, 7, 1, 0, 0, 0]
    assert run(in_days(400)) == 0


def test_valid_to_the_last_minute_of_its_day(supplier: Supplier) -> None:
    midnight = datetime.combine(LAST_DAY + timedelta(days=1), time(), SHANGHAI)
    run(midnight - timedelta(seconds=1))
    assert standing_of(supplier) == Standing.ACTIVE
    run(midnight)
    assert standing_of(supplier) == Standing.RESTRICTED


def test_a_clock_that_stood_still_takes_each_step_and_tells_of_the_last(
    supplier: Supplier,
) -> None:
    run(in_days(20))
    assert list(ExpiryStep.objects.values_list("kind", flat=True)) == [
        "reminded",
        "reminded",
        "reminded",
        "restricted",
        "suspended",
    ]
    assert [event.target for event in supplier.events.all()] == ["restricted", "suspended"]
    assert told() == ["hold_placed"]


def test_a_missed_day_is_made_up_for(supplier: Supplier) -> None:
    run(in_days(-28))
    assert told() == ["document_expires"]
    assert Notice.objects.get().params["days"] == 28
    run(in_days(-1))
    assert told() == ["document_expires"] * 2


@pytest.mark.parametrize("days", [-5, 3, 20])
def test_a_renewal_lifts_and_begins_anew(supplier: Supplier, days: int) -> None:
    run(in_days(days))
    before = len(told())
    new = revision_of(supplier, LAST_DAY + timedelta(days=365), in_days(days))
    watch = expiry.follow(supplier=supplier, revision=new, at=in_days(days))
    assert standing_of(supplier) == Standing.ACTIVE
    assert len(told()) == before + (days > 0)
    assert expiry.follow(supplier=supplier, revision=new, at=in_days(days)) == watch
    assert run(in_days(60)) == 0
    assert DocumentWatch.objects.filter(next_on__isnull=False).get() == watch


def test_a_removal_is_not_lifted_by_a_renewal(supplier: Supplier) -> None:
    run(in_days(46))
    new = revision_of(supplier, LAST_DAY + timedelta(days=365), in_days(47))
    expiry.follow(supplier=supplier, revision=new, at=in_days(47))
    assert standing_of(supplier) == Standing.REMOVED


def test_what_does_not_run_out_is_not_watched() -> None:
    supplier = SupplierFactory()
    revision = revision_of(supplier, None)
    assert expiry.follow(supplier=supplier, revision=revision, at=BEGAN) is None
    assert not DocumentWatch.objects.exists()


def test_documents_of_a_new_shop_are_watched() -> None:
    supplier = SupplierFactory()
    revision_of(supplier, LAST_DAY - timedelta(days=365))
    newest = revision_of(supplier)
    (watch,) = expiry.watch_documents(supplier=supplier, at=BEGAN)
    assert watch.revision == newest
    assert watch.next_on == LAST_DAY - timedelta(days=30)


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_take_each_step_once() -> None:
    supplier = SupplierFactory()
    expiry.follow(supplier=supplier, revision=revision_of(supplier), at=BEGAN)
    done = raced(lambda: run(in_days(50)), 3)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert ExpiryStep.objects.count() == 6
    assert standing_of(supplier) == Standing.REMOVED
