"""Five lots that fail under tightened inspection end it until the supplier has mended something."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Notice, User
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.errors import NotAllowed
from common.queues import waiting_for
from common.status import WrongStatus
from suppliers.enums import Standing
from suppliers.enums.spot_checks import DiscontinuationStatus, Severity
from suppliers.errors import BadSpotCheck
from suppliers.models import Discontinuation, Hold, SpotCheck, Supplier
from suppliers.selectors.spot_checks import series_of
from suppliers.services import discontinuations, spot_checks
from suppliers.tests.factories import SupplierFactory, grant
from suppliers.tests.test_spot_checks import AT, DAY, MUGS, lot, report

pytestmark = pytest.mark.django_db
S = DiscontinuationStatus
#: Two tighten inspection, five more end it.
TOO_MANY = 7
MENDED = "模具已更换，并全检三批。"


def fail_lots(supplier: Supplier, count: int = TOO_MANY, since: int = 0) -> SpotCheck:
    """Each a day after the one before it; the last one is returned."""
    for day in range(since, since + count):
        at = AT + day * DAY
        last = report(lot(supplier, at), failures=125, at=at)
    return last


def fail_in_a_row(supplier: Supplier, count: int = TOO_MANY) -> SpotCheck:
    """As ``fail_lots``, with rows between the first and the last: the series knows no other.

    The services do all of them where they themselves are the subject.
    """
    first = fail_lots(supplier, 1)
    days = range(1, count - 1)
    SpotCheck.objects.bulk_create(like(first, AT + day * DAY) for day in days)
    return fail_lots(supplier, 1, since=count - 1)


def like(check: SpotCheck, at: datetime) -> SpotCheck:
    """Another lot with the same verdict, not saved yet."""
    found = copy(check)
    found.pk, found.decided_at = None, at
    found.key = found.report_number = f"{check.pk}:{at:%Y-%m-%d}"
    return found


@pytest.fixture
def owner() -> User:
    return MembershipFactory(company=SupplierFactory().company).user


@pytest.fixture
def supplier(owner: User) -> Supplier:
    found = Supplier.objects.get(company__memberships__user=owner)
    fail_in_a_row(found)
    return found


@pytest.fixture
def stopped(supplier: Supplier) -> Discontinuation:
    return Discontinuation.objects.get()


NEXT = AT + TOO_MANY * DAY


def stated(one: Discontinuation, at: Any = NEXT) -> Discontinuation:
    return discontinuations.state_action(
        discontinuation=one, action=MENDED, actor=UserFactory(), at=at
    )


def test_six_of_them_end_nothing() -> None:
    supplier = SupplierFactory()
    fail_lots(supplier, TOO_MANY - 1)
    assert not Discontinuation.objects.exists()
    assert lot(supplier, NEXT).severity == Severity.TIGHTENED


def test_the_seventh_ends_it_and_the_supplier_is_told(owner: User) -> None:
    fail_lots(Supplier.objects.get(company__memberships__user=owner))
    stopped = Discontinuation.objects.get()
    assert (stopped.status, stopped.since) == (S.OPEN, AT + 6 * DAY)
    assert stopped.policy_version is not None
    (event,) = stopped.events.all()
    assert (event.target, event.policy_version) == (S.OPEN, stopped.policy_version)
    told = Notice.objects.get(user=owner, kind="inspection_discontinued")
    assert "state the corrective action" in said(told).body
    assert not Hold.objects.exists(), "the standing is no matter of it"


def test_no_lot_is_opened_and_what_else_there_is_goes_on(supplier: Supplier) -> None:
    before = SpotCheck.objects.count()
    with pytest.raises(BadSpotCheck, match="is discontinued") as refused:
        lot(supplier, NEXT)
    assert refused.value.field == "kind"
    assert SpotCheck.objects.count() == before
    spot_checks.open_purchase(supplier=supplier, goods=MUGS, reason="r", key="buy", at=NEXT)
    assert lot(SupplierFactory(), NEXT).severity == Severity.NORMAL, "another supplier's"


def test_a_lot_that_was_planned_before_is_found_again_and_does_not_count() -> None:
    supplier = SupplierFactory()
    under_way = lot(supplier, key="early")
    fail_in_a_row(supplier)
    assert lot(supplier, NEXT, key="early") == under_way
    report(under_way, failures=0, at=NEXT)
    assert series_of(supplier).stopped
    assert Discontinuation.objects.count() == 1


def test_it_is_resumed_tightened(stopped: Discontinuation, owner: User) -> None:
    stated(stopped)
    discontinuations.resume(
        discontinuation=stopped, reason="New mould seen", actor=StaffFactory(), at=NEXT + DAY
    )
    assert (stopped.status, stopped.ended_at) == (S.RESUMED, NEXT + DAY)
    assert [event.target for event in stopped.events.all()] == ["open", "stated", "resumed"]
    assert Notice.objects.filter(user=owner, kind="inspection_resumed").exists()
    after = lot(stopped.supplier, NEXT + 2 * DAY)
    assert after.severity == Severity.TIGHTENED


def test_five_more_end_it_again(stopped: Discontinuation) -> None:
    stated(stopped)
    by: dict[str, Any] = {"actor": StaffFactory(), "at": NEXT + timedelta(hours=1)}
    discontinuations.resume(discontinuation=stopped, reason="Seen", **by)
    fail_lots(stopped.supplier, 4, since=TOO_MANY + 1)
    assert Discontinuation.objects.going_on().count() == 0
    fail_lots(stopped.supplier, 1, since=TOO_MANY + 5)
    assert Discontinuation.objects.going_on().count() == 1


def test_nothing_is_resumed_before_an_action_is_stated_nor_twice(stopped: Discontinuation) -> None:
    by: dict[str, Any] = {"reason": "Seen", "actor": StaffFactory(), "at": NEXT}
    with pytest.raises(WrongStatus):
        discontinuations.resume(discontinuation=stopped, **by)
    stated(stopped)
    discontinuations.resume(discontinuation=stopped, **by)
    again = Discontinuation.objects.get()
    with pytest.raises(WrongStatus):
        discontinuations.resume(discontinuation=again, **by)
    with pytest.raises(WrongStatus):
        discontinuations.send_back(discontinuation=again, **by)
    assert again.events.count() == 3


def test_an_action_is_stated_once_until_it_is_sent_back(
    stopped: Discontinuation, owner: User
) -> None:
    stated(stopped)
    with pytest.raises(WrongStatus):
        stated(Discontinuation.objects.get())
    discontinuations.send_back(
        discontinuation=stopped, reason="Which mould?", actor=StaffFactory(), at=NEXT
    )
    told = Notice.objects.get(user=owner, kind="action_sent_back")
    assert "Which mould?" in said(told).body
    assert stated(stopped, NEXT + DAY).status == S.STATED


@pytest.mark.parametrize("action", ["", "  x  ", "长" * 2_001])
def test_an_action_is_said_in_words(stopped: Discontinuation, action: str) -> None:
    with pytest.raises(BadSpotCheck, match="5 to 2000") as refused:
        discontinuations.state_action(
            discontinuation=stopped, action=action, actor=UserFactory(), at=NEXT
        )
    assert refused.value.field == "action"
    assert Discontinuation.objects.get().status == S.OPEN


def test_nobody_resumes_that_of_his_own_company_nor_without_a_reason(
    stopped: Discontinuation,
) -> None:
    stated(stopped)
    member = MembershipFactory(company=stopped.supplier.company, user=StaffFactory()).user
    with pytest.raises(NotAllowed):
        discontinuations.resume(discontinuation=stopped, reason="ok", actor=member, at=NEXT)
    with pytest.raises(BadSpotCheck):
        discontinuations.resume(discontinuation=stopped, reason=" ", actor=StaffFactory(), at=NEXT)
    assert Discontinuation.objects.get().status == S.STATED


def test_a_retest_that_passes_takes_it_back(owner: User) -> None:
    supplier = Supplier.objects.get(company__memberships__user=owner)
    last = fail_in_a_row(supplier)
    retest = spot_checks.ask_for_retest(check=last, actor=owner, at=NEXT)
    report(retest, failures=0, at=NEXT + DAY)
    assert Discontinuation.objects.get().status == S.WITHDRAWN
    assert Notice.objects.filter(user=owner, kind="discontinuation_withdrawn").exists()
    assert lot(supplier, NEXT + 2 * DAY).severity == Severity.TIGHTENED


# --- Pages ----------------------------------------------------------------------------------


def address(one: Discontinuation) -> str:
    return reverse("suppliers:state_action", args=[one.pk])


def test_the_supplier_states_it_on_its_page(
    client: Client, stopped: Discontinuation, owner: User
) -> None:
    client.force_login(owner)
    refused = client.post(address(stopped), {"action": "no"})
    assert refused.status_code == 422
    assert "5 to 2000 characters" in refused.text
    assert ">\nno</textarea>" in refused.text, "what was typed is kept"
    client.post(address(stopped), {"action": MENDED})
    stopped.refresh_from_db()
    assert (stopped.status, stopped.action, stopped.stated_by) == (S.STATED, MENDED, owner)
    page = client.get(reverse("suppliers:spot_checks")).text
    assert MENDED in page
    assert address(stopped) not in page, "nothing more to state"
    assert client.post(address(stopped), {"action": MENDED + "再"}).status_code == 422
    stopped.refresh_from_db()
    assert stopped.action == MENDED


def test_that_of_another_supplier_is_not_found(client: Client, stopped: Discontinuation) -> None:
    client.force_login(MembershipFactory(company=SupplierFactory().company).user)
    assert client.post(address(stopped), {"action": MENDED}).status_code == 404
    stopped.refresh_from_db()
    assert stopped.status == S.OPEN


@pytest.fixture
def desk(client: Client) -> Client:
    rights = ("view_discontinuation", "change_discontinuation")
    client.force_login(grant(UserFactory(is_staff=True), *rights))
    return client


LIST = "admin:suppliers_discontinuation_changelist"


def decide(desk: Client, one: Discontinuation, action: str, reason: str) -> None:
    chosen = {"action": action, "_selected_action": one.pk, "reason": reason}
    desk.post(reverse(LIST), chosen)
    one.refresh_from_db()


def test_staff_resume_it_at_the_desk_with_a_reason(desk: Client, stopped: Discontinuation) -> None:
    stated(stopped, timezone.now())
    assert MENDED in desk.get(reverse(LIST)).text
    page = reverse("admin:suppliers_discontinuation_change", args=[stopped.pk])
    assert desk.get(page).status_code == 200
    decide(desk, stopped, "resume", "")
    assert stopped.status == S.STATED
    decide(desk, stopped, "resume", "The new mould was seen")
    assert (stopped.status, stopped.answer) == (S.RESUMED, "The new mould was seen")


def test_it_waits_in_the_queue_of_auditors_while_the_supplier_is_here(
    stopped: Discontinuation,
) -> None:
    auditor = grant(UserFactory(is_staff=True), "change_discontinuation")

    def counted() -> int:
        (line,) = waiting_for(auditor, NEXT)
        return line.waiting.count

    assert counted() == 1
    Supplier.objects.update(status=Standing.REMOVED)
    assert counted() == 0


def test_a_plan_of_a_lot_is_refused_at_the_desk(client: Client, supplier: Supplier) -> None:
    client.force_login(grant(UserFactory(is_staff=True), "view_spotcheck", "add_spotcheck"))
    plan = {"supplier": supplier.pk, "kind": "lot", "cause": "routine", "title": "杯"}
    page = client.post(
        reverse("admin:suppliers_spotcheck_add"), plan | {"lot_size": 2_000, "reason": "r"}
    )
    assert "is discontinued: it states what it has mended" in page.text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "locale"), [(1440, "en"), (360, "zh-hans")])
def test_it_is_stated_in_a_browser(page_at: Any, width: int, locale: str) -> None:
    owner = MembershipFactory(company=SupplierFactory().company).user
    fail_in_a_row(Supplier.objects.get(company__memberships__user=owner))
    page = page_at(width, user=owner, locale=locale)
    page.goto(reverse("suppliers:spot_checks"))
    page.locator("[name=action]").fill("no")
    page.locator("form:has([name=action]) [type=submit]").click()
    expect(page.locator("[name=action]")).to_have_value("no")
    expect(page.locator(".field--wrong")).to_contain_text("5")
    page.locator("[name=action]").fill(MENDED)
    page.locator("form:has([name=action]) [type=submit]").click()
    expect(page.locator("[name=action]")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text(MENDED)
    assert Discontinuation.objects.get().status == S.STATED
