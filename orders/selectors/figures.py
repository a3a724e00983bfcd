"""What the records of orders say was sold (rules §5). Closed orders do not count."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from policies.schemas import ScoreRules
from policies.selectors import in_force

_SOLD = """
    SELECT l.product_id,
        coalesce(sum(l.quantity) FILTER (WHERE o.paid_at > %(since)s), 0), sum(l.quantity)
    FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
    WHERE o.paid_at <= %(at)s AND o.status <> 'closed'
    GROUP BY l.product_id
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


def sold_by_supplier(at: datetime) -> dict[int, int]:
    """Pieces paid for in the last days of the policy, by supplier."""
    return {pk: pieces for pk, (pieces, _) in _counted(_PIECES, at).items()}


def _counted(sql: str, at: datetime) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, _moments(at))
        return {pk: (int(some), int(every)) for pk, some, every in cursor.fetchall()}


def _moments(at: datetime) -> dict[str, Any]:
    rules = in_force(ScoreRules, at).rules
    return {"at": at, "since": at - timedelta(days=rules.window_days)}
