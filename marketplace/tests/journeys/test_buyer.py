"""A buyer signs up, searches in Chinese, buys tiers from two suppliers, pays, and receives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.tests.factories import RegionFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from marketplace.testing.browser import choose
from orders.enums import OrderStatus
from orders.models import Order, Shipment
from orders.services.scans import book_scan
from orders.services.ship import ship
from orders.tests.factories import CarrierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def goods() -> list[Product]:
    """Two flasks of two suppliers, each 2.00, and 1.80 from 100 pieces on."""
    RegionFactory()
    return [ProductFactory(title="不锈钢保温杯", code=code) for code in ("A", "B")]


@pytest.mark.parametrize("width", [360, 1440])
def test_from_signing_up_to_goods_received(page_at: Any, goods: list[Product], width: int) -> None:
    page: Page = page_at(width, locale="zh-CN")
    sign_up(page)
    for product in goods:
        put_in_cart(page, product, 120)
    check_out(page)
    pay(page)
    orders = list(Order.objects.order_by("pk"))
    assert [order.status for order in orders] == [OrderStatus.AWAITING_SHIPMENT] * 2
    assert [str(order.goods_amount) for order in orders] == ["216.00"] * 2
    for order in orders:
        receive(page, order)


def sign_up(page: Page) -> None:
    page.goto(reverse("account_signup"))
    page.locator("[name=email]").fill("buyer@example.com")
    page.locator("[name=name]").fill("采购")
    page.locator("[name=company_name]").fill("晴朗百货示例商行")
    page.locator("[name=password1]").fill("correct horse battery")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("body")).not_to_contain_text("password1")


def put_in_cart(page: Page, product: Product, pieces: int) -> None:
    page.goto(reverse("catalog:home"))
    page.locator(".search-box__input").fill("保温杯")
    page.locator(".search-box__input").press("Enter")
    page.locator(f"h3 a[href='{reverse('catalog:product', args=[product.slug])}']").click()
    page.locator("#buy input[type=number]").first.fill(str(pieces))
    expect(page.locator("#quote")).to_contain_text("216")
    page.get_by_role("button", name="加入进货单").or_(
        page.locator("#buy button.button--primary")
    ).first.click()
    page.wait_for_url("**" + reverse("orders:cart"))


def check_out(page: Page) -> None:
    page.goto(reverse("orders:checkout"))
    page.locator("main a.button--primary").first.click()
    page.locator("[name=contact]").fill("收货组")
    page.locator("[name=phone]").fill("13800138000")
    choose(page, "[name=province]", "330000")
    choose(page, "[name=city_code]", "330700")
    choose(page, "[name=district]", "330782")
    page.locator("[name=street]").fill("稠州北路 699 号")
    page.locator("main form button.button--primary").click()
    page.wait_for_url("**" + reverse("orders:checkout"))
    expect(page.locator("#checkout")).to_contain_text("432.00")
    page.locator("#checkout button.button--primary:visible").last.click()


def pay(page: Page) -> None:
    """At the sandbox's own page; the notice comes by itself, whatever the browser does."""
    page.wait_for_url("**/pay/**")
    page.locator("main form button.button--primary").click()
    page.wait_for_url("**/sandbox/pay/**")
    page.locator("button[value=pay]").click()
    page.wait_for_url("**/back/**")


def receive(page: Page, order: Order) -> None:
    """The supplier hands over, the carrier scans, the buyer confirms."""
    now = timezone.now()
    ship(
        order=order,
        carrier=CarrierFactory(),
        waybill=f"T{order.pk:08d}",
        quantities=None,
        actor=None,
        at=now,
    )
    parcel = Shipment.objects.get(order=order)
    for kind, minutes in (("accepted", 1), ("signed", 2)):
        at = now + timedelta(minutes=minutes)
        book_scan(
            carrier=parcel.carrier,
            waybill=parcel.waybill,
            kind=kind,
            scanned_at=at,
            received_at=at,
        )
    page.goto(reverse("orders:detail", args=[order.number]))
    expect(page.locator("main")).to_contain_text(parcel.waybill)
    page.get_by_role("button", name="确认收货").first.click()
    page.locator("main form button.button--primary").last.click()
    expect(page.locator("main")).to_contain_text("已完成")
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED
