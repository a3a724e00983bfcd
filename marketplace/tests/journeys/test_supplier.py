"""A supplier imports, edits, ships in part, and sees the money held and then released."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.tests.factories import MembershipFactory, StaffFactory
from catalog.models import Product, Sku
from catalog.tests.factories import CategoryFactory
from orders.models import Order, Shipment
from orders.services.complete import confirm
from orders.services.scans import book_scan
from orders.tests.factories import CarrierFactory, paid_order, want
from payments.selectors.accounts import escrow_held
from suppliers.models import Supplier
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFERS = (
    "sku,title,title_en,category,currency,price_tiers,moq,stock\n"
    "MUG-01,陶瓷马克杯,Ceramic mug,mugs,CNY,10:5.50;100:4.80,10,500\n"
    "MUG-02,骨瓷茶杯,Bone china cup,mugs,CNY,10:9.00,10,80\n"
    "MUG-03,坏行,Bad row,mugs,CNY,ten:nine,10,80\n"
)


@pytest.fixture
def shop() -> Supplier:
    CarrierFactory()
    CategoryFactory(slug="mugs", name="马克杯", name_en="Mugs")
    return SupplierFactory(company=MembershipFactory().company)


@pytest.fixture
def desk(page_at: Any, shop: Supplier) -> Page:
    page: Page = page_at(1440, user=shop.company.memberships.get().user)
    return page


def test_from_a_file_to_money_on_the_balance(desk: Page, shop: Supplier, tmp_path: Path) -> None:
    import_file(desk, tmp_path)
    edit_mug(desk)
    order = bought(shop)
    ship_in_part_then_whole(desk, order)
    expect_money(desk, balance="0.00", held="55.00")
    deliver(order)
    expect_money(desk, balance="54.67", held="0.00")


def import_file(desk: Page, folder: Path) -> None:
    path = folder / "offers.csv"
    path.write_text(OFFERS, encoding="gb18030")
    desk.goto(reverse("catalog:desk_products"))
    desk.get_by_role("main").get_by_role("link", name="Import").click()
    desk.set_input_files("input[type=file]", path)
    desk.get_by_role("button", name="Import").click()
    expect(desk.get_by_role("cell", name="MUG-03")).to_be_visible()
    expect(desk.get_by_text("ten", exact=False).first).to_be_visible()


def edit_mug(desk: Page) -> None:
    """Stock in the row of the table, then the title in the editor."""
    desk.goto(reverse("catalog:desk_products"))
    row = desk.get_by_role("row", name="MUG-01")
    row.get_by_role("link", name="Price and stock").click()
    desk.get_by_label("Stock of MUG-01").fill("450")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("row", name="MUG-01")).to_contain_text("450")
    desk.get_by_role("link", name="Ceramic mug").click()
    desk.get_by_label("Title in Chinese").fill("手绘陶瓷马克杯")
    desk.get_by_role("button", name="Save").last.click()
    expect(desk.get_by_text("Saved. Orders that were placed")).to_be_visible()
    assert Product.objects.get(code="MUG-01").title == "手绘陶瓷马克杯"
    assert Sku.objects.get(product__code="MUG-01").on_hand == 450


def bought(shop: Supplier) -> Order:
    sku = Sku.objects.get(product__code="MUG-01")
    return paid_order(want(sku, 10), at=timezone.now())


def ship_in_part_then_whole(desk: Page, order: Order) -> None:
    desk.goto(reverse("orders:desk_today"))
    desk.get_by_role("link", name=order.number).first.click()
    for pieces, waybill, status in (
        ("4", "T00000101", "Handed over in part, not scanned yet"),
        ("6", "T00000102", "Handed over, not scanned yet"),
    ):
        desk.get_by_label("Carrier").select_option(label="Test Express")
        desk.get_by_label("Waybill number").fill(waybill)
        desk.get_by_label(order.lines.get().sku_code, exact=True).fill(pieces)
        desk.get_by_role("button", name="Hand over to the carrier").click()
        expect(desk.locator(".page-head").get_by_text(status, exact=True)).to_be_visible()
    expect(desk.get_by_text("T00000101").first).to_be_visible()


def deliver(order: Order) -> None:
    """The carrier scans both parcels, and the buyer confirms."""
    now = timezone.now()
    for parcel in Shipment.objects.filter(order=order):
        for hours, kind in ((1, "accepted"), (30, "signed")):
            at = now + timedelta(hours=hours)
            book_scan(
                carrier=parcel.carrier,
                waybill=parcel.waybill,
                kind=kind,
                scanned_at=at,
                received_at=at,
            )
    order.refresh_from_db()
    confirm(order=order, actor=None, at=now + timedelta(hours=31))
    assert escrow_held(order.number, "CNY") == 0


def expect_money(desk: Page, *, balance: str, held: str) -> None:
    desk.goto(reverse("payments:money"))
    tiles = desk.locator(".stat-tile")
    expect(tiles.filter(has_text="Balance")).to_contain_text(balance)
    expect(tiles.filter(has_text="Held in escrow")).to_contain_text(held)


def test_staff_read_it_in_the_admin_and_change_no_money(
    page_at: Any, shop: Supplier, tmp_path: Path
) -> None:
    import_file(page_at(1440, user=shop.company.memberships.get().user), tmp_path)
    order = bought(shop)
    staff: Page = page_at(1440, user=StaffFactory())
    staff.goto(reverse("admin:orders_order_changelist"))
    staff.get_by_role("link", name=order.number).click()
    expect(staff.locator("#content")).to_contain_text(order.number)
    assert staff.locator("#content select[name=status], #content input[name=total]").count() == 0
    staff.goto(reverse("admin:payments_transaction_changelist"))
    staff.locator("#result_list tbody tr th a").first.click()
    assert staff.locator("#content input[type=text]").count() == 0
    call_command("audit_ledger")
