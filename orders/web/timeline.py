"""The history of an order in words, for the buyer's page and the supplier's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from common.tones import tone_of
from orders.enums import EventKind, OrderStatus
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


def timeline_of(order: Order) -> list[TimelineEvent]:
    """What happened, the newest first; ``order.events`` is prefetched with actors."""
    return [_told(event) for event in reversed(order.events.all())]


def _told(event: OrderEvent) -> TimelineEvent:
    is_move = event.kind == EventKind.STATUS
    title = OrderStatus(event.target).label if is_move else EventKind(event.kind).label
    return TimelineEvent(
        at=event.at,
        title=str(title),
        text=_details(event),
        by=event.actor.get_full_name() if event.actor else "",
        tone=tone_of(event.target) if is_move else "",
    )


def _details(event: OrderEvent) -> str:
    data, parts = event.data, []
    if "waybill" in data:
        parts.append(_("waybill %(waybill)s") % data)
    if "old" in data and "new" in data:
        parts.append(f"{data['old']} → {data['new']}")
    if "stage" in data:
        parts.append(_("stage %(stage)s") % data)
    return " · ".join([*parts, event.reason] if event.reason else parts)
