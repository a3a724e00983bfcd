"""What each role does by program beside buying and shipping: who may, who may not, and when."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import RIGHTS, Right, Role
from accounts.models import Membership
from accounts.tests.factories import (
    AddressFactory,
    CompanyFactory,
    MembershipFactory,
    colleague_of,
)
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.enums import CloseReason, OrderStatus, RequestStatus, StageStatus
from orders.models import CartLine, Order, PriceChange, PurchaseRequest
from orders.tests.api.test_orders import CART, CHECKOUT, ORDERS, SHOP, program_of, put
from orders.tests.factories import (
    buyer_of,
    custom_product,
    paid_order,
    placed_order,
    shipped_order,
    want,
)
from payments.models import Refund
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
REQUESTS = "/api/v1/purchase-requests/"


def blamed(answer: Any) -> list[str]:
    """The fields that a refusal names."""
    return [error["field"] for error in answer.json()["errors"]]


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


# --- The cart ---------------------------------------------------------------------------------


@pytest.fixture
def buyer() -> Membership:
    return MembershipFactory()


@pytest.fixture
def api(buyer: Membership) -> APIClient:
    return program_of(buyer)


def test_a_line_is_left_for_later_and_chosen_again(api: APIClient) -> None:
    put(api, ProductFactory().skus.get(), 100)
    put(api, ProductFactory().skus.get(), 100)
    first, second = CartLine.objects.order_by("pk")
    left = api.patch(f"{CART}{first.pk}/", {"is_chosen": False})
    assert left.json()["totals"] == {"CNY": "180.00"}
    assert set(CartLine.objects.filter(is_chosen=True)) == {second}
    both = api.patch(f"{CART}{first.pk}/", {"is_chosen": True, "quantity": 200})
    assert both.json()["totals"] == {"CNY": "540.00"}
    api.patch(f"{CART}{first.pk}/", {"is_chosen": False})
    api.patch(f"{CART}{first.pk}/", {"quantity": 300})
    assert not CartLine.objects.get(pk=first.pk).is_chosen


def test_only_what_is_chosen_is_ordered(api: APIClient, buyer: Membership) -> None:
    put(api, ProductFactory().skus.get(), 100)
    put(api, ProductFactory().skus.get(), 100)
    later = CartLine.objects.order_by("pk")[0]
    api.patch(f"{CART}{later.pk}/", {"is_chosen": False})
    placed = api.post(CHECKOUT, {"address": AddressFactory(company=buyer.company).pk, "key": "k"})
    assert len(placed.json()["orders"]) == 1
    assert set(CartLine.objects.all()) == {later}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["quantity", "is_chosen"]),
        ({"is_chosen": "perhaps"}, ["is_chosen"]),
        ({"is_chosen": None}, ["is_chosen"]),
        ({"is_chosen": False, "quantity": 0}, ["quantity"]),
    ],
)
def test_a_choice_that_is_none_names_the_field(
    api: APIClient, body: dict[str, Any], fields: list[str]
) -> None:
    put(api, ProductFactory().skus.get())
    line = CartLine.objects.get()
    refused = api.patch(f"{CART}{line.pk}/", body)
    assert (refused.status_code, blamed(refused)) == (400, fields)
    line.refresh_from_db()
    assert (line.is_chosen, line.quantity) == (True, 10)


def test_nobody_chooses_in_another_s_cart(api: APIClient, buyer: Membership) -> None:
    put(api, ProductFactory().skus.get())
    url = f"{CART}{CartLine.objects.get().pk}/"
    colleague = program_of(colleague_of(buyer, Role.PURCHASER))
    assert colleague.patch(url, {"is_chosen": False}).status_code == 404
    finance = program_of(colleague_of(buyer, Role.FINANCE))
    assert said(finance.patch(url, {"is_chosen": False})) == (403, "not_allowed")
    assert CartLine.objects.get().is_chosen


# --- Stages -----------------------------------------------------------------------------------


@pytest.fixture
def staged() -> Order:
    """Custom goods whose first stage is paid."""
    return paid_order(product=custom_product(), quantity=100)


def test_a_buyer_confirms_a_stage_and_the_next_opens(staged: Order) -> None:
    program = program_of(buyer_of(staged))
    url = f"{ORDERS}{staged.number}/confirm_stage/"
    confirmed = program.post(url)
    assert confirmed.status_code == 200, confirmed.json()
    assert [stage["status"] for stage in confirmed.json()["stages"]] == [
        StageStatus.CONFIRMED,
        StageStatus.OPEN,
    ]
    assert said(program.post(url)) == (409, "nothing_to_pay")
    assert program.post(f"{ORDERS}{staged.number}/pay/").json()["payments"]


def test_who_may_not_confirm_a_stage(staged: Order) -> None:
    url = f"{ORDERS}{staged.number}/confirm_stage/"
    finance = program_of(colleague_of(buyer_of(staged), Role.FINANCE))
    assert said(finance.post(url)) == (403, "not_allowed")
    seller = MembershipFactory(company=staged.supplier.company)
    for stranger in (MembershipFactory(), seller):
        assert program_of(stranger).post(url).status_code == 404
    assert staged.stages.get(number=1).status == StageStatus.PAID


def test_an_unpaid_stage_is_not_confirmed(api: APIClient, buyer: Membership) -> None:
    order = placed_order(product=custom_product(), quantity=100, membership=buyer)
    refused = api.post(f"{ORDERS}{order.number}/confirm_stage/")
    assert said(refused) == (409, "nothing_to_pay")


# --- Purchases over the limit -----------------------------------------------------------------


@pytest.fixture
def purchaser() -> Membership:
    company = CompanyFactory(spending_limit=Decimal("100.00"))
    return MembershipFactory(company=company, role=Role.PURCHASER)


@pytest.fixture
def approver(purchaser: Membership) -> Membership:
    return colleague_of(purchaser, Role.APPROVER)


@pytest.fixture
def asked(purchaser: Membership) -> PurchaseRequest:
    """Sixty pieces at 2.00 of one shop, by program."""
    return ask(purchaser)


def ask(purchaser: Membership) -> PurchaseRequest:
    program, product = program_of(purchaser), ProductFactory()
    put(program, product.skus.get(), 60)
    address = AddressFactory(company=purchaser.company)
    made = program.post(
        CHECKOUT,
        {"address": address.pk, "key": f"k{product.pk}", "notes": {product.supplier.slug: "急"}},
    )
    return PurchaseRequest.objects.get(pk=made.json()["request"])


def test_an_approver_finds_it_with_its_prices_and_approves(
    asked: PurchaseRequest, approver: Membership
) -> None:
    program = program_of(approver)
    (row,) = program.get(REQUESTS, {"status": "waiting"}).json()["results"]
    assert (row["id"], row["total"], row["currency"]) == (asked.pk, "120.00", "CNY")
    page = program.get(f"{REQUESTS}{asked.pk}/").json()
    (line,) = page["lines"]
    assert (line["quantity"], line["unit_price"], line["unit_price_now"]) == (
        60,
        "2.0000",
        "2.0000",
    )
    shop = Product.objects.get().supplier.slug
    assert page["totals"] == [{"supplier": shop, "currency": "CNY", "total": "120.00"}]
    seen = {"totals": page["totals"]}
    approved = program.post(f"{REQUESTS}{asked.pk}/approve/?status=waiting", seen)
    assert approved.status_code == 200, approved.json()
    body, order = approved.json(), Order.objects.get()
    assert (body["status"], body["orders"]) == (RequestStatus.APPROVED, [order.number])
    assert (body["decided_by"], body["totals"]) == (str(approver.user), [])
    assert order.group.placed_by == asked.requested_by
    assert said(program.post(f"{REQUESTS}{asked.pk}/approve/", seen)) == (409, "wrong_status")


def test_prices_that_moved_are_told_and_agreed_to(
    asked: PurchaseRequest, approver: Membership
) -> None:
    product = Product.objects.get()
    product.tiers.filter(from_quantity=1).update(unit_price=Decimal("2.10"))
    program, url = program_of(approver), f"{REQUESTS}{asked.pk}/"
    refused = program.post(f"{url}approve/", {"totals": []})
    assert said(refused) == (409, "stale_price")
    assert not Order.objects.exists()
    page = program.get(url).json()
    (line,) = page["lines"]
    assert (line["unit_price"], line["unit_price_now"]) == ("2.0000", "2.1000")
    price = {"sku": line["sku"], "mode": line["mode"], "unit_price": line["unit_price_now"]}
    cheap = {"prices": [price | {"unit_price": "1.00"}], "totals": page["totals"]}
    wrong = program.post(f"{url}approve/", cheap)
    assert said(wrong) == (409, "stale_price")
    dear = [{**page["totals"][0], "total": "1.00"}]
    assert said(program.post(f"{url}approve/", {"prices": [price], "totals": dear})) == (
        409,
        "stale_price",
    )
    agreed = program.post(f"{url}approve/", {"prices": [price], "totals": page["totals"]})
    assert agreed.status_code == 200, agreed.json()
    assert Order.objects.get().total == Decimal("126.00")


def test_an_approver_declines_and_says_why(asked: PurchaseRequest, approver: Membership) -> None:
    program = program_of(approver)
    declined = program.post(f"{REQUESTS}{asked.pk}/decline/", {"reason": "太多"}).json()
    assert (declined["status"], declined["reason"]) == (RequestStatus.DECLINED, "太多")
    assert said(program.post(f"{REQUESTS}{asked.pk}/decline/")) == (409, "wrong_status")
    assert not Order.objects.exists()


def test_the_purchaser_takes_it_back(
    asked: PurchaseRequest, purchaser: Membership, approver: Membership
) -> None:
    url = f"{REQUESTS}{asked.pk}/withdraw/"
    assert said(program_of(approver).post(url)) == (403, "cannot_decide")
    taken = program_of(purchaser).post(url)
    assert taken.json()["status"] == RequestStatus.WITHDRAWN
    assert said(program_of(purchaser).post(url)) == (409, "wrong_status")
    late = program_of(approver).post(f"{REQUESTS}{asked.pk}/approve/", {"totals": []})
    assert said(late) == (409, "wrong_status")


@pytest.mark.parametrize("act", ["approve", "decline"])
def test_who_may_not_decide(act: str, asked: PurchaseRequest, purchaser: Membership) -> None:
    url = f"{REQUESTS}{asked.pk}/"
    assert said(program_of(purchaser).post(f"{url}{act}/")) == (403, "not_allowed")
    finance = program_of(colleague_of(purchaser, Role.FINANCE))
    assert said(finance.get(REQUESTS)) == (403, "not_allowed")
    assert said(finance.post(f"{url}{act}/")) == (403, "not_allowed")
    other, stranger = colleague_of(purchaser, Role.PURCHASER), MembershipFactory()
    for member in (other, stranger):
        assert program_of(member).get(REQUESTS).json()["results"] == []
        assert program_of(member).get(url).status_code == 404
        assert program_of(member).post(f"{url}withdraw/").status_code == 404
    assert program_of(stranger).post(f"{url}{act}/").status_code == 404
    Membership.objects.filter(pk=purchaser.pk).update(role=Role.OWNER)
    own = program_of(purchaser).post(f"{url}{act}/", {"totals": []})
    assert said(own) == (403, "cannot_decide")
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING


def bad_price(**price: Any) -> dict[str, Any]:
    return {"prices": [price], "totals": []}


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("decline", {"reason": "x" * 501}, "reason"),
        ("approve", {}, "totals"),
        ("approve", bad_price(sku=1, unit_price="much"), "prices.0.unit_price"),
        ("approve", bad_price(unit_price="1.00"), "prices.0.sku"),
        ("approve", {"totals": [{"supplier": "s", "total": "1.00"}]}, "totals.0.currency"),
    ],
)
def test_a_bad_decision_names_the_field(
    act: str, body: dict[str, Any], field: str, asked: PurchaseRequest, approver: Membership
) -> None:
    refused = program_of(approver).post(f"{REQUESTS}{asked.pk}/{act}/", body)
    assert (refused.status_code, blamed(refused)) == (400, [field])
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING


def test_filters_of_requests_are_known_ones(approver: Membership) -> None:
    program = program_of(approver)
    assert blamed(program.get(REQUESTS, {"status": "lost"})) == ["status"]
    assert blamed(program.get(REQUESTS, {"state": "waiting"})) == ["state"]


def test_requests_are_listed_by_as_many_queries_for_three_as_for_one(
    purchaser: Membership, approver: Membership, django_assert_num_queries: Any
) -> None:
    program = program_of(approver)
    for _ in range(3):
        url = f"{REQUESTS}{ask(purchaser).pk}/"
        program.post(f"{url}approve/", {"totals": program.get(url).json()["totals"]})
        with django_assert_num_queries(4):
            found = program.get(REQUESTS).json()["results"]
    assert [len(one["orders"]) for one in found] == [1, 1, 1]


# --- The shop ---------------------------------------------------------------------------------


@pytest.fixture
def seller() -> Membership:
    seller: Membership = MembershipFactory()
    SupplierFactory(company=seller.company)
    return seller


@pytest.fixture
def sales(seller: Membership) -> APIClient:
    return program_of(colleague_of(seller, Role.SALES))


def wares_of(seller: Membership) -> Any:
    """Ten pieces at 2.00 of the seller's shop."""
    return want(ProductFactory(supplier=seller.company.supplier).skus.get(), 10)


