"""What the records of orders say of products and shops (rules §5). Closed orders do not count."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from policies.schemas import ScoreRules
from policies.selectors import in_force
from suppliers.models import Supplier
from suppliers.services.figures import Figures

SHARE = Decimal("0.0001")

_SOLD = """
    SELECT l.product_id,
        coalesce(sum(l.quantity) FILTER (WHERE o.paid_at > %(since)s), 0), sum(l.quantity)
    FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
    WHERE o.paid_at <= %(at)s AND o.status <> 'closed'
    GROUP BY l.product_id
"""
# A parcel is due once it was picked up or its time is over; an order without one counts as one.
_PARCELS = """
    SELECT o.supplier_id, count(*) FILTER (WHERE s.picked_up_at <= o.paid_at + %(quick)s), count(*)
    FROM orders_order o LEFT JOIN orders_shipment s ON s.order_id = o.id
    WHERE o.paid_at > %(since)s AND o.paid_at <= %(at)s AND o.status <> 'closed'
        AND (s.picked_up_at IS NOT NULL OR o.paid_at + %(quick)s <= %(at)s)
    GROUP BY o.supplier_id
"""
_BUYERS = """
    SELECT supplier_id, count(*) FILTER (WHERE times > 1), count(*)
    FROM (
        SELECT supplier_id, buyer_id, count(*) AS times FROM orders_order
        WHERE paid_at > %(regular_since)s AND paid_at <= %(at)s AND status <> 'closed'
        GROUP BY supplier_id, buyer_id) AS pairs
    GROUP BY supplier_id
"""
_PIECES = """
    SELECT o.supplier_id, sum(l.quantity), sum(l.quantity)
    FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
    WHERE o.paid_at > %(since)s AND o.paid_at <= %(at)s AND o.status <> 'closed'
    GROUP BY o.supplier_id
"""


def sold_by_product(at: datetime) -> dict[int, tuple[int, int]]:
    """Pieces paid for in the last days of the policy, and in all, by product."""
    return _counted(_SOLD, at)


def figures_by_supplier(at: datetime) -> dict[int, Figures]:
    """The figures of every shop; one without a parcel due, or without a buyer, has no rate."""
    parcels, buyers, pieces = (_counted(sql, at) for sql in (_PARCELS, _BUYERS, _PIECES))
    return {
        pk: Figures(
            pickup_48h_rate=_share(parcels.get(pk)),
            pickup_48h_parcels=parcels.get(pk, (0, 0))[1],
            repeat_rate=_share(buyers.get(pk)),
            sold_30d=pieces.get(pk, (0, 0))[0],
        )
        for pk in Supplier.objects.values_list("pk", flat=True)
    }


def _share(counted: tuple[int, int] | None) -> Decimal | None:
    return (Decimal(counted[0]) / counted[1]).quantize(SHARE) if counted else None


def _counted(sql: str, at: datetime) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, _moments(at))
        return {pk: (int(some), int(every)) for pk, some, every in cursor.fetchall()}


def _moments(at: datetime) -> dict[str, Any]:
    rules = in_force(ScoreRules, at).rules
    return {
        "at": at,
        "since": at - timedelta(days=rules.window_days),
        "quick": timedelta(hours=rules.pickup_hours),
        "regular_since": at - timedelta(days=rules.repeat_days),
    }
