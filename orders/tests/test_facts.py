"""What orders tell of their suppliers: parcels judged when due, signatures, purchases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Sum

from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.services import facts
from orders.services.cancel import refund_in_full
from orders.services.complete import complete_due, confirm
from orders.services.pay import confirm_stage
from orders.tests.factories import (
    NOW,
    buyer,
    custom_product,
    delivered_order,
    paid_order,
    pay_open,
    picked_up_order,
    placed_order,
    scan,
    ship_all,
    shipped_order,
    sku_of,
    want,
)
from suppliers.models import Fact

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DUE = NOW + 48 * HOUR
JUDGED = DUE + 6 * HOUR


def log(*kinds: str) -> list[tuple]:
    """What the log says all told."""
    rows = Fact.objects.filter(kind__in=kinds).values("kind", "at", "value")
    counted = rows.annotate(n=Sum("weight")).exclude(n=0)
    return sorted(counted.values_list("kind", "at", "value", "n"), key=repr)


def parcels() -> list[tuple]:
    return log("pickup", "promise")


def judge(at=JUDGED) -> int:
    return len(facts.judge_due(at=at, limit=100))


class TestParcels:
    def test_picked_up_in_time(self) -> None:
        delivered_order()
        assert judge() == 1
        assert parcels() == [("pickup", DUE, 2.0, 1), ("promise", DUE, 1.0, 1)]

    def test_judged_six_hours_after_it_fell_due_and_once(self) -> None:
        order = paid_order()
        assert judge(JUDGED - timedelta(seconds=1)) == 0
        assert parcels() == []
        assert (judge(), judge()) == (1, 0)
        order.refresh_from_db()
        assert order.judged_at == JUDGED

    def test_never_shipped(self) -> None:
        paid_order()
        judge()
        assert parcels() == [("pickup", DUE, None, 1), ("promise", DUE, 0.0, 1)]

    @pytest.mark.parametrize(
        ("late", "hours", "kept"),
        [(timedelta(0), 48.0, 1.0), (timedelta(microseconds=1), 48 + 1 / 3.6e9, 0.0)],
    )
    def test_to_the_microsecond(self, late, hours, kept) -> None:
        scan(ship_all(paid_order()), "accepted", DUE + late)
        judge()
        assert parcels() == [("pickup", DUE, hours, 1), ("promise", DUE, kept, 1)]
        assert (hours <= 48) == bool(kept)

    def test_two_parcels_and_what_was_not_sent(self) -> None:
        order = paid_order(quantity=30)
        line = order.lines.get()
        scan(ship_all(order, quantities={line.pk: 10}), "accepted", NOW + 5 * HOUR)
        ship_all(order, quantities={line.pk: 10})
        judge()
        assert parcels() == [
            ("pickup", DUE, 5.0, 1),
            ("pickup", DUE, None, 2),
            ("promise", DUE, 0.0, 2),
            ("promise", DUE, 1.0, 1),
        ]

    def test_what_is_sent_late_takes_the_place_of_what_was_missing(self) -> None:
        order = paid_order()
        judge()
        parcel = ship_all(order, at=JUDGED + HOUR)
        assert parcels() == [("pickup", DUE, None, 1), ("promise", DUE, 0.0, 1)]
        scan(parcel, "accepted", JUDGED + 2 * HOUR)
        assert parcels() == [("pickup", DUE, 56.0, 1), ("promise", DUE, 0.0, 1)]

    def test_a_late_scan_that_proves_a_pickup_in_time_undoes_the_breach(self) -> None:
        parcel = ship_all(paid_order())
        judge()
        scan(parcel, "in_transit", NOW + 30 * HOUR, received_at=JUDGED + HOUR)
        assert parcels() == [("pickup", DUE, 30.0, 1), ("promise", DUE, 1.0, 1)]
        scan(parcel, "accepted", NOW + 20 * HOUR, received_at=JUDGED + 2 * HOUR)
        assert parcels() == [("pickup", DUE, 20.0, 1), ("promise", DUE, 1.0, 1)]
        assert Fact.objects.filter(weight=-1).count() == 3

    def test_a_promise_of_a_day_may_be_missed_and_the_pickup_quick(self) -> None:
        order = paid_order(product=ProductFactory(promise_hours=24))
        judge(NOW + 30 * HOUR)
        scan(ship_all(order, at=NOW + 31 * HOUR), "accepted", NOW + 40 * HOUR)
        due = NOW + 24 * HOUR
        assert parcels() == [("pickup", due, 40.0, 1), ("promise", due, 0.0, 1)]

    def test_closed_before_it_was_due_counts_neither_way(self) -> None:
        refund_in_full(order=paid_order(), actor=None, at=DUE)
        judge()
        assert parcels() == []

    def test_closed_after_it_was_due_was_late(self) -> None:
        refund_in_full(order=paid_order(), actor=None, at=DUE + timedelta(seconds=1))
        judge()
        assert parcels() == [("pickup", DUE, None, 1), ("promise", DUE, 0.0, 1)]

    def test_unpaid_orders_fall_due_never(self) -> None:
        placed_order()
        assert judge(NOW + timedelta(days=90)) == 0

    def test_an_exempt_order_counts_neither_way_whenever_that_is_found(self) -> None:
        order = paid_order()
        judge()
        order.refresh_from_db()
        facts.judge(orders=[order], at=JUDGED, exempt={order.pk})
        assert parcels() == []

    def test_statements_do_not_grow_with_the_orders(self, django_assert_num_queries) -> None:
        sku = sku_of(ProductFactory())
        for many in (1, 3):
            for _ in range(many):
                delivered_order(want(sku))
            with django_assert_num_queries(10):
                assert judge() == many

    def test_one_that_another_sweep_has_is_left(self) -> None:
        paid_order()
        assert len(facts.judge_due(at=JUDGED, limit=0)) == 0
        assert judge() == 1


class TestStages:
    def test_nothing_falls_due_while_the_buyer_is_to_pay(self) -> None:
        order = paid_order(product=custom_product())
        confirm_stage(order=order, actor=order.group.placed_by, at=NOW + 24 * HOUR)
        due = NOW + timedelta(days=20)
        assert judge(due + 100 * HOUR) == 0
        pay_open(order, due + 100 * HOUR)
        order.refresh_from_db()
        assert judge(order.due_at + 6 * HOUR) == 1

    def test_nothing_falls_due_while_the_buyer_does_not_confirm(self) -> None:
        """The next stage is locked, and the supplier may not ship."""
        order = paid_order(product=custom_product())
        due = NOW + timedelta(days=20)
        assert judge(due + 6 * HOUR) == 0
        confirm_stage(order=order, actor=order.group.placed_by, at=due + 7 * HOUR)
        pay_open(order, due + 31 * HOUR)
        order.refresh_from_db()
        assert order.due_at == due + 55 * HOUR, "a day is left for shipping"
        assert (judge(due + 60 * HOUR), judge(due + 61 * HOUR)) == (0, 1)
        assert {at for _, at, *_ in parcels()} == {due + 55 * HOUR}

    def test_one_that_is_put_off_beyond_now_is_judged_anew(self) -> None:
        order = paid_order()
        judge()
        Order.objects.filter(pk=order.pk).update(due_at=DUE + 24 * HOUR)
        order.refresh_from_db()
        facts.judge_again(order=order, at=JUDGED)
        assert (parcels(), order.judged_at) == ([], None)
        assert (judge(JUDGED + 23 * HOUR), judge(JUDGED + 24 * HOUR)) == (0, 1)
        assert {at for _, at, *_ in parcels()} == {DUE + 24 * HOUR}


class TestSigned:
    def test_by_the_carrier_s_scan(self) -> None:
        delivered_order()
        assert log("signed") == [("signed", NOW + timedelta(days=3), None, 1)]

    def test_once_the_last_parcel_is(self) -> None:
        order = paid_order(quantity=20)
        line = order.lines.get()
        first = ship_all(order, quantities={line.pk: 10})
        second = ship_all(order)
        scan(first, "signed", NOW + 60 * HOUR)
        assert log("signed") == []
        scan(second, "signed", NOW + 50 * HOUR)
        assert log("signed") == [("signed", NOW + 60 * HOUR, None, 1)]

    def test_a_scan_out_of_order_puts_the_time_right(self) -> None:
        parcel = delivered_order().shipments.get()
        scan(parcel, "signed", NOW + 40 * HOUR, received_at=NOW + 90 * HOUR)
        assert log("signed") == [("signed", NOW + 40 * HOUR, None, 1)]

    def test_by_the_buyer_s_word_until_a_carrier_tells(self) -> None:
        order = shipped_order()
        confirm(order=order, actor=order.group.placed_by, at=NOW + 80 * HOUR)
        assert log("signed") == [("signed", NOW + 80 * HOUR, None, 1)]
        scan(order.shipments.get(), "signed", NOW + 70 * HOUR, received_at=NOW + 99 * HOUR)
        assert log("signed") == [("signed", NOW + 70 * HOUR, None, 1)]

    def test_time_alone_signs_nothing(self) -> None:
        order = picked_up_order()
        complete_due(at=order.complete_at, limit=1)
        judge(order.complete_at)
        assert log("signed") == []


class TestPurchases:
    def test_first_and_again(self) -> None:
        regular, sku = buyer(), sku_of(ProductFactory())
        paid_order(want(sku), membership=regular)
        paid_order(want(sku), membership=regular, at=NOW + HOUR)
        paid_order(want(sku), membership=buyer())
        paid_order(membership=regular)
        assert log("purchase") == [
            ("purchase", NOW, 0.0, 3),
            ("purchase", NOW + HOUR, 1.0, 1),
        ]

    def test_too_long_ago_is_not_again(self) -> None:
        regular, sku = buyer(), sku_of(ProductFactory())
        for days in (0, 180, 359):
            paid_order(want(sku), membership=regular, at=NOW + timedelta(days=days))
        assert [value for _, _, value, _ in log("purchase")] == [0.0, 0.0, 1.0]

    def test_what_was_refunded_in_full_was_none(self) -> None:
        refund_in_full(order=paid_order(), actor=None, at=NOW + HOUR)
        judge()
        assert log("purchase") == []


def test_orders_of_before_are_told_of_as_well() -> None:
    """Backfill: the sweep tells all that an order says, where nothing was told yet."""
    from orders.tests.backfill import without_facts

    delivered_order()
    with without_facts():
        assert Fact.objects.count() == 0
        judge()
        assert [kind for kind, *_ in log("pickup", "promise", "signed", "purchase")] == [
            "pickup",
            "promise",
            "purchase",
            "signed",
        ]
