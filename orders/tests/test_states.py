"""Every move of an order that the table does not name is refused, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.utils import translation

from catalog.models import Sku
from common.errors import DomainError
from common.status import WrongStatus
from orders.enums import ORDER_TRANSITIONS, OrderStatus
from orders.models import Order, OrderEvent, Shipment
from orders.services.cancel import close_by_buyer, close_by_supplier, close_unpaid, refund_in_full
from orders.services.change import change_price
from orders.services.complete import complete_due, confirm, extend
from orders.services.history import move_order
from orders.tests.factories import (
    NOW,
    delivered_order,
    paid_order,
    pay_open,
    picked_up_order,
    placed_order,
    ship_all,
)
from payments.models import Entry

pytestmark = pytest.mark.django_db
S = OrderStatus
LATER = NOW + timedelta(days=4)


def partly_shipped() -> Order:
    order = paid_order()
    ship_all(order, quantities={order.lines.get().pk: 4})
    return order


def completed() -> Order:
    order = delivered_order()
    return confirm(order=order, actor=None, at=LATER)


def closed() -> Order:
    order = placed_order()
    return close_by_buyer(order=order, actor=order.group.placed_by, at=NOW)


MADE: dict[str, Callable[[], Order]] = {
    S.AWAITING_PAYMENT: placed_order,
    S.AWAITING_SHIPMENT: paid_order,
    S.PARTLY_SHIPPED: partly_shipped,
    S.SHIPPED: picked_up_order,
    S.DELIVERED: delivered_order,
    S.COMPLETED: completed,
    S.CLOSED: closed,
}
#: What each act needs, and what it makes of an order in each status; absent: refused.
ACTS: dict[str, tuple[Callable[[Order], object], dict[str, str]]] = {
    "pay": (lambda o: pay_open(o, LATER), {S.AWAITING_PAYMENT: S.AWAITING_SHIPMENT}),
    "ship": (
        lambda o: ship_all(o, at=LATER),
        {S.AWAITING_SHIPMENT: S.SHIPPED, S.PARTLY_SHIPPED: S.SHIPPED},
    ),
    "confirm": (
        lambda o: confirm(order=o, actor=None, at=LATER),
        {S.SHIPPED: S.COMPLETED, S.DELIVERED: S.COMPLETED},
    ),
    "cancel as the buyer": (
        lambda o: close_by_buyer(order=o, actor=o.group.placed_by, at=LATER),
        {S.AWAITING_PAYMENT: S.CLOSED},
    ),
    "cancel as the supplier": (
        lambda o: close_by_supplier(order=o, actor=o.group.placed_by, at=LATER),
        {S.AWAITING_PAYMENT: S.CLOSED},
    ),
    "refund in full": (
        lambda o: refund_in_full(order=o, actor=None, at=LATER),
        dict.fromkeys((S.AWAITING_SHIPMENT, S.PARTLY_SHIPPED, S.SHIPPED, S.DELIVERED), S.CLOSED),
    ),
    "change the price": (
        lambda o: change_price(
            order=o, discount=Decimal(1), freight=Decimal(2), actor=o.group.placed_by, at=LATER
        ),
        {S.AWAITING_PAYMENT: S.AWAITING_PAYMENT},
    ),
    "extend": (
        lambda o: extend(
            order=o, actor=o.group.placed_by, at=(o.complete_at or LATER) - timedelta(days=1)
        ),
        {S.SHIPPED: S.SHIPPED, S.DELIVERED: S.DELIVERED},
    ),
}


def everything(order: Order) -> tuple[object, ...]:
    """What a refused act must leave as it was."""
    return (
        model_to_dict(Order.objects.get(pk=order.pk)),
        list(order.stages.order_by("pk").values()),
        list(Sku.objects.order_by("pk").values("on_hand", "reserved")),
        OrderEvent.objects.count(),
        Entry.objects.count(),
        Shipment.objects.count(),
    )


@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("act", ACTS)
def test_acts(act: str, status: str) -> None:
    order = MADE[status]()
    order.refresh_from_db()
    do, leads_to = ACTS[act]
    before = everything(order)
    if status in leads_to:
        do(order)
        assert Order.objects.get(pk=order.pk).status == leads_to[status]
        assert everything(order) != before
    else:
        with pytest.raises(DomainError):
            do(order)
        assert everything(order) == before


@pytest.mark.parametrize("source", S.values)
@pytest.mark.parametrize("target", S.values)
def test_no_move_beside_the_table(source: str, target: str) -> None:
    if source in ORDER_TRANSITIONS.get(target, ()):
        return
    order = MADE[source]()
    before = everything(order)
    with pytest.raises(WrongStatus):
        move_order(order, to=target, at=LATER)
    assert everything(order) == before


@pytest.mark.parametrize("status", S.values)
def test_sweeps_take_only_what_is_due(status: str) -> None:
    order = MADE[status]()
    order.refresh_from_db()
    before = everything(order)
    assert close_unpaid(at=NOW + timedelta(days=5, seconds=-1), limit=10) == []
    assert complete_due(at=NOW + timedelta(days=9), limit=10) == []
    assert everything(order) == before
    long_after = NOW + timedelta(days=40)
    taken = close_unpaid(at=long_after, limit=10) + complete_due(at=long_after, limit=10)
    assert taken == ([order.pk] if status in (S.AWAITING_PAYMENT, S.SHIPPED, S.DELIVERED) else [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda order: close_by_buyer(order=order, actor=None, at=NOW), "cancelled any more"),
        (lambda order: confirm(order=order, actor=None, at=NOW), "complete already"),
        (lambda order: refund_in_full(order=order, actor=None, at=NOW), "refunded in full"),
        (
            lambda order: change_price(
                order=order, discount=Decimal(0), freight=Decimal(1), actor=None, at=NOW
            ),
            "until the order is paid",
        ),
    ],
)
def test_what_comes_too_late_says_why_and_names_the_statuses(
    act: Callable[[Order], Any], sentence: str
) -> None:
    order = delivered_order()
    confirm(order=order, actor=None, at=NOW + timedelta(days=9))
    with pytest.raises(WrongStatus, match=sentence) as refused:
        act(order)
    assert refused.value.params["source"] == OrderStatus.COMPLETED
    assert refused.value.params["target"] in OrderStatus.values


@pytest.mark.django_db
def test_a_move_that_may_not_be_is_refused_in_words() -> None:
    order = placed_order()
    with translation.override("zh-hans"), pytest.raises(WrongStatus) as refused:
        confirm(order=order, actor=None, at=NOW)
    assert str(refused.value) == "订单当前为“待付款”，不能变为“已完成”。"
