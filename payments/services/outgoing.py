"""Money that a gateway is asked to send: refunds, payouts and trial transfers go the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Case, QuerySet, When

from common.locking import lock_one
from payments.enums import GatewayCode
from payments.gateways.base import Refused
from payments.models import Payout, Refund, TrialTransfer

#: A task that was not begun by then went down with its broker.
LOST_AFTER = timedelta(minutes=5)
#: A gateway that has said nothing by then is asked again; it knows the transfer by its name.
UNANSWERED_AFTER = timedelta(hours=6)
#: How each of the three names the steps of the way.
REQUESTED, SENT = "requested", "sent"

T = TypeVar("T", Refund, Payout, TrialTransfer)


def hand_over(
    row: QuerySet[T],
    *,
    move: Callable[..., Any],
    ask: Callable[[T], None],
    fail: Callable[[T, str], Any],
    at: datetime,
) -> T:
    """Mark the one row as sent and ``ask`` the gateway; repeating it is safe.

    What the gateway refuses is given to ``fail``, with its reason. Raises Unavailable where the
    gateway does not answer: try again later.
    """
    with transaction.atomic():
        outgoing = lock_one(row)
        if outgoing.status == REQUESTED:
            move(outgoing, SENT, at=at)
    if outgoing.status == SENT:
        try:
            ask(outgoing)
        except Refused as error:
            fail(outgoing, str(error))
    return outgoing


def left_behind(rows: QuerySet[T], *, answered: QuerySet[T], at: datetime, limit: int) -> list[int]:
    """Ids of those that were ordered a while ago and not sent, or sent long ago and not answered.

    ``answered`` are those that a gateway answers; the others are ticked off by staff. Those never
    sent come first: a gateway that answers nothing does not keep them waiting.
    """
    lost = _still(rows.filter(status=REQUESTED), since=at - LOST_AFTER)
    unanswered = _still(answered.filter(status=SENT), since=at - UNANSWERED_AFTER)
    never_first = Case(When(status=REQUESTED, then=0), default=1)
    both = (lost | unanswered).order_by(never_first, "pk")
    return list(both.values_list("pk", flat=True)[:limit])


def _still(rows: QuerySet[T], *, since: datetime) -> QuerySet[T]:
    """Those that nothing has moved after ``since``: what staff send once more begins its wait anew,
    however long ago it was ordered."""
    return rows.filter(requested_at__lte=since).exclude(events__at__gt=since)


def paid_by_gateway(rows: QuerySet[T]) -> QuerySet[T]:
    """All of them, or none where staff pay out by bank transfer."""
    return rows.none() if settings.PAYOUT_GATEWAY == GatewayCode.BANK_TRANSFER else rows
