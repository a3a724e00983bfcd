"""The two clocks of an order: until the carrier's pickup, and until it completes (rules §7, §8).

Clock hours, whatever the calendar: a day is 24 hours, across midnight and the end of February.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from policies.schemas import OrderRules


def due_at(*, paid_at: datetime, promise_hours: int) -> datetime:
    """The moment by which the pickup was promised."""
    return paid_at + timedelta(hours=promise_hours)


def complete_at(
    *, shipped_at: datetime, signed_at: datetime | None, is_extended: bool, rules: OrderRules
) -> datetime:
    """The moment at which an order that was shipped then completes by itself."""
    extension = timedelta(days=rules.extension_days if is_extended else 0)
    return _by_rule(shipped_at, signed_at, rules) + extension


def _by_rule(shipped_at: datetime, signed_at: datetime | None, rules: OrderRules) -> datetime:
    if signed_at is None or signed_at > shipped_at + timedelta(days=rules.no_signature_days):
        return shipped_at + timedelta(days=rules.no_signature_complete_days)
    if signed_at <= shipped_at + timedelta(days=rules.quick_sign_days):
        return shipped_at + timedelta(days=rules.quick_complete_days)
    return signed_at + timedelta(hours=rules.late_sign_complete_hours)


def extension_opens_at(complete_at: datetime, rules: OrderRules) -> datetime:
    """From then on, until ``complete_at``, the buyer may extend once."""
    return complete_at - timedelta(days=rules.extension_window_days)
