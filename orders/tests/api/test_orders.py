"""Buying, following and shipping by program: members with the right and without, strangers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import RIGHTS, Right, Role
from accounts.models import Membership
from accounts.services.tokens import make_token
from accounts.tests.factories import AddressFactory, MembershipFactory, colleague_of
from catalog.models import Product, Sku
from catalog.tests.factories import ProductFactory
from orders.enums import OrderStatus
from orders.models import CartLine, Order, Shipment
from orders.tests.factories import CarrierFactory, paid_order, placed_order, shipped_order, want
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
CART, CHECKOUT, ORDERS, SHOP = (
    f"/api/v1/{path}/" for path in ("cart", "checkout", "orders", "shop/orders")
)


def program_of(membership: Membership) -> APIClient:
    """A client with a token that the member made."""
    _token, secret = make_token(membership=membership, name="test", at=timezone.now())
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return api


@pytest.fixture
def buyer() -> Membership:
    return MembershipFactory()


@pytest.fixture
def api(buyer: Membership) -> APIClient:
    return program_of(buyer)


def put(api: APIClient, sku: Sku, quantity: int = 10) -> Any:
    return api.post(CART, {"lines": [{"sku": sku.pk, "quantity": quantity}]})


def test_from_cart_to_orders_of_two_suppliers_and_one_payment(
    api: APIClient, buyer: Membership
) -> None:
    skus = [ProductFactory().skus.get() for _ in range(2)]
    for sku in skus:
        cart = put(api, sku, 100)
    assert cart.status_code == 201
    assert cart.json()["totals"] == {"CNY": "360.00"}
    address = AddressFactory(company=buyer.company)
    asked = {"address": address.pk, "key": "once"}
    placed = api.post(CHECKOUT, asked)
    assert placed.status_code == 201, placed.json()
    assert [order["total"] for order in placed.json()["orders"]] == ["180.00", "180.00"]
    assert len(placed.json()["payments"]) == 1
    assert api.get(CART).json()["suppliers"] == []
    again = api.post(CHECKOUT, asked)
    assert [o["number"] for o in again.json()["orders"]] == [
        o["number"] for o in placed.json()["orders"]
    ]
    assert Order.objects.count() == 2


def test_below_the_moq_is_a_problem_with_its_numbers(api: APIClient, buyer: Membership) -> None:
    sku = ProductFactory(moq=50).skus.get()
    cart = put(api, sku, 38).json()
    assert cart["is_ready"] is False
    refused = api.post(CHECKOUT, {"address": AddressFactory(company=buyer.company).pk, "key": "k"})
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    body = refused.json()
    assert (body["code"], body["params"]["refusals"][0]["missing"]) == ("below_moq", 12)
    assert not Order.objects.exists()


def test_a_price_that_moved_is_told_old_and_new(api: APIClient, buyer: Membership) -> None:
    product = ProductFactory()
    put(api, product.skus.get())
    product.tiers.filter(from_quantity=1).update(unit_price=Decimal("2.50"))
    refused = api.post(CHECKOUT, {"address": AddressFactory(company=buyer.company).pk, "key": "k"})
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_price")
    price = refused.json()["params"]["prices"][0]
    assert (Decimal(price["old"]), Decimal(price["new"])) == (Decimal(2), Decimal("2.5"))
    assert not Order.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_total_that_is_another_one_is_told_old_and_new(
    api: APIClient, buyer: Membership, known: bool
) -> None:
    product = ProductFactory()
    put(api, product.skus.get())
    shop = product.supplier.slug
    expected = {"supplier": shop if known else "nobody", "currency": "CNY", "total": "19.00"}
    asked = {"address": AddressFactory(company=buyer.company).pk, "key": "k", "totals": [expected]}
    refused = api.post(CHECKOUT, asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_price")
    (total,) = refused.json()["params"]["totals"]
    old = "19.00" if known else "0"
    assert total == {"supplier": shop, "old": old, "new": "20.00", "currency": "CNY"}
    assert not Order.objects.exists()
    asked["totals"] = [{"supplier": shop, "currency": "CNY", "total": total["new"]}]
    assert api.post(CHECKOUT, asked).status_code == 201


def test_what_is_not_chosen_any_more_stays_in_the_cart(api: APIClient, buyer: Membership) -> None:
    """A line that its shop does not offer so any more holds nothing back, as on the page."""
    kept, gone = ProductFactory(), ProductFactory(consign_price=Decimal(3))
    put(api, kept.skus.get())
    api.post(CART, {"lines": [{"sku": gone.skus.get().pk, "quantity": 1}], "mode": "consign"})
    Product.objects.filter(pk=gone.pk).update(consign_price=None)
    cart = api.get(CART).json()
    assert [line["is_chosen"] for s in cart["suppliers"] for line in s["lines"]] == [True, False]
    assert cart["is_ready"]
    asked = {"address": AddressFactory(company=buyer.company).pk, "key": "k"}
    placed = api.post(CHECKOUT, asked)
    assert [order["total"] for order in placed.json()["orders"]] == ["20.00"]
    assert CartLine.objects.get().sku.product == gone
    refused = api.post(CHECKOUT, {**asked, "key": "another"})
    assert (refused.status_code, refused.json()["code"]) == (422, "mode_not_offered")


def test_a_shop_of_which_nothing_is_left_is_a_total_that_moved(
    api: APIClient, buyer: Membership
) -> None:
    kept, gone = ProductFactory(), ProductFactory()
    totals = []
    for product in (kept, gone):
        put(api, product.skus.get())
        totals.append({"supplier": product.supplier.slug, "currency": "CNY", "total": "20.00"})
    Product.objects.filter(pk=gone.pk).update(on_sale=False)
    asked = {"address": AddressFactory(company=buyer.company).pk, "key": "k", "totals": totals}
    refused = api.post(CHECKOUT, asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_price")
    (total,) = refused.json()["params"]["totals"]
    shop = gone.supplier.slug
    assert total == {"supplier": shop, "old": "20.00", "new": "0", "currency": "CNY"}
    assert not Order.objects.exists()


def test_own_goods_do_not_go_into_the_cart(api: APIClient, buyer: Membership) -> None:
    refused = put(api, ProductFactory(supplier__company=buyer.company).skus.get())
    assert (refused.status_code, refused.json()["code"]) == (422, "own_goods")
    assert not CartLine.objects.exists()


def test_what_is_sold_out_does_not_go_into_the_cart(api: APIClient) -> None:
    left, sold_out = (ProductFactory().skus.get() for _ in range(2))
    Sku.objects.filter(pk=sold_out.pk).update(on_hand=0)
    lines = [{"sku": sku.pk, "quantity": 10} for sku in (left, sold_out)]
    refused = api.post(CART, {"lines": lines})
    assert (refused.status_code, refused.json()["code"]) == (422, "over_stock")
    (refusal,) = refused.json()["params"]["refusals"]
    assert (refusal["sku"], refusal["rule"], refusal["have"]) == (sold_out.pk, 0, 10)
    assert refusal["message"].endswith(": Sold out.")
    assert not CartLine.objects.exists()


def test_pieces_over_the_stock_beside_the_cart_do_not_go_in(api: APIClient) -> None:
    sku = ProductFactory().skus.get()
    put(api, sku, 9_995)
    refused = put(api, sku, 6)
    assert (refused.status_code, refused.json()["code"]) == (422, "over_stock")
    (refusal,) = refused.json()["params"]["refusals"]
    assert (refusal["rule"], refusal["have"], refusal["missing"]) == (10_000, 10_001, 1)
    assert "your cart holds 9995 already" in refusal["message"]
    assert CartLine.objects.get().quantity == 9_995


def test_far_too_many_pieces_are_told_how_many_there_are(api: APIClient) -> None:
    sku, far = ProductFactory().skus.get(), 999_999_999_999
    line = put(api, sku).json()["suppliers"][0]["lines"][0]
    added = api.post(CART, {"lines": [{"sku": sku.pk, "quantity": far}]})
    changed = api.patch(f"{CART}{line['id']}/", {"quantity": far})
    for refused, have in ((added, line["quantity"] + far), (changed, far)):
        assert (refused.status_code, refused.json()["code"]) == (422, "over_stock")
        (refusal,) = refused.json()["params"]["refusals"]
        assert (refusal["sku"], refusal["rule"], refusal["have"]) == (sku.pk, 10_000, have)
    assert CartLine.objects.get().quantity == line["quantity"]


def test_lines_are_changed_and_taken_out(api: APIClient) -> None:
    line = put(api, ProductFactory().skus.get()).json()["suppliers"][0]["lines"][0]
    changed = api.patch(f"{CART}{line['id']}/", {"quantity": 30}).json()
    assert changed["suppliers"][0]["lines"][0]["quantity"] == 30
    assert api.patch(f"{CART}{line['id']}/", {"quantity": 0}).status_code == 400
    assert api.delete(f"{CART}{line['id']}/").json()["suppliers"] == []


def test_another_members_line_and_address_are_not_there(api: APIClient) -> None:
    stranger = MembershipFactory()
    line = put(program_of(stranger), ProductFactory().skus.get()).json()["suppliers"][0]["lines"][0]
    assert api.patch(f"{CART}{line['id']}/", {"quantity": 3}).status_code == 404
    put(api, ProductFactory().skus.get())
    foreign = AddressFactory(company=stranger.company)
    refused = api.post(CHECKOUT, {"address": foreign.pk, "key": "k"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "address"


def test_a_buyer_follows_confirms_and_cancels(api: APIClient, buyer: Membership) -> None:
    unpaid, sent = placed_order(membership=buyer), shipped_order(membership=buyer)
    assert {o["number"] for o in api.get(ORDERS).json()["results"]} == {unpaid.number, sent.number}
    assert api.post(f"{ORDERS}{unpaid.number}/pay/").json()["payments"]
    closed = api.post(f"{ORDERS}{unpaid.number}/cancel/", {"reason": "买错了"})
    assert closed.json()["status"] == OrderStatus.CLOSED
    assert api.post(f"{ORDERS}{sent.number}/confirm/").json()["status"] == OrderStatus.COMPLETED
    assert api.post(f"{ORDERS}{sent.number}/confirm/").json()["code"] == "wrong_status"


def test_a_shop_ships_in_part_and_whole(api: APIClient) -> None:
    seller = MembershipFactory(role=Role.OWNER)
    shop = SupplierFactory(company=seller.company)
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    CarrierFactory()
    program = program_of(colleague_of(seller, Role.WAREHOUSE))
    seen = program.get(f"{SHOP}{order.number}/").json()
    line = seen["lines"][0]
    assert not {"total", "goods_amount", "stages"} & seen.keys()
    assert not {"unit_price", "amount"} & line.keys()
    assert "total" not in program.get(SHOP).json()["results"][0]
    sales = program_of(colleague_of(seller, Role.SALES)).get(f"{SHOP}{order.number}/").json()
    assert sales["total"] == str(order.total)
    url = f"{SHOP}{order.number}/shipments/"
    parcel = {"carrier": "test", "waybill": "T00000031"}
    part = program.post(url, parcel | {"lines": [{"line": line["id"], "quantity": 4}]})
    assert part.status_code == 201, part.json()
    many = parcel | {"waybill": "T00000032", "lines": [{"line": line["id"], "quantity": 7}]}
    refused = program.post(url, many)
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many")
    (error,) = refused.json()["errors"]
    assert error["field"] == f"line-{line['id']}"
    assert refused.json()["detail"] == "Only 6 are left to ship."
    refused = program.post(url, {"carrier": "test", "waybill": "?"})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "waybill")
    assert program.post(url, parcel | {"waybill": "T00000032"}).status_code == 201
    order.refresh_from_db()
    assert order.status == OrderStatus.SHIPPED


def test_rights_are_asked_for_and_strangers_find_nothing(buyer: Membership) -> None:
    seller = MembershipFactory()
    shop = SupplierFactory(company=seller.company)
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10), membership=buyer)
    anonymous, stranger = APIClient(), MembershipFactory()
    SupplierFactory(company=stranger.company)
    for url in (f"{ORDERS}{order.number}/", f"{SHOP}{order.number}/"):
        assert anonymous.get(url).status_code == 401
        assert program_of(stranger).get(url).status_code == 404
    finance = program_of(colleague_of(buyer, Role.FINANCE))
    assert put(finance, ProductFactory().skus.get()).status_code == 403
    assert finance.post(f"{ORDERS}{order.number}/confirm/").status_code == 403
    ship = program_of(colleague_of(seller, Role.PURCHASER)).post(
        f"{SHOP}{order.number}/shipments/", {"carrier": "test", "waybill": "T00000041"}
    )
    assert ship.status_code == 403
    assert not Shipment.objects.exists()


def test_a_revoked_token_opens_nothing(buyer: Membership) -> None:
    api = program_of(buyer)
    assert api.get(ORDERS).status_code == 200
    buyer.tokens.update(revoked_at=timezone.now())
    answer = api.get(ORDERS)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_order_lists_ask_the_same_for_one_row_and_for_three(
    api: APIClient, buyer: Membership, django_assert_num_queries: Any
) -> None:
    placed_order(membership=buyer)
    api.get(ORDERS)
    with django_assert_num_queries(3):
        api.get(ORDERS)
    placed_order(membership=buyer)
    placed_order(membership=buyer)
    with django_assert_num_queries(3):
        api.get(ORDERS)


def test_a_line_named_twice_is_summed() -> None:
    seller = MembershipFactory()
    shop = SupplierFactory(company=seller.company)
    order = paid_order(want(ProductFactory(supplier=shop).skus.get(), 10))
    CarrierFactory()
    line, program = order.lines.get(), program_of(seller)
    parcel = {"carrier": "test", "waybill": "T00000051"}

    def send(*pieces: int) -> Any:
        lines = [{"line": line.pk, "quantity": quantity} for quantity in pieces]
        return program.post(f"{SHOP}{order.number}/shipments/", parcel | {"lines": lines})

    assert send(6, 5).status_code == 422
    assert not Shipment.objects.exists()
    assert send(3, 4).status_code == 201
    line.refresh_from_db()
    assert line.shipped_quantity == 7


def test_paying_and_buying_are_two_rights(buyer: Membership) -> None:
    unpaid, sent = placed_order(membership=buyer), shipped_order(membership=buyer)
    finance = program_of(colleague_of(buyer, Role.FINANCE))
    assert finance.post(f"{ORDERS}{unpaid.number}/pay/").json()["payments"]
    for number, act in (
        (unpaid.number, "cancel"),
        (sent.number, "confirm"),
        (sent.number, "extend"),
    ):
        refused = finance.post(f"{ORDERS}{number}/{act}/", {"reason": "买错了"})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed"), act
    sales = program_of(colleague_of(buyer, Role.SALES))
    assert sales.post(f"{ORDERS}{unpaid.number}/pay/").status_code == 403
    unpaid.refresh_from_db()
    sent.refresh_from_db()
    assert unpaid.status == OrderStatus.AWAITING_PAYMENT
    assert (sent.status, sent.extended_at) == (OrderStatus.SHIPPED, None)


def test_only_a_buyer_s_right_is_not_one_to_pay(
    buyer: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = placed_order(membership=buyer)
    monkeypatch.setitem(RIGHTS, Role.PURCHASER, frozenset({Right.BUY, Right.SEE_ORDERS}))
    purchaser = program_of(colleague_of(buyer, Role.PURCHASER))
    assert purchaser.post(f"{ORDERS}{order.number}/pay/").status_code == 403
    assert purchaser.post(f"{ORDERS}{order.number}/cancel/", {"reason": "x"}).status_code == 200


@pytest.mark.parametrize("line", ["abc", "1.5", "9" * 19, "9" * 5000])
def test_what_is_no_line_of_a_cart_is_not_there(api: APIClient, line: str) -> None:
    put(api, ProductFactory().skus.get())
    assert api.patch(f"{CART}{line}/", {"quantity": 3}).status_code == 404
    assert api.delete(f"{CART}{line}/").status_code == 404
    assert CartLine.objects.get().quantity == 10


@pytest.mark.parametrize("slug", ["a\x00b", "nobody", "elsewhere"])
def test_a_note_to_nobody_is_refused(api: APIClient, buyer: Membership, slug: str) -> None:
    """``elsewhere`` is a shop, of which nothing is ordered."""
    SupplierFactory(slug="elsewhere")
    product = ProductFactory()
    put(api, product.skus.get(), 100)
    notes = {slug: "谢谢", product.supplier.slug: "Thanks"}
    asked = {"address": AddressFactory(company=buyer.company).pk, "key": "k", "notes": notes}
    refused = api.post(CHECKOUT, asked)
    assert (refused.status_code, refused.json()["code"]) == (400, "note_to_nobody")
    assert [error["field"] for error in refused.json()["errors"]] == [f"notes.{slug}"]
    assert not Order.objects.exists()
    del notes[slug]
    assert [api.post(CHECKOUT, asked).status_code for _ in range(2)] == [201, 201]
    assert Order.objects.get().note == "Thanks"
