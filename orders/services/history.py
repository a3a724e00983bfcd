"""How the status of an order moves, and how what happens without a move is written down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import User
from common.locking import lock_one
from common.status import move
from orders.enums import ORDER_TRANSITIONS, STAGE_TRANSITIONS, EventKind
from orders.models import Order, OrderEvent, PaymentStage, StageEvent
from orders.selectors.rules import rules_of


def lock_order(order: Order) -> Order:
    """The row of ``order`` as it is now, locked for this transaction."""
    return lock_one(Order.objects.filter(pk=order.pk))


def move_order(
    order: Order,
    *,
    to: str,
    at: datetime,
    actor: User | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> Order:
    """Move ``order`` by the table; raises WrongStatus and changes nothing where it may not."""
    move(
        order,
        to,
        table=ORDER_TRANSITIONS,
        events=OrderEvent,
        at=at,
        actor=actor,
        reason=reason,
        policy_version=rules_of(order).version,
        data=data,
        **changes,
    )
    return order


def move_stage(
    stage: PaymentStage, *, to: str, at: datetime, actor: User | None = None, **changes: Any
) -> PaymentStage:
    """Move a stage of payment by its table; raises WrongStatus where it may not."""
    move(stage, to, table=STAGE_TRANSITIONS, events=StageEvent, at=at, actor=actor, **changes)
    return stage


def note(
    order: Order,
    *,
    kind: EventKind,
    at: datetime,
    actor: User | None = None,
    reason: str = "",
    **data: Any,
) -> OrderEvent:
    """Write down what happened to ``order`` without a move; ``data`` are its numbers."""
    return OrderEvent.objects.create(
        subject=order,
        kind=kind,
        at=at,
        actor=actor,
        source=order.status,
        target=order.status,
        reason=reason,
        policy_version_id=order.policy_version_id,
        data=data,
    )
