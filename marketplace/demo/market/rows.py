"""Rows of past orders, each as a service would have written it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from common.working_days import day_of
from marketplace.demo.market.plans import Plan
from marketplace.demo.market.trips import Trip
from orders.enums import OrderStatus
from orders.models import Order, OrderGroup, OrderLine, Scan, Shipment
from payments.enums import AttemptStatus
from payments.models import Payment, PaymentAttempt
from payments.numbers import fresh
from policies.schemas import OrderRules
from policies.selectors import in_force
from suppliers.models import Supplier

GATEWAY = "sandbox"


def order_row(
    plan: Plan, group: OrderGroup, number: int, supplier: Supplier, status: OrderStatus
) -> Order:
    """The order as it was placed, in the status that it has come to."""
    rules, goods = in_force(OrderRules, plan.placed_at), plan.draft.goods_amount
    return Order(
        number=f"{day_of(plan.placed_at):%y%m%d}{number:08d}",
        group=group,
        buyer=group.buyer,
        supplier=supplier,
        status=status,
        stage_plan=plan.draft.stage_plan,
        currency=plan.draft.currency,
        goods_amount=goods,
        discount=Decimal(0),
        freight_amount=plan.freight,
        total=goods + plan.freight,
        address=plan.snapshot.text,
        region_id=plan.snapshot.region or None,
        country=plan.snapshot.country,
        placed_at=plan.placed_at,
        pay_until=plan.placed_at + timedelta(days=rules.rules.unpaid_days),
        promise_hours=plan.draft.promise_hours,
        policy_version=rules.version,
    )


def line_rows(plan: Plan, order: Order) -> list[OrderLine]:
    """What was agreed, word for word."""
    return [
        OrderLine(
            order=order,
            sku_id=line.item.sku_id,
            product_id=line.item.product_id,
            mode=line.quoted.want.mode,
            title=line.item.title,
            title_en=line.item.title_en,
            sku_code=line.item.sku_code,
            options=line.item.options,
            picture=line.item.picture,
            unit=line.item.unit,
            product_revision=line.item.revision,
            quantity=line.quoted.want.quantity,
            unit_price=line.quoted.unit_price,
            tier_from=line.quoted.tier_from,
            amount=line.quoted.amount,
            promise_hours=line.item.promise_hours,
        )
        for line in plan.draft.lines
    ]


def attempt_row(payment: Payment, at: datetime) -> PaymentAttempt:
    """The try that brought the money."""
    reference = fresh("A", at)
    return PaymentAttempt(
        payment=payment,
        gateway=GATEWAY,
        reference=reference,
        gateway_reference=f"demo-{reference}",
        amount=payment.amount,
        received=payment.amount,
        currency=payment.currency,
        status=AttemptStatus.SUCCEEDED,
        started_at=at,
        ended_at=at,
    )


def scan_rows(shipment: Shipment, way: Trip) -> list[Scan]:
    """What the carrier told of the parcel."""
    address = shipment.order.address
    places = (shipment.order.supplier.name, "中转场", address["city"], address["city"])
    return [
        Scan(
            carrier=shipment.carrier,
            waybill=shipment.waybill,
            shipment=shipment,
            kind=kind,
            scanned_at=moment,
            received_at=moment,
            place=place,
        )
        for (kind, moment), place in zip(way.scans, places, strict=True)
    ]
