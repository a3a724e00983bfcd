"""Orders that have not ended: they keep a company open, and a removed supplier's money."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import ngettext

from accounts.models import Company
from orders.enums import OrderStatus
from orders.models import Order

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


def sells_still(supplier_id: int) -> bool:
    """Whether an order of the supplier has not ended."""
    return Order.objects.filter(supplier=supplier_id).exclude(status__in=ENDED).exists()
