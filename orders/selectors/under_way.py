"""Orders that have not ended: they wait for their buyer, and keep a company open."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from accounts.models import Company
from orders.enums import OrderStatus
from orders.models import Order
from orders.selectors.orders import counts_by_status, orders_bought_by, with_scans
from suppliers.models import Supplier

ENDED = (OrderStatus.COMPLETED, OrderStatus.CLOSED)


def counts_under_way(company: Company | None) -> dict[OrderStatus, int]:
    """How many orders that a company bought are in each status before the last; one query."""
    bought = orders_bought_by(company).exclude(status__in=ENDED)
    counts = counts_by_status(bought)
    return {status: counts[status] for status in OrderStatus if status not in ENDED}


def orders_under_way(company: Company) -> Any:
    """A sentence that counts them, bought and sold; None where all have ended."""
    mine = Order.objects.filter(Q(buyer=company) | Q(supplier__company=company))
    count = mine.exclude(status__in=ENDED).count()
    if not count:
        return None
    return ngettext("%(count)d order is under way.", "%(count)d orders are under way.", count) % {
        "count": count
    }


def orders_under_way_with(supplier: Supplier, buyer: Company | None) -> QuerySet[Order]:
    """What the buyer ordered of the shop and has not ended, the newest first."""
    mine = orders_bought_by(buyer).filter(supplier=supplier)
    return with_scans(mine).exclude(status__in=ENDED).order_by("-placed_at", "-pk")


def sells_still(supplier_id: int) -> bool:
    """Whether an order of the supplier has not ended."""
    return Order.objects.filter(supplier=supplier_id).exclude(status__in=ENDED).exists()
