"""A year of orders, written as the services would have left them, table by table.

``tests/test_history.py`` holds each table's rows to those of an order that went through the
services.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, models

from marketplace.demo.market.bookings import Bookings
from marketplace.demo.market.plans import Plan
from marketplace.demo.market.rows import attempt_row, line_rows, order_row, scan_rows
from marketplace.demo.market.trips import WAYBILLS, Trip, trip, waybill
from orders.enums import CloseReason, EventKind, OrderStatus, StageStatus
from orders.models import (
    Carrier,
    Order,
    OrderEvent,
    OrderGroup,
    OrderLine,
    PaymentStage,
    Scan,
    Shipment,
    ShipmentLine,
    StageEvent,
    StagePayment,
)
from orders.selectors.clock import complete_at, due_at
from orders.selectors.links import buyer_page
from payments.enums import AttemptStatus, PaymentStatus
from payments.models import AttemptEvent, Payment, PaymentAttempt, PaymentEvent
from payments.numbers import fresh
from payments.services.ledger import Draft, post_many
from policies.schemas import OrderRules, PaymentRules
from policies.selectors import in_force
from suppliers.models import Supplier

S = OrderStatus
#: Share of past orders that were never paid.
UNPAID = 0.04


@dataclass(slots=True)
class Books:
    """Rows to be written, by table in the order in which they refer to each other."""

    groups: list[OrderGroup] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    lines: list[OrderLine] = field(default_factory=list)
    stages: list[PaymentStage] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    attempts: list[PaymentAttempt] = field(default_factory=list)
    shares: list[StagePayment] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    parcels: list[ShipmentLine] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    events: list[models.Model] = field(default_factory=list)
    money: list[Draft] = field(default_factory=list)

    def write(self) -> None:
        """Write everything; the ledger at the end."""
        for rows in (self.groups, self.orders, self.lines, self.stages, self.payments):
            _create(rows)
        for more in (self.attempts, self.shares, self.shipments, self.parcels, self.scans):
            _create(more)
        for kind in (OrderEvent, StageEvent, PaymentEvent, AttemptEvent):
            _create([event for event in self.events if type(event) is kind])
        post_many(self.money)


def _create(rows: Sequence[Any]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)


class Historian:
    """Turns plans into rows. Stage ids are needed by keys of the ledger, so they are drawn first."""

    def __init__(self, suppliers: Iterable[Supplier], random: Random) -> None:
        self.suppliers = {supplier.pk: supplier for supplier in suppliers}
        self.carriers = {carrier.code: carrier for carrier in Carrier.objects.all()}
        self.care = {pk: random.betavariate(9, 1.3) for pk in self.suppliers}
        self.random = random
        self.books, self.bookings = Books(), Bookings()

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the orders of ``plans`` as they stand today."""
        numbers = _numbers(len(plans))
        stages = _ids("orders_paymentstage", len(plans))
        for plan, number, stage_id in zip(plans, numbers, stages, strict=True):
            if self.random.random() < UNPAID:
                self._never_paid(plan, number, stage_id)
            else:
                self._completed(plan, number, stage_id)
        self.books.write()

    def _never_paid(self, plan: Plan, number: int, stage_id: int) -> None:
        order, stage, _lines = self._placed(plan, number, stage_id, is_paid=False)
        payment = self._payment(order, stage, PaymentStatus.EXPIRED)
        self.books.events.append(
            PaymentEvent(
                subject=payment,
                at=payment.expires_at,
                source=PaymentStatus.OPEN,
                target=PaymentStatus.EXPIRED,
            )
        )
        order.close_reason = CloseReason.UNPAID
        order.closed_at = order.pay_until + timedelta(minutes=1)
        self._event(order, S.AWAITING_PAYMENT, S.CLOSED, order.closed_at)

    def _completed(self, plan: Plan, number: int, stage_id: int) -> None:
        order, stage, lines = self._placed(plan, number, stage_id, is_paid=True)
        way = trip(plan.placed_at, order.promise_hours, self.care[order.supplier_id], self.random)
        self._pay(order, stage, way)
        self._ship(order, lines, way)
        self._complete(order, way)

    def _placed(
        self, plan: Plan, number: int, stage_id: int, *, is_paid: bool
    ) -> tuple[Order, PaymentStage, list[OrderLine]]:
        """An order with its stage, both as they stand in the end."""
        group = OrderGroup(
            buyer=plan.buyer.company,
            placed_by=plan.buyer.user,
            key=f"demo:{number}",
            placed_at=plan.placed_at,
        )
        supplier = self.suppliers[plan.draft.supplier_id]
        status = S.COMPLETED if is_paid else S.CLOSED
        order = order_row(plan, group, number, supplier, status)
        stage = PaymentStage(
            pk=stage_id,
            order=order,
            number=1,
            percent=100,
            amount=order.total,
            status=StageStatus.PAID if is_paid else StageStatus.OPEN,
            opened_at=order.placed_at,
        )
        self.books.groups.append(group)
        self.books.orders.append(order)
        lines = line_rows(plan, order)
        self.books.lines += lines
        self.books.stages.append(stage)
        self._event(order, "", S.AWAITING_PAYMENT, order.placed_at, actor=plan.buyer.user)
        return order, stage, lines

    def _payment(self, order: Order, stage: PaymentStage, status: str) -> Payment:
        minutes = in_force(PaymentRules, order.placed_at).rules.payment_minutes
        payment = Payment(
            number=fresh("P", order.placed_at),
            payer=order.buyer,
            purpose="orders",
            amount=order.total,
            currency=order.currency,
            status=status,
            title="Order %(number)s",
            title_params={"number": order.number},
            return_url=buyer_page(order),
            created_at=order.placed_at,
            expires_at=order.placed_at + timedelta(minutes=minutes),
        )
        self.books.payments.append(payment)
        self.books.shares.append(StagePayment(stage=stage, payment=payment, amount=order.total))
        return payment

    def _pay(self, order: Order, stage: PaymentStage, way: Trip) -> None:
        payment = self._payment(order, stage, PaymentStatus.PAID)
        payment.paid_at = order.paid_at = stage.paid_at = at = way.paid_at
        order.due_at = due_at(paid_at=at, promise_hours=order.promise_hours)
        attempt = attempt_row(payment, at)
        self.books.attempts.append(attempt)
        self.books.events += [
            PaymentEvent(
                subject=payment, at=at, source=PaymentStatus.OPEN, target=PaymentStatus.PAID
            ),
            AttemptEvent(
                subject=attempt, at=at, source=AttemptStatus.STARTED, target=AttemptStatus.SUCCEEDED
            ),
            StageEvent(subject=stage, at=at, source=StageStatus.OPEN, target=StageStatus.PAID),
        ]
        self._event(order, S.AWAITING_PAYMENT, S.AWAITING_SHIPMENT, at)
        self.books.money += self.bookings.paid(order, stage, attempt)

    def _ship(self, order: Order, lines: Sequence[OrderLine], way: Trip) -> None:
        carrier = self.carriers[self.random.choice(sorted(WAYBILLS))]
        shipment = Shipment(
            order=order,
            carrier=carrier,
            waybill=waybill(carrier.code, self.random),
            declared_at=way.shipped_at,
            picked_up_at=way.picked_up_at,
            signed_at=way.signed_at,
            last_scan_at=way.signed_at,
            last_scan_kind=way.scans[-1][0],
        )
        self.books.shipments.append(shipment)
        for line in lines:
            line.shipped_quantity = line.quantity
            self.books.parcels.append(
                ShipmentLine(shipment=shipment, order_line=line, quantity=line.quantity)
            )
        self.books.scans += scan_rows(shipment, way)
        told = {"waybill": shipment.waybill, "carrier": carrier.code}
        self._event(order, S.AWAITING_SHIPMENT, S.SHIPPED, way.shipped_at, data=told)
        for kind, moment in (
            (EventKind.PICKED_UP, way.picked_up_at),
            (EventKind.SIGNED, way.signed_at),
        ):
            data = {"waybill": shipment.waybill, "moment": moment.isoformat()}
            self._event(order, S.SHIPPED, S.SHIPPED, moment, kind=kind, data=data)
        self._event(order, S.SHIPPED, S.DELIVERED, way.signed_at)

    def _complete(self, order: Order, way: Trip) -> None:
        order.shipped_at, order.picked_up_at = way.shipped_at, way.picked_up_at
        order.delivered_at, order.completed_at = way.signed_at, way.completed_at
        order.complete_at = complete_at(
            picked_up_at=way.picked_up_at,
            signed_at=way.signed_at,
            is_extended=False,
            rules=in_force(OrderRules, order.placed_at).rules,
        )
        actor = order.group.placed_by if way.by_buyer else None
        self._event(order, S.DELIVERED, S.COMPLETED, way.completed_at, actor=actor)
        self.books.money.append(self.bookings.settled(order))

    def _event(self, order: Order, source: str, target: str, at: datetime, **given: Any) -> None:
        self.books.events.append(
            OrderEvent(
                subject=order,
                at=at,
                source=source,
                target=target,
                policy_version=order.policy_version,
                **given,
            )
        )


def _numbers(count: int) -> list[int]:
    """So many numbers of the sequence that orders are numbered by."""
    return _from_sequence("orders_order_number", count)


def _ids(table: str, count: int) -> list[int]:
    """So many primary keys of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
    return _from_sequence(sequence, count)


def _from_sequence(sequence: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, count])
        return [value for (value,) in cursor.fetchall()]
