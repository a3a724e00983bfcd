"""The two clocks of an order: until the carrier's pickup, and until it completes (rules §7, §8).

Clock hours, whatever the calendar: a day is 24 hours, across midnight and the end of February.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from orders.enums import OrderStatus
from orders.models import Order
from policies.schemas import OrderRules


def due_at(*, paid_at: datetime, promise_hours: int) -> datetime:
    """The moment by which the pickup was promised."""
    return paid_at + timedelta(hours=promise_hours)


def complete_at(
    *, picked_up_at: datetime, signed_at: datetime | None, is_extended: bool, rules: OrderRules
) -> datetime:
    """The moment at which an order that the carrier picked up then completes by itself."""
    extension = timedelta(days=rules.extension_days if is_extended else 0)
    return _by_rule(picked_up_at, signed_at, rules) + extension


def _by_rule(picked_up_at: datetime, signed_at: datetime | None, rules: OrderRules) -> datetime:
    if signed_at is None or signed_at > picked_up_at + timedelta(days=rules.no_signature_days):
        return picked_up_at + timedelta(days=rules.no_signature_complete_days)
    if signed_at <= picked_up_at + timedelta(days=rules.quick_sign_days):
        return picked_up_at + timedelta(days=rules.quick_complete_days)
    return signed_at + timedelta(hours=rules.late_sign_complete_hours)


def extension_opens_at(complete_at: datetime, rules: OrderRules) -> datetime:
    """From then on, until ``complete_at``, the buyer may extend once."""
    return complete_at - timedelta(days=rules.extension_window_days)


def awaits_scan(order: Order) -> bool:
    """Whether it was handed over, as the supplier says, and no carrier has it yet (rules §8).

    Of a part until the first parcel is scanned, of the whole until the last is.
    """
    if order.status == OrderStatus.PARTLY_SHIPPED:
        return not order.is_scanned
    return order.status == OrderStatus.SHIPPED and order.picked_up_at is None
