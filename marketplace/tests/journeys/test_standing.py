"""A licence runs out while its shop sells on: restricted, suspended, renewed, and back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Membership
from accounts.tests.factories import (
    AddressFactory,
    MembershipFactory,
    StaffFactory,
)
from catalog.tests.factories import CategoryFactory, ProductFactory
from marketplace.testing.browser import session_cookie
from orders.enums import OrderStatus
from orders.models import Order
from orders.tests.factories import CarrierFactory, paid_order, want
from suppliers import tasks
from suppliers.enums import DocumentKind
from suppliers.models import Supplier
from suppliers.tests.vetting import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAST_DAY = date(2026, 6, 30)
#: The shop's own flask, which sells better, and a rival's.
RED, BLUE = "Red steel flask", "Blue steel flask"


class Market:
    """A shop whose licence is valid to ``LAST_DAY``, a rival, a buyer, and the market's clock."""

    def __init__(self, page_at: Any, url: str, clock: Any) -> None:
        self.page_at, self.url, self.clock = page_at, url, clock
        self.pages: dict[int, Page] = {}
        self.wait(-60)
        self.shop = founded()
        self.owner = self.shop.company.memberships.get()
        cups = CategoryFactory(name="保温杯", name_en="Flasks")
        self.flask = ProductFactory(supplier=self.shop, category=cups, title_en=RED, sold_30d=900)
        self.rival = ProductFactory(category=cups, title_en=BLUE)
        self.buyer = MembershipFactory()
        AddressFactory(company=self.buyer.company)
        CarrierFactory()

    def wait(self, days: int) -> None:
        """It is the morning so many days after the licence's last; the hourly task has run."""
        day = datetime.combine(LAST_DAY + timedelta(days=days), time(9), ZoneInfo("Asia/Shanghai"))
        self.clock.move_to(day)
        tasks.run_out()

    def page(self, member: Membership) -> Page:
        """The member's browser; it has just signed in, since days pass between its visits."""
        if member.pk not in self.pages:
            self.pages[member.pk] = self.page_at(1440, user=member.user)
        page = self.pages[member.pk]
        page.context.add_cookies([session_cookie(member.user, self.url)])
        return page


def founded() -> Supplier:
    """A shop that was vetted, with all its documents on record."""
    draft = making.begun()
    making.show(draft.company, DocumentKind.LICENCE, expires_on=LAST_DAY)
    shop = making.approved(company=draft.company).supplier
    assert shop is not None
    return shop


@pytest.fixture
def market(page_at: Any, live_server: Any, time_machine: Any, settings: Any) -> Market:
    settings.SUPPLIER_TRADES = "suppliers.tests.vetting.making.trades"
    return Market(page_at, live_server.url, time_machine)


def test_from_the_first_reminder_to_the_renewal(market: Market) -> None:
    be_reminded(market)
    put_in_cart(market)
    be_restricted(market)
    order = bought(market)
    be_suspended(market)
    be_bought_no_more(market)
    ship(market, order)
    renew(market)
    accept(market)
    be_back(market)


def be_reminded(market: Market) -> None:
    for days in (30, 7, 1):
        market.wait(-days)
        owner = market.page(market.owner)
        owner.goto("/")
        owner.get_by_role("link", name="Notices").click()
        told = owner.locator(".notices__notice").first
        expect(told).to_contain_text("Business licence is valid until 30 Jun 2026 only")
        expect(told).to_contain_text(f"Days left: {days}.")
    told.get_by_role("button").click()
    expect(owner.get_by_role("row", name="Business licence").first).to_contain_text("1 day")


def put_in_cart(market: Market) -> None:
    buyer = market.page(market.buyer)
    assert found_by(buyer) == [RED, BLUE]
    buyer.get_by_role("link", name=RED).click()
    buyer.locator("#buy input[type=number]").first.fill("20")
    buyer.locator("#buy button.button--primary").first.click()
    buyer.wait_for_url("**" + reverse("orders:cart"))
    expect(buyer.locator("#cart")).to_contain_text(RED)


def be_restricted(market: Market) -> None:
    """Told why and how to get out; nothing new is listed, what is listed is sold below others."""
    market.wait(1)
    owner = market.page(market.owner)
    owner.goto(reverse("accounts:notices"))
    owner.get_by_role("button", name="Your shop is held at: Restricted").click()
    main = owner.get_by_role("main")
    expect(main).to_contain_text("Business licence was valid until 30 Jun 2026")
    expect(main.get_by_role("link", name="Appeal", exact=True)).to_be_visible()
    expect(main.get_by_role("link", name="To your documents")).to_be_visible()
    list_in_vain(owner, market)
    assert found_by(market.page(market.buyer)) == [BLUE, RED]