PRICE = {"discount": "3.00", "freight": "1.50", "reason": "老客户"}
REASON = {"reason": "缺货"}


def test_sales_change_the_price_of_an_unpaid_order(seller: Membership, sales: APIClient) -> None:
    order = placed_order(wares_of(seller))
    changed = sales.post(f"{SHOP}{order.number}/price/", PRICE)
    assert changed.status_code == 200, changed.json()
    body = changed.json()
    assert (body["discount"], body["freight_amount"], body["total"]) == ("3.00", "1.50", "18.50")
    assert [stage["amount"] for stage in body["stages"]] == ["18.50"]
    assert PriceChange.objects.get().reason == "老客户"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"freight": "0.00"}, 400, "discount"),
        ({"discount": "0.00"}, 400, "freight"),
        (PRICE | {"discount": "-1.00"}, 400, "discount"),
        (PRICE | {"freight": "1.234"}, 400, "freight"),
        (PRICE | {"reason": "x" * 201}, 400, "reason"),
        (PRICE | {"discount": "20.01"}, 422, "discount"),
        (PRICE | {"discount": "20.00", "freight": "0.00"}, 422, "discount"),
    ],
)
def test_a_price_that_cannot_be_names_the_field(
    seller: Membership, sales: APIClient, body: dict[str, Any], status: int, field: str
) -> None:
    order = placed_order(wares_of(seller))
    refused = sales.post(f"{SHOP}{order.number}/price/", body)
    assert (refused.status_code, blamed(refused)) == (status, [field])
    order.refresh_from_db()
    assert order.total == Decimal("20.00")
    assert not PriceChange.objects.exists()


