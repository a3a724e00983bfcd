"""What happens at once: each race, and its control with the lock taken away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from accounts.models import Membership
from accounts.tests.factories import AddressFactory
from catalog.models import Sku
from catalog.services import stock
from catalog.tests.factories import ProductFactory, SkuFactory
from common.errors import DomainError
from marketplace.testing.races import at_once, refused
from orders.enums import OrderStatus
from orders.errors import CannotShip
from orders.models import Order, OrderGroup, Scan
from orders.services import complete, scans
from orders.services import ship as ship_service
from orders.services.cancel import close_unpaid
from orders.services.cart import add
from orders.services.checkout import checkout
from orders.services.complete import complete_due, confirm
from orders.tests.factories import (
    NOW,
    CarrierFactory,
    buyer,
    delivered_order,
    open_payment_of,
    paid_order,
    pay,
    placed_group,
    placed_order,
    sku_of,
    want,
)
from payments.enums import TransactionKind
from payments.models import Transaction
from payments.services.payments import confirm_attempt, start_attempt
from policies.services.versions import ensure_first_versions

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=40)


@pytest.fixture(autouse=True)
def _rules(_empty_cache: None) -> None:
    """Tests that commit empty all tables; the rules have to be there again."""
    ensure_first_versions()


def last_piece() -> Sku:
    return SkuFactory(product=ProductFactory(skus=0), on_hand=1)


def unlocked(queryset: Any) -> list[Any]:
    """The same rows, read without a lock; both readers are let in before either writes."""
    rows = list(queryset.order_by("pk"))
    meeting.wait(timeout=10)
    return rows


meeting = threading.Barrier(2)


def test_two_buyers_on_the_last_piece():
    sku, buyers = last_piece(), [buyer(), buyer()]
    results = at_once(*(lambda m=m: placed_group(want(sku, 1), membership=m) for m in buyers))
    sku.refresh_from_db()
    (error,) = refused(results)
    assert isinstance(error, DomainError)
    assert error.code == "over_stock"
    assert (sku.reserved, Order.objects.count()) == (1, 1)


def test_control_without_the_lock_both_are_told_it_is_theirs():
    """The constraint still stands between them and overselling; with it gone too, two are sold."""
    sku, buyers = last_piece(), [buyer(), buyer()]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalog_sku DROP CONSTRAINT sku_not_oversold")
    try:
        with patch.object(stock, "lock_ids", _unlocked_ids):
            results = at_once(
                *(lambda m=m: placed_group(want(sku, 1), membership=m) for m in buyers)
            )
        sku.refresh_from_db()
        assert refused(results) == []
        assert sku.reserved > sku.on_hand
    finally:
        Sku.objects.update(reserved=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE catalog_sku ADD CONSTRAINT sku_not_oversold"
                " CHECK (reserved <= on_hand)"
            )


def _unlocked_ids(model: Any, ids: Any) -> dict[int, Any]:
    return {row.pk: row for row in unlocked(model.objects.filter(pk__in=set(ids)))}


def cart_ready() -> tuple[Membership, Any]:
    member = buyer()
    add(membership=member, wants={sku_of(ProductFactory()).pk: 10}, at=NOW)
    return member, AddressFactory(company=member.company)


def test_a_double_click_on_checkout_orders_once():
    member, address = cart_ready()
    results = at_once(
        *[lambda: checkout(membership=member, address=address, notes={}, key="k", at=NOW)] * 2
    )
    assert refused(results) == []
    assert results[0] == results[1]
    assert (OrderGroup.objects.count(), Order.objects.count()) == (1, 1)


def test_control_two_keys_are_two_checkouts():
    sku, member = sku_of(ProductFactory()), buyer()
    keys = iter(["one", "two"])
    results = at_once(*[lambda: placed_group(want(sku), membership=member, key=next(keys))] * 2)
    assert refused(results) == []
    assert Order.objects.count() == 2


def test_two_notices_of_one_payment_settle_once():
    order = placed_order()
    payment = open_payment_of(order)
    attempt = start_attempt(payment=payment, gateway="sandbox", at=NOW)

    def tell() -> Any:
        return confirm_attempt(
            attempt=attempt,
            amount=payment.amount,
            currency=payment.currency,
            gateway_reference="G",
            at=NOW,
        )

    assert refused(at_once(tell, tell, tell)) == []
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_SHIPMENT
    assert Transaction.objects.filter(kind=TransactionKind.ESCROW_HOLD).count() == 1


def test_paying_and_closing_at_once_leaves_one_of_both():
    order = placed_order()
    payment, at = open_payment_of(order), order.pay_until
    attempt = start_attempt(payment=payment, gateway="sandbox", at=NOW)
    results = at_once(
        lambda: confirm_attempt(
            attempt=attempt,
            amount=payment.amount,
            currency=payment.currency,
            gateway_reference="G",
            at=at,
        ),
        lambda: close_unpaid(at=at, limit=10),
    )
    assert refused(results) == []
    order.refresh_from_db()
    sku = order.lines.get().sku
    held = Transaction.objects.filter(kind=TransactionKind.ESCROW_HOLD).count()
    refunds = Transaction.objects.filter(kind=TransactionKind.REFUND).count()
    if order.status == OrderStatus.CLOSED:
        assert (sku.reserved, held, refunds) == (0, 0, 1)
    else:
        assert order.status == OrderStatus.AWAITING_SHIPMENT
        assert (sku.reserved, held, refunds) == (10, 1, 0)


def test_confirming_while_time_completes_settles_once():
    order = delivered_order()
    results = at_once(
        lambda: confirm(order=order, actor=None, at=LATER),
        lambda: complete_due(at=LATER, limit=10),
        lambda: complete_due(at=LATER, limit=10),
    )
    assert [e.code for e in refused(results) if isinstance(e, DomainError)] in (
        [],
        ["wrong_status"],
    )
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED
    assert Transaction.objects.filter(kind=TransactionKind.SETTLEMENT).count() == 1
    assert order.events.filter(target=OrderStatus.COMPLETED).count() == 1


def test_control_without_the_order_s_lock_both_go_on_to_settle():
    """The guarded UPDATE and the ledger's key still stop the second; the lock comes before both."""
    order, settled = delivered_order(), []
    real = complete._settle

    def remember(order: Order, at: Any) -> None:
        settled.append(order.pk)
        real(order, at)

    def without_lock(queryset: Any) -> Any:
        (row,) = unlocked(queryset)
        return row

    with (
        patch.object(complete, "lock_one", without_lock),
        patch.object(complete, "move_order", lambda order, **_: order),
        patch.object(complete, "_settle", remember),
    ):
        at_once(*[lambda: confirm(order=order, actor=None, at=LATER)] * 2)
    assert settled == [order.pk, order.pk]
    assert Transaction.objects.filter(kind=TransactionKind.SETTLEMENT).count() == 1


