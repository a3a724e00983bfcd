"""What products and shops sold, as cards show it, counted anew from the records of orders."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from catalog.models import Product
from catalog.services.sales import record_sales
from orders.selectors.figures import sold_by_product, sold_by_supplier
from suppliers.services.figures import record_sold


@transaction.atomic
def refresh(*, at: datetime) -> int:
    """Write what products and shops sold as of ``at``; returns how many products were counted.

    What sold once and no longer does falls back to nothing.
    """
    sold = dict.fromkeys(
        Product.objects.filter(sold_30d__gt=0).values_list("pk", flat=True), (0, 0)
    )
    sold |= sold_by_product(at)
    record_sales(sold=sold)
    record_sold(sold=sold_by_supplier(at))
    return len(sold)
