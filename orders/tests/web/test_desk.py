"""The orders desk, as sales, warehouse and strangers use it."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, colleague_of
from catalog.tests.factories import ProductFactory, SkuFactory
from common import formats
from orders.enums import CloseReason, OrderStatus
from orders.models import Order, Shipment
from orders.selectors.money import money_of
from orders.services.cancel import refund_in_full
from orders.services.complete import confirm
from orders.tests.factories import (
    NOW,
    CarrierFactory,
    buyer_of,
    delivered_order,
    paid_order,
    placed_order,
    ship_all,
    want,
)
from suppliers.models import Supplier
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller() -> Membership:
    return MembershipFactory()


@pytest.fixture
def shop(seller: Membership) -> Supplier:
    CarrierFactory()
    return SupplierFactory(company=seller.company)


@pytest.fixture
def desk(client: Client, seller: Membership, shop: Supplier) -> Client:
    client.force_login(seller.user)
    return client


def two_lines(shop: Supplier) -> tuple[Any, Any]:
    product = ProductFactory(supplier=shop, skus=0)
    skus = [SkuFactory(product=product, options=[colour]) for colour in ("红", "蓝")]
    return want(skus[0], 10), want(skus[1], 20)


def test_a_refused_parcel_loaded_again_is_the_page_of_the_order(
    desk: Client, shop: Supplier
) -> None:
    order = paid_order(*two_lines(shop))
    url = reverse("orders:desk_send", args=[order.number])
    refused = desk.post(url, {"carrier": CarrierFactory().pk, "waybill": "x"})
    assert refused.status_code == 422
    again = desk.get(url, follow=True)
    page = reverse("orders:desk_order", args=[order.number])
    assert again.redirect_chain == [(page, 302)]
    assert order.number in again.text


def test_a_part_is_shipped_then_the_rest(desk: Client, shop: Supplier) -> None:
    order = paid_order(*two_lines(shop))
    first, second = order.lines.all()
    url = reverse("orders:desk_send", args=[order.number])
    parcel = {"carrier": CarrierFactory().pk, "waybill": "T00000001"}
    desk.post(url, parcel | {f"line-{first.pk}": 4, f"line-{second.pk}": 0})
    order.refresh_from_db()
    assert order.status == OrderStatus.PARTLY_SHIPPED
    parcel["waybill"] = "T00000002"
    desk.post(url, parcel | {f"line-{first.pk}": 6, f"line-{second.pk}": 20})
    order.refresh_from_db()
    assert order.status == OrderStatus.SHIPPED
    page = desk.get(reverse("orders:desk_order", args=[order.number])).content.decode()
    assert "T00000001" in page
    assert "T00000002" in page


def test_quantities_are_said_in_the_unit_of_the_goods(desk: Client, shop: Supplier) -> None:
    shoes = ProductFactory(supplier=shop, unit="双").skus.get()
    order = paid_order(want(shoes, 10))
    line = order.lines.get()
    url = reverse("orders:desk_order", args=[order.number])
    assert "10 pairs left" in desk.get(url).content.decode()
    parcel = {"carrier": CarrierFactory().pk, "waybill": "T00000001", f"line-{line.pk}": 4}
    desk.post(reverse("orders:desk_send", args=[order.number]), parcel)
    page = desk.get(url).content.decode()
    assert "× 4 pairs" in page
    assert "4 of 10 pairs handed over" in page
    chinese = desk.get(url, headers={"accept-language": "zh-hans"}).content.decode()
    assert "剩余 6 双" in chinese


def test_more_than_is_left_to_ship_is_told_shortly(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop, title_en="Mugs <b>&</b> jugs")
    order = paid_order(want(product.skus.get(), 10))
    line, url = order.lines.get(), reverse("orders:desk_send", args=[order.number])
    parcel = {"carrier": CarrierFactory().pk, "waybill": "T00000001"}
    desk.post(url, parcel | {f"line-{line.pk}": 4})
    parcel |= {"waybill": "T00000002", f"line-{line.pk}": 7}
    page = desk.post(url, parcel).text
    assert f">{line.sku_code}</a>: Only 6 are left to ship.</li>" in page
    assert 'value="7"' in page
    assert "Mugs &lt;b&gt;&amp;&lt;/b&gt; jugs" in page
    assert "<b>&</b>" not in page
    chinese = desk.post(url, parcel, headers={"accept-language": "zh-hans"}).text
    assert f">{line.sku_code}</a>：待发货数量仅剩 6。</li>" in chinese
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize(
    ("waybill", "pieces", "field"), [("nonsense", 10, "waybill"), ("T00000001", 11, "line")]
)
def test_a_wrong_parcel_is_refused_and_keeps_what_was_typed(
    desk: Client, shop: Supplier, waybill: str, pieces: int, field: str
) -> None:
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    line = order.lines.get()
    page = desk.post(
        reverse("orders:desk_send", args=[order.number]),
        {"carrier": CarrierFactory().pk, "waybill": waybill, f"line-{line.pk}": pieces},
    )
    assert page.status_code == 422
    assert [name for name in page.context["parcel_form"].errors if name.startswith(field)]
    assert waybill in page.content.decode()
    assert not Shipment.objects.exists()


def test_the_price_of_an_unpaid_order_is_changed(desk: Client, shop: Supplier) -> None:
    order = placed_order(product=ProductFactory(supplier=shop))
    url = reverse("orders:desk_price", args=[order.number])
    assert desk.post(url, {"discount": "999999", "freight": "0"}).status_code == 422
    order.refresh_from_db()
    assert order.discount == 0
    desk.post(url, {"discount": "2.50", "freight": "3", "reason": "老客户"})
    order.refresh_from_db()
    assert (order.discount, order.freight_amount) == (Decimal("2.50"), Decimal(3))


def test_an_unpaid_order_is_closed_and_a_paid_one_refunded(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop)
    unpaid, paid = placed_order(product=product), paid_order(want(product.skus.get(), 10))
    for order, reason in ((unpaid, CloseReason.SUPPLIER), (paid, CloseReason.REFUNDED)):
        url = reverse("orders:desk_close", args=[order.number])
        assert desk.post(url, {"reason": ""}).status_code == 422
        desk.post(url, {"reason": "缺货"})
        order.refresh_from_db()
        assert (order.status, order.close_reason) == (OrderStatus.CLOSED, reason)
    assert product.skus.get().reserved == 0


def test_a_completed_order_says_what_was_settled(desk: Client, shop: Supplier) -> None:
    order = delivered_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    page = reverse("orders:desk_order", args=[order.number])
    assert "Held for you until the buyer confirms" in desk.get(page).text
    confirm(order=order, actor=order.group.placed_by, at=NOW + timedelta(days=4))
    order.refresh_from_db()
    shown, money = desk.get(page).text, money_of(order)
    assert money.commission > 0
    assert "Held for you" not in shown
    assert formats.money(money.commission, order.currency) in shown
    assert formats.money(order.total - money.commission, order.currency) in shown


def test_a_refunded_order_says_what_went_back(desk: Client, shop: Supplier) -> None:
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    refund_in_full(order=order, actor=None, at=NOW)
    shown = desk.get(reverse("orders:desk_order", args=[order.number])).text
    assert "Held for you" not in shown
    assert "Refunded to the buyer" in shown
    assert formats.money(order.total, order.currency) in shown


def test_many_are_shipped_at_once_and_each_bad_row_is_named(desk: Client, shop: Supplier) -> None:
    sku = ProductFactory(supplier=shop).skus.get()
    good, bad, left = (paid_order(want(sku, 10)) for _ in range(3))
    page = desk.post(
        reverse("orders:desk_ship"),
        {
            f"carrier-{good.pk}": "test",
            f"waybill-{good.pk}": "T00000011",
            f"carrier-{bad.pk}": "test",
            f"waybill-{bad.pk}": "X1",
            f"waybill-{left.pk}": "",
        },
    )
    assert page.status_code == 422
    assert [outcome.number for outcome in page.context["bad"]] == [bad.number]
    [wrong] = [row for row in page.context["rows"] if row.problem]
    assert (wrong.order, wrong.waybill, wrong.carrier) == (bad, "X1", "test")
    html = page.content.decode()
    assert f'aria-invalid="true" aria-describedby="problem-{bad.pk}"' in html
    assert html.count("aria-invalid") == 1
    assert "<li>ZTO Express: ZT and 12 digits, or 12 to 14 digits that begin with 7</li>" in html
    statuses = dict(Order.objects.values_list("pk", "status"))
    assert statuses[good.pk] == OrderStatus.SHIPPED
    assert {statuses[bad.pk], statuses[left.pk]} == {OrderStatus.AWAITING_SHIPMENT}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_of_waybills_ships_what_it_names(
    desk: Client, shop: Supplier, encoding: str
) -> None:
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    foreign = paid_order()
    text = (
        "订单号,快递公司,运单号\n"
        f"{order.number},测试快递,T00000021\n"
        f"{foreign.number},测试快递,T00000022\n"
        f"{order.number},神奇快递,T00000023\n"
    )
    file = io.BytesIO(text.encode(encoding))
    file.name = "waybills.csv"
    page = desk.post(reverse("orders:desk_upload"), {"file": file})
    assert [outcome.number for outcome in page.context["bad"]] == [foreign.number, order.number]
    order.refresh_from_db()
    foreign.refresh_from_db()
    assert order.status == OrderStatus.SHIPPED
    assert foreign.status == OrderStatus.AWAITING_SHIPMENT


def test_a_file_with_a_wrong_header_ships_nothing(desk: Client, shop: Supplier) -> None:
    file = io.BytesIO(b"a,b,c\n1,2,3\n")
    file.name = "waybills.csv"
    page = desk.post(reverse("orders:desk_upload"), {"file": file})
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not Shipment.objects.exists()


@pytest.mark.parametrize(
    ("name", "queries"), [("desk_today", 19), ("desk_orders", 9), ("desk_ship", 8)]
)
def test_lists_ask_a_fixed_number_of_queries(
    desk: Client, shop: Supplier, django_assert_num_queries: Any, name: str, queries: int
) -> None:
    sku = ProductFactory(supplier=shop).skus.get()
    paid_order(want(sku, 10))
    desk.get(reverse(f"orders:{name}"))
    with django_assert_num_queries(queries):
        desk.get(reverse(f"orders:{name}"))
    for _ in range(2):
        paid_order(want(sku, 10))
    with django_assert_num_queries(queries):
        desk.get(reverse(f"orders:{name}"))


def test_the_list_filters_by_status_number_and_waybill(desk: Client, shop: Supplier) -> None:
    sku = ProductFactory(supplier=shop).skus.get()
    waiting, sent = paid_order(want(sku, 10)), paid_order(want(sku, 10))
    ship_all(sent, waybill="T00000077")
    url = reverse("orders:desk_orders")

    def found(**query: str) -> list[Order]:
        return list(desk.get(url, query).context["page"].object_list)

    assert found(status="to_ship") == [waiting]
    assert found(q="T00000077") == [sent]
    assert found(q=waiting.number) == [waiting]
    assert found(q="nothing like it") == []


SHIPPING = {"desk_send", "desk_ship", "desk_upload"}
SELLING = {"desk_price", "desk_close"}


@pytest.mark.parametrize(
    "name", ["desk_order", *sorted(SHIPPING - {"desk_ship", "desk_upload"} | SELLING)]
)
def test_strangers_find_nothing_and_roles_are_kept_apart(
    client: Client, seller: Membership, shop: Supplier, name: str
) -> None:
    order = placed_order(product=ProductFactory(supplier=shop))
    url = reverse(f"orders:{name}", args=[order.number])
    ask = client.get if name == "desk_order" else client.post
    assert ask(url).status_code == 302
    client.force_login(colleague_of(seller, Role.PURCHASER).user)
    assert ask(url).status_code == 403
    client.force_login(colleague_of(seller, Role.WAREHOUSE).user)
    assert ask(url).status_code == (403 if name in SELLING else 422 if name in SHIPPING else 200)
    stranger = MembershipFactory()
    SupplierFactory(company=stranger.company)
    client.force_login(stranger.user)
    assert ask(url).status_code == 404
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT


# --- Money, and who sees it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.WAREHOUSE, False), (Role.SALES, True), (Role.FINANCE, True)]
)
def test_who_only_ships_sees_no_money(
    client: Client, shop: Supplier, seller: Membership, role: str, sees: bool
) -> None:
    order = paid_order(*two_lines(shop))
    client.force_login(colleague_of(seller, role).user)
    for path in (
        reverse("orders:desk_today"),
        reverse("orders:desk_orders"),
        reverse("orders:desk_order", args=[order.number]),
    ):
        page = client.get(path).content.decode()
        assert order.number in page
        assert ("¥" in page) is sees, path
    assert "10 " in page


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.OWNER, {"ship", "desk_products", "money", "settings", "freight"}),
        (Role.WAREHOUSE, {"ship"}),
        (Role.SALES, {"ship", "desk_products", "settings", "freight"}),
        (Role.FINANCE, {"money"}),
    ],
)
def test_the_menu_has_what_the_role_may_open(
    client: Client, shop: Supplier, seller: Membership, role: str, entries: set[str]
) -> None:
    urls = {
        "ship": reverse("orders:desk_ship"),
        "desk_products": reverse("catalog:desk_products"),
        "money": reverse("payments:money"),
        "settings": reverse("suppliers:settings"),
        "freight": reverse("suppliers:freight"),
    }
    client.force_login(colleague_of(seller, role).user)
    page = client.get(reverse("orders:desk_today")).content.decode()
    shown = {name for name, url in urls.items() if f'class="nav-item" href="{url}"' in page}
    assert shown == entries
    assert {name for name in urls if client.get(urls[name]).status_code == 200} == entries


def test_notices_to_who_ships_hold_no_sums(shop: Supplier, seller: Membership) -> None:
    warehouse = colleague_of(seller, Role.WAREHOUSE)
    order = delivered_order(*two_lines(shop))
    confirm(order=order, actor=buyer_of(order).user, at=NOW + timedelta(days=9))
    told = [said(notice) for notice in warehouse.user.notices.all()]
    assert told
    assert not [one for one in told if "¥" in one.subject + one.body]
    assert [n for n in seller.user.notices.all() if "¥" in said(n).body]


def test_only_what_is_still_to_be_shipped_counts_down(desk: Client, shop: Supplier) -> None:
    order = paid_order(*two_lines(shop))
    assert "Pickup due" in desk.get(reverse("orders:desk_orders")).text
    ship_all(order)
    page = desk.get(reverse("orders:desk_orders")).text
    assert order.number in page
    assert "Pickup due" not in page
