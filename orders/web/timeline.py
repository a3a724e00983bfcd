"""The history of an order in words, newest first; scans at their own time, and when told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common import formats
from common.tones import tone_of
from orders.enums import MOVED_TO, CloseReason, EventKind, OrderStatus
from orders.models import Order, OrderEvent


@dataclass(frozen=True)
class TimelineEvent:
    """As the component ``timeline`` takes it."""

    at: datetime
    title: str
    text: str = ""
    by: str = ""
    tone: str = ""
    second_at: datetime | None = None
    second_label: str = ""


#: What is about sums and nothing else.
ABOUT_MONEY = frozenset({EventKind.PRICE_CHANGED, EventKind.LATE_PAYMENT})


def timeline_of(order: Order, *, with_money: bool = True) -> list[TimelineEvent]:
    """What happened, the newest first; ``order.events`` is prefetched with actors."""
    shown = [event for event in order.events.all() if with_money or event.kind not in ABOUT_MONEY]
    told = [_told(event, order) for event in reversed(shown)]
    return sorted(told, key=lambda event: event.at, reverse=True)


def _told(event: OrderEvent, order: Order) -> TimelineEvent:
    own_time = event.data.get("moment")
    return TimelineEvent(
        at=datetime.fromisoformat(own_time) if own_time else event.at,
        title=_title(event),
        text=_text(event, order),
        by=event.actor.get_full_name() if event.actor else "",
        tone=tone_of(event.target) if event.kind == EventKind.STATUS else "",
        second_at=event.at if own_time else None,
        second_label=_("told") if own_time else "",
    )


def _title(event: OrderEvent) -> str:
    if event.kind != EventKind.STATUS:
        return event.get_kind_display()
    if not event.source:
        return _("Order placed")
    if event.target == OrderStatus.AWAITING_SHIPMENT:
        return _("Paid")
    return str(MOVED_TO[event.target])


def _text(event: OrderEvent, order: Order) -> str:
    told = _TOLD.get(event.kind)
    parts = [told(event.data, order) if told else "", event.reason]
    if event.target == OrderStatus.CLOSED and order.close_reason:
        parts.insert(0, str(CloseReason(order.close_reason).label))
    return " · ".join(part for part in parts if part)


def _waybill(data: dict[str, Any], order: Order) -> str:
    return _("Parcel %(waybill)s") % data if "waybill" in data else ""


def _price(data: dict[str, Any], order: Order) -> str:
    return _("%(old)s → %(new)s") % {
        "old": formats.money(Decimal(data["old"]), order.currency),
        "new": formats.money(Decimal(data["new"]), order.currency),
    }


def _stage(data: dict[str, Any], order: Order) -> str:
    return _("Stage %(stage)d") % data


def _late(data: dict[str, Any], order: Order) -> str:
    return formats.money(Decimal(data["amount"]), order.currency)


_TOLD: dict[str, Callable[[dict[str, Any], Order], str]] = {
    EventKind.STATUS: _waybill,
    EventKind.PRICE_CHANGED: _price,
    EventKind.PARCEL_SENT: _waybill,
    EventKind.PICKED_UP: _waybill,
    EventKind.SIGNED: _waybill,
    EventKind.RETURNED: _waybill,
    EventKind.STAGE_PAID: _stage,
    EventKind.STAGE_OPENED: _stage,
    EventKind.STAGE_AWAITED: _stage,
    EventKind.STAGE_LAPSED: _stage,
    EventKind.LATE_PAYMENT: _late,
}
