"""A lot that fails a spot check: points, an audit, supervision, a retest, an appeal."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import MembershipFactory, UserFactory
from catalog.tests.factories import ProductFactory
from marketplace.testing.browser import session_cookie
from suppliers import tasks
from suppliers.enums import DeductionCause
from suppliers.models import SpotCheck
from suppliers.services import points
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEGAN = datetime(2026, 9, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LOT = 2_000
#: ISO 2859-1, level II: letter K, and what of it may fail where people would be in danger.
SAMPLE, MAY_FAIL = 125, 2
ROUTINE, RETEST = "Routine", "Retest at the supplier's request"
SUPERVISION = "Supervision after a failed check"


class Case:
    """A shop with six points and a toy on sale, an auditor, and the market's clock."""

    def __init__(self, page_at: Any, url: str, clock: Any) -> None:
        self.page_at, self.url, self.clock = page_at, url, clock
        self.pages: dict[int, Page] = {}
        self.wait(0)
        member = MembershipFactory()
        self.owner = member.user
        self.shop = SupplierFactory(company=member.company, name_en="Toy Works")
        self.toy = ProductFactory(supplier=self.shop, title="木制积木", code="TOY-7")
        self.auditor = new_auditor()
        points.deduct(
            supplier=self.shop,
            points=6,
            cause=DeductionCause.STAFF,
            key="before",
            reason="Late answers",
            at=BEGAN,
        )

    def wait(self, days: int) -> None:
        """It is so many days later, at the same hour; what is due under supervision is planned."""
        self.clock.move_to(BEGAN + timedelta(days=days, hours=1))
        tasks.open_supervised()

    def page(self, person: User) -> Page:
        """The person's browser, just signed in."""
        if person.pk not in self.pages:
            self.pages[person.pk] = self.page_at(1440, user=person)
        page = self.pages[person.pk]
        page.context.add_cookies([session_cookie(person, self.url)])
        return page


def new_auditor() -> User:
    """Staff with the rights of auditors, and no others."""
    call_command("ensure_staff", stdout=StringIO())
    person: User = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name="auditors"))
    return person


@pytest.fixture
def case(page_at: Any, live_server: Any, time_machine: Any) -> Case:
    return Case(page_at, live_server.url, time_machine)


def test_from_the_plan_to_the_retest(case: Case) -> None:
    plan(case)
    sample(case, ROUTINE)
    report(case, ROUTINE, number="R-2026-081", failures=7, verdict="Rejected")
    be_told(case)
    be_audited_and_supervised(case)
    appeal(case)
    case.wait(10)
    ask_for_retest(case)
    case.wait(46)
    see_next_sample(case)
    sample(case, RETEST)
    report(case, RETEST, number="R-2026-094", failures=1, verdict="Accepted")
    be_cleared(case)


def plan(case: Case) -> None:
    staff = case.page(case.auditor)
    staff.goto(reverse("admin:suppliers_spotcheck_changelist"))
    staff.get_by_role("link", name="Add spot check").click()
    staff.locator(".select2-selection").click()
    staff.locator(".select2-search__field").fill("Toy")
    staff.locator(".select2-results__option").get_by_text("Toy Works").click()
    staff.locator("[name=kind]").select_option("lot")
    staff.locator("[name=code]").fill("TOY-7")
    staff.locator("[name=is_safety]").check()
    staff.locator("[name=lot_size]").fill(str(LOT))
    staff.locator("[name=reason]").fill("Complaints about splinters")
    staff.get_by_role("button", name="Plan the check").click()
    expect(staff.locator("#content")).to_contain_text(
        f"{SAMPLE} pieces go to the laboratory; at most {MAY_FAIL} of them may fail"
    )


def open_check(case: Case, cause: str) -> Page:
    """From what waits on the desk to the check of that cause."""
    staff = case.page(case.auditor)
    staff.goto(reverse("admin:index"))
    staff.locator(".desk-queues").get_by_role("link", name="Spot checks under way").click()
    staff.get_by_role("row", name=cause).get_by_role("link").first.click()
    return staff