def list_in_vain(owner: Page, market: Market) -> None:
    owner.get_by_role("link", name="Products").click()
    expect(owner.get_by_role("main")).to_contain_text("You cannot list anything new")
    owner.get_by_role("link", name="New product").click()
    expect(owner.get_by_role("main")).to_contain_text("You cannot list anything new")
    owner.get_by_label("Title in Chinese").fill("新保温杯")
    owner.get_by_label("Your code").fill("NEW-1")
    owner.get_by_label("Category").select_option(str(market.flask.category_id))
    owner.get_by_label("From").first.fill("1")
    owner.get_by_label("Unit price").first.fill("3.00")
    owner.get_by_label("SKU code").first.fill("NEW-1")
    owner.get_by_role("button", name="Save").last.click()
    refused = "A shop that is Restricted cannot list products."
    expect(owner.get_by_role("main")).to_contain_text(refused)
    expect(owner.get_by_label("Title in Chinese")).to_have_value("新保温杯")


def bought(market: Market) -> Order:
    """On the last day before the suspension."""
    market.wait(15)
    return paid_order(want(market.flask.skus.get()), membership=market.buyer, at=timezone.now())


def be_suspended(market: Market) -> None:
    market.wait(16)
    owner = market.page(market.owner)
    owner.goto(reverse("orders:desk_today"))
    owner.get_by_role("link", name="What holds your shop").click()
    expect(owner.locator(".page-head")).to_contain_text("Suspended")
    expect(owner.get_by_role("main")).to_contain_text("Orders that were placed go on")


def be_bought_no_more(market: Market) -> None:
    """Neither found nor opened nor ordered; the cart says so beside the line."""
    buyer = market.page(market.buyer)
    assert found_by(buyer) == [BLUE]
    main = buyer.get_by_role("main")
    buyer.goto(reverse("catalog:product", args=[market.flask.slug]))
    expect(main).to_contain_text("is suspended: nothing can be ordered from it for now")
    buyer.goto(reverse("catalog:shop", args=[market.shop.slug]))
    expect(main).to_contain_text("is suspended: nothing can be ordered from it for now")
    buyer.goto(reverse("orders:checkout"))
    expect(buyer.get_by_role("main")).to_contain_text("Nothing that you chose can be ordered now")
    buyer.wait_for_url("**" + reverse("orders:cart"))
    expect(buyer.locator(".cart-line")).to_contain_text("No longer on sale.")
    expect(buyer.locator("button[name=checkout]:visible")).to_be_disabled()


def ship(market: Market, order: Order) -> None:
    owner = market.page(market.owner)
    owner.goto(reverse("orders:desk_today"))
    owner.get_by_role("link", name=order.number).first.click()
    owner.get_by_label("Carrier").select_option(label="Test Express")
    owner.get_by_label("Waybill number").fill("T00000101")
    owner.get_by_role("button", name="Hand over to the carrier").click()
    expect(owner.locator(".page-head").get_by_text("Handed over, not scanned yet")).to_be_visible()
    order.refresh_from_db()
    assert order.status == OrderStatus.SHIPPED


def renew(market: Market) -> None:
    owner = market.page(market.owner)
    owner.goto(reverse("suppliers:standing"))
    owner.get_by_role("link", name="To your documents").first.click()
    row = owner.get_by_role("row", name="Business licence").first
    expect(row).to_contain_text("Run out")
    row.get_by_role("link", name="Renew").click()
    owner.get_by_label("Valid until").fill("2046-06-30")
    owner.locator("input[type=file]").set_input_files(
        {"name": "licence.jpg", "mimeType": "image/jpeg", "buffer": making.picture().read()}
    )
    owner.get_by_role("button", name="Hand in").click()
    expect(row).to_contain_text("Waiting for review")


def accept(market: Market) -> None:
    """A reviewer, from what waits on the desk to the decision."""
    staff: Page = market.page_at(1440, user=StaffFactory())
    staff.goto(reverse("admin:index"))
    staff.locator(".desk-queues").get_by_role("link", name="Renewed documents").click()
    staff.locator("#result_list").get_by_role("link", name="Business licence").click()
    expect(staff.locator("#content")).to_contain_text("Validity: Pass")
    staff.get_by_role("button", name="Accept").click()
    expect(staff.locator(".messagelist")).to_contain_text("The document is accepted.")


def be_back(market: Market) -> None:
    owner = market.page(market.owner)
    owner.goto(reverse("accounts:notices"))
    owner.get_by_role("button", name="A hold on your shop has ended; it is now: Active").click()
    expect(owner.get_by_role("main")).to_contain_text("Your shop is in good standing")
    buyer = market.page(market.buyer)
    assert found_by(buyer) == [RED, BLUE]
    buyer.goto(reverse("orders:cart"))
    buyer.locator("button[name=checkout]:visible").click()
    buyer.wait_for_url("**" + reverse("orders:checkout"))
    expect(buyer.locator("#checkout")).to_contain_text("40.00")


def found_by(buyer: Page) -> list[str]:
    """What a search shows, the best first."""
    buyer.goto(reverse("catalog:home"))
    buyer.locator(".search-box__input").fill("flask")
    buyer.locator(".search-box__input").press("Enter")
    buyer.wait_for_url("**" + reverse("catalog:search") + "**")
    found: list[str] = buyer.locator("main h3 a").all_inner_texts()
    return found
