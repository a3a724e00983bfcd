"""What the supplier's desk shows of orders: lists, what is to ship, and today's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from orders.enums import OrderStatus
from orders.models import Order, OrderEvent, OrderLine
from orders.selectors.orders import counts_by_status, for_cards, for_page
from suppliers.models import Supplier

TO_SHIP = (OrderStatus.AWAITING_SHIPMENT, OrderStatus.PARTLY_SHIPPED)
ON_THE_WAY = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)
DUE_SOON = timedelta(hours=24)
SOLD_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class DeskFilter:
    """``status`` is one of OrderStatus, ``to_ship``, or empty; ``q`` a number or a buyer."""

    status: str = ""
    q: str = ""


@dataclass(frozen=True)
class Today:
    """The shop's figures of the moment, what is due first, and what happened last."""

    to_ship: int
    due_soon: int
    overdue: int
    awaiting_payment: int
    on_the_way: int
    pieces_30d: int
    soonest: list[Order]
    news: list[OrderEvent]


def orders_of_shop(supplier: Supplier, wanted: DeskFilter) -> QuerySet[Order]:
    """Orders of the shop as cards show them; newest first, or the most urgent to ship first."""
    orders = supplier.orders.all()
    if wanted.status == "to_ship":
        orders = orders.filter(status__in=TO_SHIP).order_by("due_at", "pk")
    elif wanted.status:
        orders = orders.filter(status=wanted.status)
    if wanted.q:
        orders = orders.filter(_named(wanted.q)).distinct()
    return for_cards(orders)


def shop_counts(supplier: Supplier) -> dict[str, int]:
    """How many orders of the shop stand in each status, to ship, and in all; one query."""
    counts = counts_by_status(supplier.orders.all())
    return {"": sum(counts.values()), "to_ship": sum(counts[s] for s in TO_SHIP), **counts}


def shop_orders(supplier: Supplier) -> QuerySet[Order]:
    """Orders of the shop with all that the page of one shows."""
    return for_page(supplier.orders.all())


def today(supplier: Supplier, *, at: datetime) -> Today:
    """What a supplier looks at first in the morning; five queries."""
    waiting = Q(status__in=TO_SHIP)
    figures = Order.objects.filter(supplier=supplier).aggregate(
        to_ship=Count("pk", filter=waiting),
        due_soon=Count("pk", filter=waiting & Q(due_at__gt=at, due_at__lte=at + DUE_SOON)),
        overdue=Count("pk", filter=waiting & Q(due_at__lte=at)),
        awaiting_payment=Count("pk", filter=Q(status=OrderStatus.AWAITING_PAYMENT)),
        on_the_way=Count("pk", filter=Q(status__in=ON_THE_WAY)),
    )
    news = OrderEvent.objects.filter(subject__supplier=supplier).select_related("subject", "actor")
    return Today(
        **figures,
        pieces_30d=_pieces_sold(supplier, at - SOLD_WITHIN),
        soonest=list(orders_of_shop(supplier, DeskFilter(status="to_ship"))[:8]),
        news=list(news.order_by("-at", "-pk")[:10]),
    )


def _pieces_sold(supplier: Supplier, since: datetime) -> int:
    sold = OrderLine.objects.filter(order__supplier=supplier, order__paid_at__gte=since)
    pieces: int = sold.aggregate(n=Sum("quantity", default=0))["n"]
    return pieces


def _named(q: str) -> Q:
    return Q(number__icontains=q) | Q(buyer__name__icontains=q) | Q(shipments__waybill__iexact=q)