def sample(case: Case, cause: str) -> None:
    staff = open_check(case, cause)
    staff.get_by_role("button", name="The samples are at the laboratory").click()


def report(case: Case, cause: str, *, number: str, failures: int, verdict: str) -> None:
    staff = open_check(case, cause)
    expect(staff.locator("[name=tested]")).to_have_value(str(SAMPLE))
    staff.locator("[name=laboratory]").fill("Sample Test Institute")
    staff.locator("[name=number]").fill(number)
    staff.locator("[name=failures]").fill(str(failures))
    staff.locator("[name=findings]").fill("Splinters at the edges")
    staff.get_by_role("button", name="Decide by this report").click()
    expect(staff.locator(".messagelist")).to_contain_text(verdict)


def be_told(case: Case) -> None:
    owner = case.page(case.owner)
    owner.goto(reverse("accounts:notices"))
    owner.get_by_role("button", name="Warning: your shop has 12 penalty points").click()
    row = owner.get_by_role("row", name="failed a spot check")
    expect(row).to_contain_text("7 of 125 pieces")
    expect(row.locator(".num")).to_have_text("6")
    expect(owner.get_by_role("main")).to_contain_text("12 / 24")


def be_audited_and_supervised(case: Case) -> None:
    owner = case.page(case.owner)
    owner.get_by_role("link", name="Audits").click()
    expect(owner.get_by_role("main")).to_contain_text("A spot check failed")
    owner.get_by_role("link", name="Spot checks").click()
    main = owner.get_by_role("main")
    expect(main).to_contain_text("Until 28 Feb 2027, up to 3 new samples")
    expect(main).to_contain_text("report R-2026-081: 7 of 125 pieces failed.")


def appeal(case: Case) -> None:
    owner = case.page(case.owner)
    owner.goto(reverse("suppliers:standing"))
    owner.get_by_role("row", name="failed a spot check").get_by_role(
        "link", name="Appeal", exact=True
    ).click()
    owner.get_by_label("Why the decision is wrong").fill("The pieces were not from our lot.")
    owner.get_by_role("button", name="Hand in the appeal").click()
    expect(owner.get_by_role("main")).to_contain_text("There is one appeal only")
    owner.get_by_role("button", name="Hand in the appeal").click()
    expect(owner.get_by_role("main")).to_contain_text("Your appeal is with us")


def ask_for_retest(case: Case) -> None:
    owner = case.page(case.owner)
    owner.goto(reverse("suppliers:spot_checks"))
    owner.get_by_role("button", name="Ask for a retest").click()
    expect(owner.get_by_role("main")).to_contain_text("The retest is planned.")


def be_cleared(case: Case) -> None:
    owner = case.page(case.owner)
    owner.goto(reverse("accounts:notices"))
    owner.get_by_role("button", name="passed the retest: the points are given back").click()
    main = owner.get_by_role("main")
    expect(main).to_contain_text("Rejected, then accepted by a retest")
    expect(main).not_to_contain_text("under supervision")
    owner.get_by_role("link", name="Standing").click()
    expect(main).to_contain_text("6 / 12")
    expect(owner.get_by_role("row", name="failed a spot check")).to_have_count(0)
    expect(main).to_contain_text("Answer: The retest passed, and the points are given back.")
    assert not SpotCheck.objects.under_way().exists()


def see_next_sample(case: Case) -> None:
    """Planned on the desk, and no word of it to the supplier before it is taken."""
    staff = open_check(case, SUPERVISION)
    expect(staff.get_by_role("button", name="The samples are at the laboratory")).to_be_visible()
    owner = case.page(case.owner)
    owner.goto(reverse("suppliers:spot_checks"))
    expect(owner.get_by_role("main")).not_to_contain_text("Undisclosed purchase")