def test_the_shop_closes_what_is_unpaid_and_refunds_what_is_paid(
    seller: Membership, sales: APIClient
) -> None:
    unpaid, paid = placed_order(wares_of(seller)), paid_order(wares_of(seller))
    assert said(sales.post(f"{SHOP}{unpaid.number}/refund/", REASON)) == (409, "wrong_status")
    assert said(sales.post(f"{SHOP}{paid.number}/close/", REASON)) == (409, "wrong_status")
    assert said(sales.post(f"{SHOP}{paid.number}/price/", PRICE)) == (409, "wrong_status")
    closed = sales.post(f"{SHOP}{unpaid.number}/close/", REASON).json()
    assert (closed["status"], closed["close_reason"]) == (
        OrderStatus.CLOSED,
        CloseReason.SUPPLIER,
    )
    refunded = sales.post(f"{SHOP}{paid.number}/refund/", REASON).json()
    assert (refunded["status"], refunded["close_reason"]) == (
        OrderStatus.CLOSED,
        CloseReason.REFUNDED,
    )
    refund = Refund.objects.get()
    assert (refund.amount, refund.reason) == (Decimal("20.00"), "缺货")
    for number in (unpaid.number, paid.number):
        for act, body in (("close", REASON), ("refund", REASON), ("price", PRICE)):
            assert said(sales.post(f"{SHOP}{number}/{act}/", body)) == (409, "wrong_status")
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("act", ["close", "refund"])
@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x" * 201}, {"reason": 7 * [1]}])
def test_a_shop_says_why_it_ends_an_order(
    act: str, body: dict[str, Any], seller: Membership, sales: APIClient
) -> None:
    make = placed_order if act == "close" else shipped_order
    order = make(wares_of(seller))
    before = order.status
    refused = sales.post(f"{SHOP}{order.number}/{act}/", body)
    assert (refused.status_code, blamed(refused)) == (400, ["reason"])
    order.refresh_from_db()
    assert order.status == before


