"""Orders that are paid in stages: what opens when, what waits for what, and the last sum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.tests.factories import ProductFactory
from orders.enums import OrderStatus, StageStatus
from orders.errors import CannotComplete, CannotShip, NothingToPay
from orders.models import Order, PaymentStage, StageEvent
from orders.selectors.books import wrong_escrow
from orders.services.cancel import refund_in_full
from orders.services.complete import complete_due, confirm
from orders.services.pay import confirm_stage, start_payment
from orders.tests.factories import (
    NOW,
    buyer_of,
    custom_product,
    open_payment_of,
    paid_order,
    pay,
    pay_open,
    placed_group,
    placed_order,
    scan,
    ship_all,
    sku_of,
    want,
)
from payments.enums import AccountKind
from payments.models import Refund
from payments.selectors.accounts import balance, escrow_held
from payments.services.refunds import ReasonTooLong

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stages(order: Order) -> list[tuple[str, Decimal]]:
    return list(order.stages.order_by("number").values_list("status", "amount"))


def custom(plan: str = "30/70", quantity: int = 100) -> Order:
    return placed_order(product=custom_product(plan), quantity=quantity)


def test_two_stages_from_deposit_to_settlement() -> None:
    order = custom()
    assert stages(order) == [("open", Decimal("300.00")), ("locked", Decimal("700.00"))]
    pay_open(order)
    assert (order.status, order.due_at) == (OrderStatus.AWAITING_SHIPMENT, NOW + 20 * DAY)
    with pytest.raises(CannotShip, match="Stage 2"):
        ship_all(order)
    confirm_stage(order=order, actor=order.group.placed_by, at=NOW + 5 * DAY)
    pay_open(order, NOW + 7 * DAY)
    assert order.due_at == NOW + 22 * DAY, "the clock stood still while the buyer was to pay"
    ship_all(order, at=NOW + 8 * DAY)
    confirm(order=order, actor=order.group.placed_by, at=NOW + 9 * DAY)
    assert escrow_held(order.number, "CNY") == 0
    supplier = order.supplier.company
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", supplier) == Decimal("994.00")


def test_the_last_tenth_is_due_on_receipt() -> None:
    order = custom("60/30/10")
    pay_open(order)
    confirm_stage(order=order, actor=order.group.placed_by, at=NOW + DAY)
    pay_open(order, NOW + 2 * DAY)
    parcel = ship_all(order, at=NOW + 3 * DAY)
    scan(parcel, "signed", NOW + 5 * DAY)
    assert [status for status, _ in stages(order)][-1] == StageStatus.OPEN
    with pytest.raises(CannotComplete, match="Stage 3"):
        confirm(order=order, actor=order.group.placed_by, at=NOW + 6 * DAY)
    order.refresh_from_db()
    due = order.complete_at
    complete_due(at=due, limit=10)
    order.refresh_from_db()
    assert (order.status, order.complete_at) == (OrderStatus.DELIVERED, due + 3 * DAY)
    pay_open(order, due + DAY)
    complete_due(at=due + 3 * DAY, limit=10)
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED


def test_nothing_to_confirm_or_pay_is_said() -> None:
    order = custom()
    with pytest.raises(NothingToPay):
        confirm_stage(order=order, actor=order.group.placed_by, at=NOW)
    pay_open(order)
    with pytest.raises(NothingToPay):
        start_payment(orders=[order], membership=buyer_of(order), at=NOW)


def test_a_stage_of_a_refunded_order_is_confirmed_no_more() -> None:
    order = custom()
    pay_open(order)
    refund_in_full(order=order, actor=None, at=NOW + DAY)
    with pytest.raises(NothingToPay):
        confirm_stage(order=order, actor=order.group.placed_by, at=NOW + 2 * DAY)
    assert [status for status, _ in stages(order)] == [StageStatus.PAID, StageStatus.LOCKED]


def test_parts_add_up_to_the_whole() -> None:
    order = placed_order(product=custom_product("60/30/10"), quantity=1)
    assert [amount for _, amount in stages(order)] == [Decimal(6), Decimal(3), Decimal(1)]
    odd = ProductFactory(stage_plan="60/30/10", tiers=((1, "0.07"),))
    order = placed_order(product=odd, quantity=1)
    assert sum(amount for _, amount in stages(order)) == order.total == Decimal("0.07")


def test_custom_and_ready_goods_of_one_supplier_are_two_orders() -> None:
    made = custom_product()
    ready = ProductFactory(supplier=made.supplier)
    group = placed_group(want(sku_of(made)), want(sku_of(ready)))
    plans = sorted(group.orders.values_list("stage_plan", flat=True))
    assert plans == ["100", "30/70"]


def test_a_refund_in_full_gives_back_every_stage_that_was_paid() -> None:
    order = custom()
    pay_open(order)
    confirm_stage(order=order, actor=order.group.placed_by, at=NOW)
    pay_open(order, NOW + DAY)
    refund_in_full(order=order, actor=None, at=NOW + 2 * DAY)
    order.refresh_from_db()
    sku = order.lines.get().sku
    assert (order.status, sku.reserved, sku.on_hand) == (OrderStatus.CLOSED, 0, 10_000)
    assert escrow_held(order.number, "CNY") == 0
    assert sum(Refund.objects.values_list("amount", flat=True)) == order.total


def test_a_reason_that_is_too_long_refunds_nothing() -> None:
    order = paid_order()
    with pytest.raises(ReasonTooLong, match="at most 200 characters, not 201"):
        refund_in_full(order=order, actor=None, at=NOW + DAY, reason="x" * 201)
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_SHIPMENT
    assert not Refund.objects.exists()
    refund_in_full(order=order, actor=None, at=NOW + DAY, reason="x" * 200)
    assert Refund.objects.get().reason == "x" * 200


def test_a_refund_after_a_part_was_shipped_frees_only_the_rest() -> None:
    order = paid_order(quantity=10)
    ship_all(order, quantities={order.lines.get().pk: 4})
    refund_in_full(order=order, actor=None, at=NOW + DAY)
    sku = order.lines.get().sku
    assert (sku.on_hand, sku.reserved) == (9_996, 0)


def test_without_a_signature_time_opens_the_stage_that_is_due_on_receipt() -> None:
    order = custom("60/30/10")
    pay_open(order)
    confirm_stage(order=order, actor=order.group.placed_by, at=NOW + DAY)
    pay_open(order, NOW + 2 * DAY)
    scan(ship_all(order, at=NOW + 3 * DAY), "accepted", NOW + 4 * DAY)
    order.refresh_from_db()
    due = order.complete_at
    complete_due(at=due, limit=10)
    assert [status for status, _ in stages(order)][-1] == StageStatus.OPEN
    pay_open(order, due + DAY)
    complete_due(at=due + 3 * DAY, limit=10)
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED


def test_a_last_tenth_that_is_never_paid_lapses_and_the_rest_is_the_supplier_s() -> None:
    order = custom("60/30/10")
    pay_open(order)
    confirm_stage(order=order, actor=order.group.placed_by, at=NOW + DAY)
    pay_open(order, NOW + 2 * DAY)
    scan(ship_all(order, at=NOW + 3 * DAY), "signed", NOW + 5 * DAY)
    for day in range(6, 35):
        assert complete_due(at=NOW + day * DAY, limit=10) in ([], [order.pk])
    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED
    complete_due(at=NOW + 40 * DAY, limit=10)
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED
    assert [status for status, _ in stages(order)][-1] == StageStatus.LAPSED
    by_time = StageEvent.objects.filter(subject__order=order, subject__number=3)
    assert {event.policy_version for event in by_time} == {order.policy_version}
    assert escrow_held(order.number, "CNY") == 0
    supplier = order.supplier.company
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", supplier) == Decimal("894.60")
    assert list(wrong_escrow()) == []
    with pytest.raises(NothingToPay):
        start_payment(orders=[order], membership=buyer_of(order), at=NOW + 41 * DAY)


def test_money_for_an_amount_that_has_changed_goes_back() -> None:
    order = placed_order()
    old = open_payment_of(order)
    stage = order.stages.get()
    PaymentStage.objects.filter(pk=stage.pk).update(amount=stage.amount - 1)
    Order.objects.filter(pk=order.pk).update(discount=1, total=order.total - 1)
    pay(old)
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT
    assert Refund.objects.get(payment=old).amount == stage.amount
    assert escrow_held(order.number, "CNY") == 0
