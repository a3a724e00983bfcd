"""Orders that have not ended: they keep a company open, and a removed supplier's money."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from accounts.models import Company
from orders.enums import OrderStatus
from orders.models import Order
from orders.selectors.orders import orders_bought_by
from suppliers.models import Supplier

ENDED = (OrderStatus.COMPLETED, OrderStatus.CLOSED)


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
    return mine.exclude(status__in=ENDED).order_by("-placed_at", "-pk")


def sells_still(supplier_id: int) -> bool:
    """Whether an order of the supplier has not ended."""
    return Order.objects.filter(supplier=supplier_id).exclude(status__in=ENDED).exists()