@pytest.mark.parametrize(("act", "body"), [("price", PRICE), ("close", REASON), ("refund", REASON)])
def test_who_may_not_price_or_end_an_order(
    act: str, body: dict[str, Any], seller: Membership, buyer: Membership
) -> None:
    make = paid_order if act == "refund" else placed_order
    order = make(wares_of(seller), membership=buyer)
    url, before = f"{SHOP}{order.number}/{act}/", order.status
    for role in (Role.WAREHOUSE, Role.FINANCE, Role.PURCHASER):
        assert said(program_of(colleague_of(seller, role)).post(url, body)) == (403, "not_allowed")
    other = MembershipFactory()
    SupplierFactory(company=other.company)
    for stranger in (other, buyer):
        assert program_of(stranger).post(url, body).status_code == 404
    assert APIClient().post(url, body).status_code == 401
    order.refresh_from_db()
    assert (order.status, order.total) == (before, Decimal("20.00"))
    assert not Refund.objects.exists()


def test_who_sells_but_does_not_ship_sends_no_parcel(
    seller: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, Role.SALES, frozenset({Right.SELL}))
    order = paid_order(wares_of(seller))
    program = program_of(colleague_of(seller, Role.SALES))
    refused = program.post(
        f"{SHOP}{order.number}/shipments/", {"carrier": "test", "waybill": "T00000061"}
    )
    assert said(refused) == (403, "not_allowed")
