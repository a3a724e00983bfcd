"""From the plan to the laboratory's report, and what a verdict brings (rules §4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.enums import Role
from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory, colleague_of
from common.errors import DomainError, NotAllowed
from common.status import WrongStatus
from suppliers.enums import AppealStatus, Standing
from suppliers.enums.audits import AuditTrigger
from suppliers.enums.spot_checks import Severity, SpotCheckCause, SpotCheckStatus
from suppliers.errors import BadSpotCheck, TooLate
from suppliers.models import Audit, Deduction, Settlement, SpotCheck, Supervision, Supplier
from suppliers.sampling import NoPlan
from suppliers.selectors.points import points_of
from suppliers.selectors.spot_checks import checks_of, series_of
from suppliers.selectors.trust import trust_of
from suppliers.services import appeals, audit_clock, audits, settlements, spot_checks
from suppliers.services.points import deduct as take_points
from suppliers.services.points import give_back
from suppliers.services.spot_checks import Goods, Report
from suppliers.tests.factories import SupplierFactory, grant

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MUGS = Goods("陶瓷马克杯")


def lot(supplier: Supplier, at: datetime = AT, **changes: Any) -> SpotCheck:
    given = {
        "supplier": supplier,
        "goods": MUGS,
        "lot_size": 2_000,
        "reason": "routine",
        "key": f"lot:{SpotCheck.objects.count()}",
        "at": at,
    }
    return spot_checks.open_lot_check(**{**given, **changes})


def report(check: SpotCheck, failures: int, at: datetime = AT, **changes: Any) -> SpotCheck:
    """Sampled and reported at once."""
    staff = StaffFactory()
    spot_checks.record_samples(check=check, actor=staff, at=at)
    found = {
        "laboratory": "测试检测所",
        "number": f"R-{check.pk}",
        "tested": check.sample_size,
        "failures": failures,
    }
    given = Report(**{**found, **changes})
    return spot_checks.record_report(check=check, report=given, actor=staff, at=at)


def test_a_lot_is_planned_by_the_standard() -> None:
    check = lot(SupplierFactory())
    assert (check.letter, check.sample_size, check.accept, check.reject) == ("K", 125, 7, 8)
    assert check.severity == Severity.NORMAL
    assert list(check.events.values_list("target", flat=True)) == ["planned"]


def test_safety_is_looked_at_more_sharply() -> None:
    check = lot(SupplierFactory(), goods=Goods("玩具", is_safety=True))
    assert (check.sample_size, check.accept) == (125, 2)


def test_one_check_a_key() -> None:
    supplier = SupplierFactory()
    assert lot(supplier, key="once") == lot(supplier, key="once")


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"lot_size": 1}, NoPlan, "lot_size"),
        ({"goods": Goods("  ")}, BadSpotCheck, "title"),
    ],
)
def test_what_cannot_be_planned(changes: Any, error: type[DomainError], field: str) -> None:
    with pytest.raises(error) as refused:
        lot(SupplierFactory(), **changes)
    assert refused.value.field == field
    assert not SpotCheck.objects.exists()


def test_nobody_checks_the_goods_of_his_own_company() -> None:
    supplier = SupplierFactory()
    member = MembershipFactory(company=supplier.company, user=StaffFactory()).user
    with pytest.raises(NotAllowed):
        lot(supplier, actor=member)
    check = lot(supplier)
    with pytest.raises(NotAllowed):
        spot_checks.record_samples(check=check, actor=member, at=AT)
    assert SpotCheck.objects.get().status == SpotCheckStatus.PLANNED


def test_goods_within_the_limit_pass() -> None:
    supplier = SupplierFactory()
    owner = MembershipFactory(company=supplier.company, role=Role.OWNER).user
    check = report(lot(supplier), failures=7)
    assert check.status == SpotCheckStatus.ACCEPTED
    assert points_of(supplier, AT) == 0
    assert not Audit.objects.exists()
    kinds = set(Notice.objects.filter(user=owner).values_list("kind", flat=True))
    assert kinds == {"spot_check_sampled", "spot_check_accepted"}


@pytest.mark.parametrize(("is_safety", "points", "wanted"), [(False, 3, 1), (True, 6, 3)])
def test_goods_that_fail_cost_points_an_audit_and_supervision(
    is_safety: bool, points: int, wanted: int
) -> None:
    supplier = SupplierFactory()
    owner = MembershipFactory(company=supplier.company, role=Role.OWNER).user
    check = lot(supplier, goods=Goods("玩具", is_safety=is_safety))
    report(check, failures=check.reject)
    assert check.status == SpotCheckStatus.REJECTED
    assert points_of(supplier, AT) == points
    assert Audit.objects.get().causes.get().trigger == AuditTrigger.SPOT_CHECK
    supervision = Supervision.objects.get()
    assert (supervision.wanted, supervision.until) == (wanted, AT + 180 * DAY)
    assert Notice.objects.filter(user=owner, kind="spot_check_rejected").exists()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"tested": 100}, "tested", "125 pieces; the report tells of 100"),
        ({"failures": 126}, "failures", "0 to 125 failed, not 126"),
        ({"failures": -1}, "failures", "not -1"),
        ({"laboratory": " "}, "laboratory", "laboratory"),
        ({"number": ""}, "number", "number"),
    ],
)
def test_a_report_that_does_not_fit_changes_nothing(changes: Any, field: str, says: str) -> None:
    check = lot(SupplierFactory())
    with pytest.raises(BadSpotCheck, match=says) as refused:
        report(check, **{"failures": 0, **changes})
    assert refused.value.field == field
    kept = SpotCheck.objects.get()
    assert (kept.status, kept.failures) == (SpotCheckStatus.SAMPLED, None)


def test_a_report_decides_one_check() -> None:
    supplier = SupplierFactory()
    report(lot(supplier), 0, number="R-1")
    with pytest.raises(BadSpotCheck, match="R-1 of this laboratory"):
        report(lot(supplier), 0, number="R-1")


def test_a_check_is_decided_once() -> None:
    check = report(lot(SupplierFactory()), failures=8)
    again = Report("Other lab", "R-2", 125, 0)
    with pytest.raises(WrongStatus):
        spot_checks.record_report(check=check, report=again, actor=StaffFactory(), at=AT)
    assert Deduction.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_cost_points_once() -> None:
    supplier = SupplierFactory()
    check = lot(supplier)
    spot_checks.record_samples(check=check, actor=StaffFactory(), at=AT)
    actor = StaffFactory()

    def decide(number: str) -> str:
        try:
            spot_checks.record_report(
                check=SpotCheck.objects.select_related("supplier__company").get(pk=check.pk),
                report=Report("Lab", number, 125, 9),
                actor=actor,
                at=AT,
            )
        except WrongStatus:
            return "late"
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(decide, ["R-1", "R-2"]))
    assert came == ["decided", "late"]
    assert points_of(supplier, AT) == 3


def test_two_rejected_lots_tighten_the_next() -> None:
    supplier = SupplierFactory()
    for day in range(2):
        report(lot(supplier, AT + day * DAY), failures=8, at=AT + day * DAY)
    assert series_of(supplier).severity == Severity.TIGHTENED
    check = lot(supplier, AT + 3 * DAY)
    assert (check.severity, check.sample_size, check.accept) == (Severity.TIGHTENED, 125, 5)


def test_a_retest_that_passes_takes_everything_back() -> None:
    supplier = SupplierFactory()
    owner = MembershipFactory(company=supplier.company, role=Role.OWNER).user
    failed = report(lot(supplier), failures=8)
    retest = spot_checks.ask_for_retest(check=failed, actor=owner, at=AT + 15 * DAY)
    assert (retest.cause, retest.sample_size) == (SpotCheckCause.RETEST, 125)
    assert spot_checks.ask_for_retest(check=failed, actor=owner, at=AT + 15 * DAY) == retest
    report(retest, failures=0, at=AT + 20 * DAY)
    failed.refresh_from_db()
    assert failed.status == SpotCheckStatus.OVERTURNED
    assert points_of(supplier, AT + 20 * DAY) == 0
    assert Supervision.objects.get().next_at is None
    assert series_of(supplier).recent == ()


def test_a_retest_that_passes_calls_the_audit_off() -> None:
    supplier = SupplierFactory()
    planned = supplier.next_audit_at
    failed = report(lot(supplier), failures=8)
    audit = Audit.objects.get()
    audit_clock.watch_audits(at=audit.due_at + 8 * DAY, limit=9)
    retest = spot_checks.ask_for_retest(check=failed, actor=UserFactory(), at=AT + 15 * DAY)
    report(retest, failures=0, at=AT + 23 * DAY)
    audit.refresh_from_db()
    supplier.refresh_from_db()
    assert (audit.status, audit.ended_at, audit.clock_at) == ("called_off", AT + 23 * DAY, None)
    assert supplier.status == Standing.ACTIVE
    assert supplier.next_audit_at != planned


def test_an_audit_with_another_cause_goes_on() -> None:
    supplier = SupplierFactory()
    failed = report(lot(supplier), failures=8)
    audits.open_audit(supplier=supplier, trigger=AuditTrigger.STAFF, reason="asked", at=AT)
    retest = spot_checks.ask_for_retest(check=failed, actor=UserFactory(), at=AT + DAY)
    report(retest, failures=0, at=AT + 2 * DAY)
    assert Audit.objects.get().status == "open"


def test_points_that_the_check_took_open_no_audit_of_their_own() -> None:
    supplier = SupplierFactory()
    take_points(supplier=supplier, points=22, cause="staff", key="k", reason="Late", at=AT)
    failed = report(lot(supplier), failures=8)
    assert Audit.objects.get().causes.count() == 2
    retest = spot_checks.ask_for_retest(check=failed, actor=UserFactory(), at=AT + DAY)
    report(retest, failures=0, at=AT + 2 * DAY)
    assert Audit.objects.get().status == "called_off"


def test_who_was_removed_by_a_check_may_have_it_tested_again() -> None:
    supplier = SupplierFactory()
    take_points(supplier=supplier, points=57, cause="staff", key="k", reason="Fraud", at=AT)
    failed = report(lot(supplier), failures=8)
    supplier.refresh_from_db()
    assert supplier.status == Standing.REMOVED
    with pytest.raises(BadSpotCheck, match="was removed"):
        lot(supplier)
    settlements.settle_due(at=AT + 8 * DAY, limit=9)
    retest = spot_checks.ask_for_retest(check=failed, actor=UserFactory(), at=AT + 14 * DAY)
    settlements.settle_due(at=AT + 16 * DAY, limit=9)
    assert Settlement.objects.get().settled_at is None
    report(retest, failures=0, at=AT + 20 * DAY)
    supplier.refresh_from_db()
    assert supplier.status == Standing.SUSPENDED, "57 points are left"
    assert Settlement.objects.get().called_off_at == AT + 20 * DAY


def test_the_money_of_a_removed_supplier_waits_for_no_retest_that_nobody_asked_for() -> None:
    supplier = SupplierFactory()
    take_points(supplier=supplier, points=57, cause="staff", key="k", reason="Fraud", at=AT)
    report(lot(supplier), failures=8)
    settlements.settle_due(at=AT + 16 * DAY, limit=9)
    assert Settlement.objects.get().settled_at == AT + 16 * DAY


def test_a_retest_that_passes_ends_what_still_waits() -> None:
    """An appeal against the points has what it asked for; no more samples are bought."""
    supplier = SupplierFactory()
    failed = report(lot(supplier), failures=8)
    made = appeals.appeal(
        against=Deduction.objects.get(), text="Not our lot", actor=UserFactory(), at=AT + DAY
    )
    retest = spot_checks.ask_for_retest(check=failed, actor=UserFactory(), at=AT + DAY)
    spot_checks.open_supervised(at=AT + 100 * DAY, limit=10)
    sample = SpotCheck.objects.get(cause=SpotCheckCause.SUPERVISION)
    report(retest, failures=0, at=AT + 101 * DAY)
    made.refresh_from_db()
    sample.refresh_from_db()
    assert (made.status, sample.status) == (AppealStatus.GRANTED, SpotCheckStatus.CANCELLED)
    assert sample not in checks_of(supplier), "it stays undisclosed"
    with translation.override("zh-hans"):
        assert made.said_answer == "复检合格，扣分已返还。"


def test_a_retest_that_fails_too_leaves_the_verdict() -> None:
    supplier = SupplierFactory()
    failed = report(lot(supplier), failures=8)
    owner = UserFactory()
    retest = spot_checks.ask_for_retest(check=failed, actor=owner, at=AT + DAY)
    report(retest, failures=9, at=AT + 2 * DAY)
    assert points_of(supplier, AT + 2 * DAY) == 3
    with pytest.raises(BadSpotCheck):
        spot_checks.ask_for_retest(check=retest, actor=owner, at=AT + 3 * DAY)


def test_a_retest_is_asked_for_in_time() -> None:
    failed = report(lot(SupplierFactory()), failures=8)
    with pytest.raises(TooLate, match="15 days"):
        spot_checks.ask_for_retest(
            check=failed, actor=UserFactory(), at=AT + 15 * DAY + timedelta(seconds=1)
        )
    assert SpotCheck.objects.count() == 1


def test_supervision_takes_its_samples_in_time() -> None:
    supplier = SupplierFactory()
    report(lot(supplier, goods=Goods("玩具", is_safety=True)), failures=50)
    due = [AT + 45 * DAY, AT + 90 * DAY, AT + 135 * DAY]
    assert spot_checks.open_supervised(at=due[0] - DAY, limit=10) == []
    samples = SpotCheck.objects.filter(cause=SpotCheckCause.SUPERVISION)
    for taken, at in enumerate(due, 1):
        assert len(spot_checks.open_supervised(at=at, limit=10)) == 1
        assert samples.count() == taken
        assert spot_checks.open_supervised(at=at, limit=10) == []
    assert spot_checks.open_supervised(at=AT + 400 * DAY, limit=10) == []
    assert Supervision.objects.get().taken == 3


def test_a_sample_that_cannot_be_planned_keeps_no_other(monkeypatch) -> None:
    for _ in range(2):
        report(lot(SupplierFactory()), failures=8)
    bad, good = Supervision.objects.order_by("pk")
    open_purchase = spot_checks.open_purchase

    def fail_one(*, supervision: Supervision, **given: Any) -> SpotCheck:
        if supervision == bad:
            raise RuntimeError("no")
        return open_purchase(supervision=supervision, **given)

    monkeypatch.setattr(spot_checks, "open_purchase", fail_one)
    with pytest.raises(ExceptionGroup):
        spot_checks.open_supervised(at=AT + 100 * DAY, limit=10)
    sample = SpotCheck.objects.get(cause=SpotCheckCause.SUPERVISION)
    assert sample.supervision == good


def test_an_undisclosed_purchase_is_not_told_before_its_samples_are_taken() -> None:
    supplier = SupplierFactory()
    check = spot_checks.open_purchase(
        supplier=supplier, goods=MUGS, reason="complaints", key="p", at=AT
    )
    assert list(checks_of(supplier)) == []
    spot_checks.record_samples(check=check, actor=StaffFactory(), at=AT)
    assert list(checks_of(supplier)) == [check]


# --- Pages ----------------------------------------------------------------------------------


@pytest.fixture
def failed(client: Client) -> SpotCheck:
    return report(lot(SupplierFactory(), datetime.now(UTC)), failures=8, at=datetime.now(UTC))


def test_the_page_tells_of_a_retest_and_of_points_that_came_back(
    client: Client, failed: SpotCheck
) -> None:
    owner, now = MembershipFactory(company=failed.supplier.company).user, datetime.now(UTC)
    client.force_login(owner)
    page = reverse("suppliers:spot_checks")
    assert "the points are given back" in client.get(page).text
    taken = Deduction.objects.get(supplier=failed.supplier)
    give_back(deduction=taken, reason="The appeal was granted", actor=owner, at=now)
    said = client.get(page).text
    assert "The points were given back: The appeal was granted." in said
    assert "If they pass, the points are given back" not in said
    client.post(reverse("suppliers:retest", args=[failed.pk]))
    assert "You asked for a retest. It is under way" in client.get(page).text


def called(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """What the one product is called now: ``settings.SUPPLIER_GOODS_TITLES``."""
    return {77: ("马克杯", "Mug, 350 ml")} if 77 in ids else {}


def test_goods_are_named_as_readers_call_them_and_else_as_they_were(
    client: Client, settings: Any
) -> None:
    settings.SUPPLIER_GOODS_TITLES = f"{__name__}.called"
    supplier, now = SupplierFactory(), datetime.now(UTC)
    report(lot(supplier, now, goods=Goods("马克杯 350 ml", 77)), failures=8, at=now)
    for goods in (Goods("碗", 78), Goods("马克杯 350 ml", 77)):
        report(lot(supplier, now, goods=goods), failures=0, at=now)
    client.force_login(MembershipFactory(company=supplier.company).user)
    said = client.get(reverse("suppliers:spot_checks")).text
    assert "new sample of “Mug, 350 ml” is taken" in said
    assert "马克杯" not in said
    assert "碗" in said
    waiting = client.get(reverse("suppliers:standing")).text
    assert "You may ask for a retest of “Mug, 350 ml”" in waiting
    assert "new sample of “Mug, 350 ml” is taken" in waiting
    assert "8 of 125 pieces of “Mug, 350 ml” failed" in waiting
    assert "马克杯" not in waiting
    assert {proof.subject for proof in trust_of(supplier, now).proofs} == {"碗", "Mug, 350 ml"}


@pytest.mark.parametrize(("role", "status"), [(Role.OWNER, 200), (Role.WAREHOUSE, 403)])
def test_the_page_is_for_those_who_sell(
    client: Client, failed: SpotCheck, role: str, status: int
) -> None:
    owner = MembershipFactory(company=failed.supplier.company, role=Role.OWNER)
    member = owner if role == Role.OWNER else colleague_of(owner, role=role)
    client.force_login(member.user)
    page = client.get(reverse("suppliers:spot_checks"))
    assert page.status_code == status
    if status == 200:
        assert "8 of 125 pieces failed" in page.content.decode()
        assert "under supervision" in page.content.decode()


def test_a_stranger_retests_nothing(client: Client, failed: SpotCheck) -> None:
    stranger = MembershipFactory(company=SupplierFactory().company, role=Role.OWNER).user
    client.force_login(stranger)
    assert client.post(reverse("suppliers:retest", args=[failed.pk])).status_code == 404
    assert SpotCheck.objects.count() == 1


def test_the_owner_asks_for_a_retest(client: Client, failed: SpotCheck) -> None:
    owner = MembershipFactory(company=failed.supplier.company, role=Role.OWNER).user
    client.force_login(owner)
    client.post(reverse("suppliers:retest", args=[failed.pk]))
    assert SpotCheck.objects.get(retest_of=failed).opened_by == owner


def test_the_list_asks_the_same_of_one_and_three(
    client: Client, failed: SpotCheck, django_assert_num_queries: Any
) -> None:
    client.force_login(MembershipFactory(company=failed.supplier.company, role=Role.OWNER).user)
    client.get(reverse("suppliers:spot_checks"))
    counts = []
    for _ in range(2):
        with django_assert_num_queries(QUERIES):
            client.get(reverse("suppliers:spot_checks"))
        counts.append(failed.supplier.spot_checks.count())
        for n in range(2):
            report(lot(failed.supplier), failures=0, number=f"more-{len(counts)}-{n}")


QUERIES = 9


@pytest.fixture
def auditor(client: Client) -> Client:
    staff = grant(UserFactory(is_staff=True), "view_spotcheck", "add_spotcheck", "change_spotcheck")
    client.force_login(staff)
    return client


def test_staff_plan_sample_and_decide(auditor: Client) -> None:
    supplier = SupplierFactory()
    plan = {
        "supplier": supplier.pk,
        "kind": "lot",
        "cause": "routine",
        "title": "马克杯",
        "lot_size": 2_000,
        "reason": "routine",
    }
    auditor.post(reverse("admin:suppliers_spotcheck_add"), plan)
    check = SpotCheck.objects.get()
    auditor.post(reverse("admin:suppliers_spotcheck_samples", args=[check.pk]))
    found = {"laboratory": "Lab", "number": "R-9", "tested": 125, "failures": 8}
    address = reverse("admin:suppliers_spotcheck_report", args=[check.pk])
    page = auditor.post(address, found | {"tested": 12})
    assert "125 pieces; the report tells of 12" in page.content.decode()
    assert 'value="R-9"' in page.content.decode(), "what was typed is kept"
    auditor.post(address, found)
    check.refresh_from_db()
    assert check.status == SpotCheckStatus.REJECTED


def test_a_second_click_plans_nothing_more_and_another_plan_is_refused(auditor: Client) -> None:
    page = auditor.get(reverse("admin:suppliers_spotcheck_add")).text
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key is not None
    plan = {
        "supplier": SupplierFactory().pk,
        "kind": "purchase",
        "cause": "routine",
        "title": "马克杯",
        "pieces": 3,
        "reason": "routine",
        "key": key[1],
    }
    for _click in range(2):
        auditor.post(reverse("admin:suppliers_spotcheck_add"), plan)
    for other in ({"pieces": 4}, {"kind": "lot", "lot_size": 900}, {"title": "杯"}):
        page = auditor.post(reverse("admin:suppliers_spotcheck_add"), plan | other).text
        assert "other content" in page
    assert SpotCheck.objects.get().sample_size == 3


def test_a_lot_of_one_piece_is_refused_at_its_field(auditor: Client) -> None:
    plan = {
        "supplier": SupplierFactory().pk,
        "kind": "lot",
        "cause": "routine",
        "title": "杯",
        "lot_size": 1,
        "reason": "routine",
    }
    page = auditor.post(reverse("admin:suppliers_spotcheck_add"), plan)
    assert "at least 2 pieces, not 1" in page.content.decode()
    assert not SpotCheck.objects.exists()


def cups(*, supplier_id: int, code: str) -> tuple[int, str] | None:
    """The one product that is listed in the tests below: ``settings.SUPPLIER_GOODS``."""
    return (77, "马克杯 350 ml") if code == "CUP-1" else None


def planned(auditor: Client, settings: Any, **said: Any) -> str:
    settings.SUPPLIER_GOODS = f"{__name__}.cups"
    plan = {"supplier": SupplierFactory().pk, "kind": "purchase", "cause": "routine"}
    page = auditor.post(
        reverse("admin:suppliers_spotcheck_add"), plan | {"reason": "routine"} | said
    )
    return page.content.decode()


def test_goods_are_named_by_the_code_of_a_product(auditor: Client, settings: Any) -> None:
    planned(auditor, settings, code="CUP-1", title="typed beside it")
    check = SpotCheck.objects.get()
    assert (check.product_id, check.product_title) == (77, "马克杯 350 ml")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"code": "999999"}, "lists no product with the code 999999"),
        ({}, "Name the goods, or the code of a product."),
        ({"code": "CUP-1", "pieces": 100_000}, "3 to 50 pieces are bought, not 100000."),
        ({"code": "CUP-1", "pieces": 2}, "3 to 50 pieces are bought, not 2."),
        ({"code": "CUP-1", "kind": "lot"}, "Say how many pieces lie in the lot."),
    ],
)
def test_what_cannot_be_checked_is_not_planned(
    auditor: Client, settings: Any, said: dict[str, Any], answer: str
) -> None:
    assert answer in planned(auditor, settings, **said)
    assert not SpotCheck.objects.exists()


@pytest.mark.parametrize("name", ["samples", "report"])
def test_staff_without_the_right_decide_nothing(client: Client, name: str) -> None:
    check = lot(SupplierFactory())
    client.force_login(grant(UserFactory(is_staff=True), "view_spotcheck"))
    address = reverse(f"admin:suppliers_spotcheck_{name}", args=[check.pk])
    assert client.post(address).status_code == 403
    check.refresh_from_db()
    assert check.status == SpotCheckStatus.PLANNED


@pytest.mark.parametrize("make", [SupplierFactory])
def test_the_desk_opens(auditor: Client, make: Callable[[], Supplier]) -> None:
    check = lot(make())
    for address in (
        reverse("admin:suppliers_spotcheck_changelist"),
        reverse("admin:suppliers_spotcheck_change", args=[check.pk]),
        reverse("admin:suppliers_spotcheck_add"),
    ):
        assert auditor.get(address).status_code == 200
