"""What keeps a company from being closed: its orders that have not ended."""

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