def hand_over_while_scanned(order: Order) -> list[Any]:
    """The supplier names the parcel, and its carrier tells of the pickup, at the same moment."""
    carrier, at = CarrierFactory(), NOW + timedelta(hours=1)
    told = {"carrier": carrier, "waybill": "T77777777"}
    return at_once(
        lambda: ship_service.ship(order=order, **told, quantities=None, actor=None, at=at),
        lambda: scans.book_scan(**told, kind="accepted", scanned_at=at, received_at=at),
    )


def meet_before(monkeypatch: pytest.MonkeyPatch, *places: tuple[Any, str]) -> None:
    """Both have looked before either writes, unless a lock keeps one of them waiting."""
    meet = threading.Barrier(2)

    def met(real: Callable[..., Any]) -> Callable[..., Any]:
        def look(*args: Any, **given: Any) -> Any:
            found = real(*args, **given)
            with suppress(threading.BrokenBarrierError):
                meet.wait(timeout=1)
            return found

        return look

    for module, name in places:
        monkeypatch.setattr(module, name, met(getattr(module, name)))


def test_a_scan_while_the_parcel_is_named_is_of_the_parcel(monkeypatch):
    order = paid_order()
    meet_before(monkeypatch, (ship_service, "adopt_waiting_scans"), (scans, "_travelling"))
    assert refused(hand_over_while_scanned(order)) == []
    assert order.shipments.get().picked_up_at is not None


def test_control_without_the_waybill_s_lock_the_scan_waits_for_ever(monkeypatch):
    order = paid_order()
    monkeypatch.setattr(scans, "lock_word", lambda _word: None)
    meet_before(monkeypatch, (ship_service, "adopt_waiting_scans"), (scans, "_travelling"))
    assert refused(hand_over_while_scanned(order)) == []
    assert order.shipments.get().picked_up_at is None
    assert Scan.objects.get().shipment is None


def ship_both(first: Order, second: Order) -> list[Any]:
    carrier, at = CarrierFactory(), NOW + timedelta(hours=1)
    told = {"carrier": carrier, "waybill": "T77777777", "quantities": None, "actor": None, "at": at}
    return at_once(
        lambda: ship_service.ship(order=first, **told),
        lambda: ship_service.ship(order=second, **told),
    )


def test_one_waybill_for_two_buyers_at_once_is_refused_to_one(monkeypatch):
    orders = paid_order(), paid_order()
    meet_before(monkeypatch, (ship_service, "refuse_used"))
    (error,) = refused(ship_both(*orders))
    assert isinstance(error, CannotShip)
    assert error.code == "waybill_used"


def test_control_without_the_waybill_s_lock_two_buyers_have_one_parcel(monkeypatch):
    orders = paid_order(), paid_order()
    monkeypatch.setattr(scans, "lock_word", lambda _word: None)
    meet_before(monkeypatch, (ship_service, "refuse_used"))
    assert refused(ship_both(*orders)) == []


def test_two_sweeps_share_the_work():
    orders = {placed_order().pk for _ in range(4)}
    results = at_once(*[lambda: close_unpaid(at=LATER, limit=10)] * 2)
    assert refused(results) == []
    assert sorted(results[0] + results[1]) == sorted(orders)


def test_a_late_payment_of_a_closed_order_goes_back():
    order = placed_order()
    payment = open_payment_of(order)
    close_unpaid(at=LATER, limit=10)
    pay_late(payment)
    order.refresh_from_db()
    assert order.status == OrderStatus.CLOSED
    assert Transaction.objects.filter(kind=TransactionKind.REFUND).count() == 1


def pay_late(payment: Any) -> None:
    with pytest.raises(DomainError):
        pay(payment, LATER)
    attempt = payment.attempts.create(
        gateway="sandbox", reference="LATE", amount=payment.amount, currency="CNY", started_at=NOW
    )
    confirm_attempt(
        attempt=attempt,
        amount=payment.amount,
        currency="CNY",
        gateway_reference="G",
        at=LATER,
    )
