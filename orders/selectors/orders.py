"""Orders that somebody may see, with all that their pages show, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Company
from common.formats import in_language
from orders.enums import PAID_STAGES, OrderStatus, StageDue, StageStatus
from orders.models import (
    Order,
    OrderEvent,
    OrderLine,
    PaymentStage,
    Scan,
    Shipment,
    ShipmentLine,
    StagePayment,
)
from orders.selectors.links import buyer_page
from payments.models import Payment
from payments.selectors.payments import Subject

#: Paid, and not all of it handed over.
TO_SHIP = (OrderStatus.AWAITING_SHIPMENT, OrderStatus.PARTLY_SHIPPED)
#: Paid, and the money neither with the supplier nor sent back.
HOLDING = (*TO_SHIP, OrderStatus.SHIPPED, OrderStatus.DELIVERED)


def orders_bought_by(company: Company | None) -> QuerySet[Order]:
    """The orders of a buyer; nobody else's."""
    return Order.objects.filter(buyer=company) if company else Order.objects.none()


def orders_sold_by(company: Company | None) -> QuerySet[Order]:
    """The orders that a company's shop has to ship; nobody else's."""
    return Order.objects.filter(supplier__company=company) if company else Order.objects.none()


def search(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    """Those whose number begins so, or whose goods or supplier are called so."""
    text = text.strip()
    if not text:
        return orders
    titled = OrderLine.objects.filter(
        Q(title__icontains=text) | Q(title_en__icontains=text) | Q(sku_code__iexact=text)
    )
    return orders.filter(
        Q(number__startswith=text)
        | Q(supplier__name__icontains=text)
        | Q(supplier__name_en__icontains=text)
        | Q(pk__in=titled.values("order"))
    )


def counts_by_status(orders: QuerySet[Order]) -> dict[str, int]:
    """How many of ``orders`` are in each status; one query."""
    rows = orders.order_by().values_list("status").annotate(count=Count("pk"))
    return dict.fromkeys(OrderStatus.values, 0) | dict(rows)


def with_scans(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With whether a carrier has a parcel of each, in the same query."""
    picked_up = Shipment.objects.filter(order=OuterRef("pk"), picked_up_at__isnull=False)
    return orders.annotate(is_scanned=Exists(picked_up))  # type: ignore[no-redef]  # named by Order


def for_cards(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With what a card of a list shows: both sides, the lines, and how it stands."""
    return with_scans(orders).select_related("buyer", "supplier").prefetch_related("lines")


def with_acts(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With what decides on what the buyer can do next: stages and changes of price."""
    stages = Prefetch("stages", PaymentStage.objects.order_by("number"))
    return orders.prefetch_related(stages, "price_changes")


def for_receipt(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With what is looked at before receipt is confirmed: the goods, and where each parcel is."""
    parcels = Shipment.objects.select_related("carrier").order_by("declared_at", "pk")
    return orders.prefetch_related("lines", Prefetch("shipments", parcels))


def for_page(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With all that the page of one order shows."""
    parcels = Shipment.objects.select_related("carrier").prefetch_related(
        Prefetch("scans", Scan.objects.order_by("-scanned_at", "-pk")),
        Prefetch("lines", ShipmentLine.objects.select_related("order_line")),
    )
    both = with_scans(orders).select_related("buyer", "supplier__company", "group__placed_by")
    return with_acts(both).prefetch_related(
        "lines__product",
        Prefetch("shipments", parcels),
        Prefetch("events", OrderEvent.objects.select_related("actor")),
    )


def open_stage_of(order: Order) -> PaymentStage | None:
    """The stage to be paid now, of an order with its stages in hand; none of a closed one."""
    if order.status == OrderStatus.CLOSED:
        return None
    return next((stage for stage in order.stages.all() if stage.status == "open"), None)


def stage_to_confirm(order: Order) -> tuple[PaymentStage, PaymentStage] | None:
    """The stage paid last, and the next one that waits for the buyer's word on it.

    Of an order with its stages in hand; none of a closed one.
    """
    if order.status == OrderStatus.CLOSED:
        return None
    waiting = (StageStatus.PAID, StageStatus.LOCKED)
    pairs = pairwise(order.stages.all())
    return next((pair for pair in pairs if tuple(one.status for one in pair) == waiting), None)


def unpaid_before_shipping(order: Order) -> PaymentStage | None:
    """The first stage that shipping needs and whose money is not there; stages in hand.

    Until it is, the supplier may not ship and no promise is over (rules.md §7).
    """
    for stage in order.stages.all():
        stage.order = order
        if stage.due != StageDue.ON_RECEIPT and stage.status not in PAID_STAGES:
            return stage
    return None


def waits_until(payment: Payment) -> datetime | None:
    """When the first unpaid order of a payment closes by itself; None where none does."""
    of_it = PaymentStage.objects.filter(payments__payment=payment)
    unpaid = Order.objects.filter(status=OrderStatus.AWAITING_PAYMENT, stages__in=of_it)
    first: datetime | None = unpaid.aggregate(Min("pay_until"))["pay_until__min"]
    return first


def subjects_of(payment: Payment, at: datetime) -> list[Subject]:
    """The orders that a payment is for, each with its share, as they are at ``at``; two queries."""
    parts = (
        StagePayment.objects.filter(payment=payment)
        .select_related("stage__order__supplier")
        .prefetch_related("stage__order__stages")
        .order_by("stage__order")
    )
    return [_subject(part.stage.order, part.amount, at) for part in parts]


def _subject(order: Order, share: Decimal, at: datetime) -> Subject:
    return Subject(
        label=order.number,
        url=buyer_page(order),
        who=in_language(order.supplier, "name"),
        amount=share,
        due_at=_promised_at(order, at),
        is_held=order.status in HOLDING,
    )


def _promised_at(order: Order, at: datetime) -> datetime | None:
    """By when what was not handed over is to be; none once that is past, or waits for money."""
    if order.status not in TO_SHIP or order.due_at is None or order.due_at <= at:
        return None
    return None if unpaid_before_shipping(order) else order.due_at


def with_numbers(orders: QuerySet[Order], numbers: Sequence[str]) -> list[Order]:
    """Those of the numbers that are among ``orders``, both sides in hand."""
    usable = [number for number in numbers if "\x00" not in number]
    found = orders.filter(number__in=usable).select_related("buyer", "supplier__company")
    return list(found.order_by("number"))
