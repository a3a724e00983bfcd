"""Who may open and do what: the buyer's people by their rights; to strangers it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import AddressFactory, CompanyFactory, MembershipFactory, colleague_of
from catalog.tests.factories import ProductFactory
from orders.enums import OrderStatus, RequestStatus
from orders.models import CartLine, Order, PurchaseRequest
from orders.services.cart import add
from orders.services.checkout import checkout
from orders.tests.factories import (
    NOW,
    buyer,
    delivered_order,
    pay_open,
    placed_order,
    scan,
    ship_all,
    sku_of,
    want,
)

pytestmark = pytest.mark.django_db
BUYING_PAGES = ["cart", "checkout", "requests"]
BUYING_ACTS = ["add", "update_cart", "bulk", "checkout", "confirm"]
ORDER_ACTS = ["cancel", "extend", "confirm_stage", "buy_again"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner() -> Membership:
    return buyer()


def as_(client: Client, member: Membership) -> Client:
    client.force_login(member.user)
    return client


@pytest.mark.parametrize("name", [*BUYING_PAGES, "list"])
def test_who_is_not_signed_in_is_led_to_it(client: Client, name: str) -> None:
    answer = client.get(reverse(f"orders:{name}"))
    assert answer.status_code == 302
    assert "/account/login" in answer.url


@pytest.mark.parametrize("name", BUYING_PAGES)
def test_a_colleague_without_the_right_to_buy_sees_no_cart(
    client: Client, owner: Membership, name: str
) -> None:
    warehouse = colleague_of(owner)
    assert as_(client, warehouse).get(reverse(f"orders:{name}")).status_code == 403


@pytest.mark.parametrize("name", BUYING_ACTS)
def test_nor_buys(client: Client, owner: Membership, name: str) -> None:
    order = delivered_order(membership=owner)
    answer = as_(client, colleague_of(owner)).post(
        reverse(f"orders:{name}"), {"order": order.number}
    )
    assert answer.status_code == 403
    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("name", ORDER_ACTS)
def test_nor_does_anything_with_an_order(client: Client, owner: Membership, name: str) -> None:
    order = placed_order(membership=owner)
    url = reverse(f"orders:{name}", args=[order.number])
    assert as_(client, colleague_of(owner)).post(url).status_code == 403
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT


def test_but_sees_it(client: Client, owner: Membership) -> None:
    order = placed_order(membership=owner)
    client = as_(client, colleague_of(owner))
    page = client.get(reverse("orders:detail", args=[order.number]))
    assert page.status_code == 200
    assert "Cancel the order" not in page.content.decode()
    assert client.post(reverse("orders:pay"), {"order": order.number}).status_code == 403


@pytest.mark.parametrize("name", ["detail", *ORDER_ACTS])
def test_to_a_stranger_an_order_is_not_there(client: Client, owner: Membership, name: str) -> None:
    order = placed_order(membership=owner)
    url = reverse(f"orders:{name}", args=[order.number])
    client = as_(client, buyer())
    answer = client.get(url) if name == "detail" else client.post(url)
    assert answer.status_code == 404
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT


def test_a_stranger_s_lists_are_empty(client: Client, owner: Membership) -> None:
    order = delivered_order(membership=owner)
    client = as_(client, buyer())
    assert order.number not in client.get(reverse("orders:list")).content.decode()
    client.post(reverse("orders:confirm"), {"order": order.number})
    client.post(reverse("orders:pay"), {"order": order.number})
    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED


def test_the_supplier_does_not_see_the_buyer_s_page(client: Client, owner: Membership) -> None:
    order = placed_order(membership=owner)
    seller = MembershipFactory(company=order.supplier.company)
    url = reverse("orders:detail", args=[order.number])
    assert as_(client, seller).get(url).status_code == 404


def test_a_colleague_s_cart_is_their_own(client: Client, owner: Membership) -> None:
    line = add(membership=owner, wants={sku_of(ProductFactory()).pk: 10}, at=NOW)[0]
    client = as_(client, colleague_of(owner, Role.PURCHASER))
    client.post(reverse("orders:update_cart"), {f"quantity-{line.pk}": "99", "remove": line.pk})
    line.refresh_from_db()
    assert line.quantity == 10


@pytest.fixture
def asked() -> PurchaseRequest:
    company = CompanyFactory(spending_limit=Decimal(5))
    purchaser = MembershipFactory(company=company, role=Role.PURCHASER)
    add(membership=purchaser, wants={sku_of(ProductFactory()).pk: 10}, at=NOW)
    made: Any = checkout(
        membership=purchaser,
        address=AddressFactory(company=company),
        notes={},
        key="k",
        at=NOW,
    )
    return made


@pytest.mark.parametrize("name", ["request", "approve", "decline", "withdraw"])
def test_to_a_stranger_a_request_is_not_there(
    client: Client, asked: PurchaseRequest, name: str
) -> None:
    url = reverse(f"orders:{name}", args=[asked.pk])
    client = as_(client, buyer())
    answer = client.get(url) if name == "request" else client.post(url)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PURCHASER, 404), (Role.FINANCE, 403), (Role.APPROVER, 200)]
)
def test_colleagues_and_a_request(
    client: Client, asked: PurchaseRequest, role: str, status: int
) -> None:
    client = as_(client, MembershipFactory(company=asked.company, role=role))
    assert client.get(reverse("orders:request", args=[asked.pk])).status_code == status
    if status != 200:
        assert client.post(reverse("orders:approve", args=[asked.pk])).status_code == 403
        asked.refresh_from_db()
        assert asked.status == RequestStatus.WAITING
        assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("name", "queries"), [("cart", 7), ("checkout", 9), ("list", 10), ("requests", 6)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_a_fixed_number_of_queries(
    client: Client,
    owner: Membership,
    django_assert_num_queries: Any,
    name: str,
    queries: int,
    rows: int,
) -> None:
    AddressFactory(company=owner.company)
    for _ in range(rows):
        placed_order(membership=owner)
        add(membership=owner, wants={sku_of(ProductFactory()).pk: 10}, at=NOW)
    client = as_(client, owner)
    client.get(reverse("orders:cart"))
    with django_assert_num_queries(queries):
        assert client.get(reverse(f"orders:{name}")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_an_order_s_page_asks_a_fixed_number_of_queries(
    client: Client, owner: Membership, django_assert_num_queries: Any, rows: int
) -> None:
    supplier = ProductFactory().supplier
    skus = [sku_of(ProductFactory(supplier=supplier)) for _ in range(rows)]
    order = placed_order(*(want(sku) for sku in skus), membership=owner)
    pay_open(order)
    for line in order.lines.all():
        parcel = ship_all(order, quantities={line.pk: 10})
        scan(parcel, "accepted", NOW)
    client = as_(client, owner)
    client.get(reverse("orders:cart"))
    with django_assert_num_queries(14):
        client.get(reverse("orders:detail", args=[order.number]))
