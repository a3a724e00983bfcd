"""A parcel that the carrier brought back: the order waits until it is sent again or refunded."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.factories import MembershipFactory, colleague_of
from catalog.models import Sku
from orders.enums import CloseReason, OrderStatus
from orders.errors import CannotShip
from orders.models import Order, Shipment
from orders.services.cancel import refund_in_full
from orders.services.complete import complete_due, confirm
from orders.services.resend import resend
from orders.tests.factories import (
    NOW,
    CarrierFactory,
    delivered_order,
    paid_order,
    scan,
    ship_all,
    shipped_order,
)
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
BACK = NOW + timedelta(days=5)
AGAIN = NOW + timedelta(days=7)
LONG_AFTER = NOW + timedelta(days=90)


@pytest.fixture
def order() -> Order:
    order = shipped_order()
    scan(order.shipments.get(), "accepted", NOW + timedelta(hours=3))
    scan(order.shipments.get(), "returned", BACK)
    order.refresh_from_db()
    return order


def send_again(order: Order, waybill: str = "T99999999", at: datetime = AGAIN) -> Shipment:
    parcel = order.shipments.filter(returned_at__isnull=False).earliest("pk")
    made = resend(parcel=parcel, carrier=CarrierFactory(), waybill=waybill, actor=None, at=at)
    order.refresh_from_db()
    return made


def test_it_does_not_complete_by_time(order: Order) -> None:
    assert order.returned_at == BACK
    assert complete_due(at=LONG_AFTER, limit=10) == []
    order.refresh_from_db()
    assert order.status == OrderStatus.SHIPPED


def test_what_is_signed_for_after_a_return_was_not_received(order: Order) -> None:
    scan(order.shipments.get(), "signed", BACK + timedelta(days=1))
    order.refresh_from_db()
    assert (order.status, order.returned_at) == (OrderStatus.SHIPPED, BACK)


def test_one_that_was_delivered_waits_too() -> None:
    order = delivered_order()
    scan(order.shipments.get(), "returned", BACK)
    assert complete_due(at=LONG_AFTER, limit=10) == []


def test_a_return_before_the_rest_is_shipped_is_not_forgotten() -> None:
    order = paid_order(quantity=10)
    first = ship_all(order, quantities={order.lines.get().pk: 4})
    scan(first, "returned", BACK)
    ship_all(order, at=AGAIN)
    assert (order.status, order.returned_at) == (OrderStatus.SHIPPED, BACK)
    assert complete_due(at=LONG_AFTER, limit=10) == []


def test_sent_again_it_goes_on_from_the_new_parcel(order: Order) -> None:
    stock = list(Sku.objects.values("on_hand", "reserved"))
    parcel = send_again(order)
    assert parcel.replaces.returned_at == BACK
    assert [line.quantity for line in parcel.lines.all()] == [10]
    assert list(Sku.objects.values("on_hand", "reserved")) == stock
    assert (order.returned_at, order.shipped_at) == (None, AGAIN)
    assert order.complete_at is None
    scan(parcel, "accepted", AGAIN + timedelta(hours=2))
    order.refresh_from_db()
    assert order.complete_at == AGAIN + timedelta(days=30, hours=2)
    scan(parcel, "signed", AGAIN + timedelta(days=1))
    order.refresh_from_db()
    assert (order.status, order.picked_up_at) == (
        OrderStatus.DELIVERED,
        AGAIN + timedelta(hours=2),
    )
    assert complete_due(at=LONG_AFTER, limit=10) == [order.pk]


def test_what_comes_back_twice_can_be_sent_twice(order: Order) -> None:
    second = send_again(order)
    scan(second, "returned", AGAIN + timedelta(days=5))
    order.refresh_from_db()
    assert order.returned_at == AGAIN + timedelta(days=5)
    third = resend(
        parcel=second,
        carrier=CarrierFactory(),
        waybill="T88888888",
        actor=None,
        at=AGAIN + timedelta(days=6),
    )
    order.refresh_from_db()
    assert (order.returned_at, third.replaces) == (None, second)


def test_it_is_sent_again_once(order: Order) -> None:
    send_again(order)
    with pytest.raises(CannotShip) as refused:
        send_again(order, waybill="T77777777")
    assert refused.value.code == "not_returned"
    assert order.shipments.count() == 2


def test_a_parcel_that_did_not_come_back_is_not_sent_again() -> None:
    parcel = shipped_order().shipments.get()
    with pytest.raises(CannotShip) as refused:
        resend(parcel=parcel, carrier=parcel.carrier, waybill="T77777777", actor=None, at=AGAIN)
    assert refused.value.code == "not_returned"
    assert Shipment.objects.count() == 1


def test_nothing_is_sent_again_of_an_order_that_has_ended(order: Order) -> None:
    confirm(order=order, actor=None, at=AGAIN)
    with pytest.raises(CannotShip) as refused:
        send_again(order)
    assert refused.value.code == "wrong_status"
    assert order.shipments.count() == 1


def test_a_bad_waybill_sends_nothing(order: Order) -> None:
    with pytest.raises(CannotShip) as refused:
        send_again(order, waybill="nonsense")
    assert refused.value.code == "bad_waybill"
    order.refresh_from_db()
    assert (order.shipments.count(), order.returned_at) == (1, BACK)


def test_it_can_be_refunded_in_full(order: Order) -> None:
    refund_in_full(order=order, actor=None, at=AGAIN)
    order.refresh_from_db()
    assert (order.status, order.close_reason) == (OrderStatus.CLOSED, CloseReason.REFUNDED)


def test_both_sides_see_it_and_the_supplier_sends_it_again(client: Client) -> None:
    seller = MembershipFactory()
    shop = SupplierFactory(company=seller.company)
    order = shipped_order()
    Order.objects.filter(pk=order.pk).update(supplier=shop)
    parcel = order.shipments.get()
    scan(parcel, "returned", BACK)
    client.force_login(order.group.placed_by)
    assert "A parcel came back" in read(client, reverse("orders:detail", args=[order.number]))
    assert "A parcel came back" in read(client, reverse("orders:list"))
    client.force_login(seller.user)
    assert "A parcel came back to you" in read(
        client, reverse("orders:desk_order", args=[order.number])
    )
    url = reverse("orders:desk_send_again", args=[order.number, parcel.pk])
    assert client.post(url, {"carrier": CarrierFactory().pk, "waybill": "x"}).status_code == 422
    given = {"carrier": CarrierFactory().pk, "waybill": "T99999999"}
    client.force_login(colleague_of(seller, Role.FINANCE).user)
    assert client.post(url, given).status_code == 403
    other = MembershipFactory()
    SupplierFactory(company=other.company)
    client.force_login(other.user)
    assert client.post(url, given).status_code == 404
    assert order.shipments.count() == 1
    client.force_login(colleague_of(seller, Role.WAREHOUSE).user)
    assert client.post(url, given).status_code == 302
    assert order.shipments.count() == 2


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode()
