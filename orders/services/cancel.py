"""Closing: by the buyer, by the supplier, by time, or by a refund in full (rules §7)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from catalog.services import stock
from common.locking import lock_one
from common.status import Transitions, check_move
from common.sweep import sweep
from orders.enums import ORDER_TRANSITIONS, PAID_STAGES, CloseReason, OrderStatus
from orders.models import Order, StagePayment
from orders.services import facts
from orders.services.history import move_order
from orders.services.pay import lock_open_payments, void_payments
from orders.services.tell import tell_buyer, tell_supplier
from payments.enums import PaymentStatus
from payments.models import Refund
from payments.services import escrow

_UNPAID = frozenset({OrderStatus.AWAITING_PAYMENT})
REFUNDABLE = ORDER_TRANSITIONS[OrderStatus.CLOSED] - _UNPAID
#: The table, where only one of the ways to its end is meant.
_BEFORE_PAYMENT: Transitions = {OrderStatus.CLOSED: _UNPAID}
_AFTER_PAYMENT: Transitions = {OrderStatus.CLOSED: REFUNDABLE}


@transaction.atomic
def close_by_buyer(*, order: Order, actor: User, at: datetime, reason: str = "") -> Order:
    """The buyer cancels an unpaid order; its stock is free again. Raises WrongStatus once paid."""
    order = _lock_unpaid(order)
    _close(order, CloseReason.BUYER, at=at, actor=actor, reason=reason)
    _tell_supplier_closed(order, at)
    return order


@transaction.atomic
def close_by_supplier(*, order: Order, actor: User, at: datetime, reason: str = "") -> Order:
    """The supplier cancels an unpaid order. Raises WrongStatus once paid: then it refunds."""
    order = _lock_unpaid(order)
    _close(order, CloseReason.SUPPLIER, at=at, actor=actor, reason=reason)
    _tell_buyer_closed(order, at)
    return order


def close_unpaid(*, at: datetime, limit: int) -> list[int]:
    """Close up to ``limit`` orders that nobody paid in time; returns their ids."""
    due = Order.objects.filter(status=OrderStatus.AWAITING_PAYMENT, pay_until__lte=at)
    return sweep(
        due.select_related("buyer", "supplier__company"),
        lambda order: _close_by_time(order, at),
        limit=limit,
        lock_first=lambda pk: lock_open_payments([pk]),
    )


@transaction.atomic
def refund_in_full(
    *, order: Order, actor: User | None, at: datetime, reason: str = ""
) -> list[Refund]:
    """Give back all that was paid for ``order`` and close it; what was not shipped is free again.

    Raises WrongStatus for an order that is unpaid, completed or closed.
    """
    lock_open_payments([order.pk])
    order = _locked(order)
    check_move(
        order,
        OrderStatus.CLOSED,
        table=_AFTER_PAYMENT,
        said=_("Order %(number)s cannot be refunded in full: %(status)s.")
        % {"number": order.number, "status": order.get_status_display()},
    )
    refunds = [_give_back(share, order, reason, at) for share in _paid_shares(order)]
    _close(order, CloseReason.REFUNDED, at=at, actor=actor, reason=reason)
    facts.take_back_purchase(order=order)
    _tell_buyer_closed(order, at)
    _tell_supplier_closed(order, at)
    return refunds


def _locked(order: Order) -> Order:
    return lock_one(Order.objects.filter(pk=order.pk).select_related("buyer", "supplier__company"))


def _lock_unpaid(order: Order) -> Order:
    """Lock payments, then the order. A payment under way is waited for, and wins."""
    lock_open_payments([order.pk])
    order = _locked(order)
    check_unpaid(order)
    return order


def check_unpaid(order: Order) -> None:
    """Raises WrongStatus where the order can no longer be cancelled: paid, or closed already."""
    check_move(
        order,
        OrderStatus.CLOSED,
        table=_BEFORE_PAYMENT,
        said=_("Order %(number)s cannot be cancelled any more: %(status)s.")
        % {"number": order.number, "status": order.get_status_display()},
    )


def _close_by_time(order: Order, at: datetime) -> None:
    _close(order, CloseReason.UNPAID, at=at)
    _tell_buyer_closed(order, at)
    _tell_supplier_closed(order, at)


def _close(
    order: Order,
    close_reason: CloseReason,
    *,
    at: datetime,
    actor: User | None = None,
    reason: str = "",
) -> None:
    """Void what stands open to be paid, close, and free the stock; all is locked already."""
    void_payments(order=order, at=at, reason=gettext_noop("The order was closed"))
    move_order(
        order,
        to=OrderStatus.CLOSED,
        at=at,
        actor=actor,
        reason=reason,
        closed_at=at,
        close_reason=close_reason,
    )
    unshipped: dict[int, int] = defaultdict(int)
    for line in order.lines.all():
        unshipped[line.sku_id] += line.quantity - line.shipped_quantity
    stock.give_back(quantities={sku: pieces for sku, pieces in unshipped.items() if pieces})


def _paid_shares(order: Order) -> QuerySet[StagePayment]:
    """What paid the order's stages: not what was voided, nor what came too late."""
    return StagePayment.objects.filter(
        stage__order=order,
        stage__status__in=PAID_STAGES,
        payment__status=PaymentStatus.PAID,
        payment__paid_at=F("stage__paid_at"),
    ).select_related("payment")


def _give_back(share: StagePayment, order: Order, reason: str, at: datetime) -> Refund:
    return escrow.give_back(
        payment=share.payment,
        order_number=order.number,
        amount=share.amount,
        currency=order.currency,
        reason=reason or _("Order refunded in full"),
        key=f"refund:{order.number}:{share.pk}",
        at=at,
    )


def _tell_buyer_closed(order: Order, at: datetime) -> None:
    tell_buyer(order, kind="order_closed", at=at, reason=CloseReason(order.close_reason).label)


def _tell_supplier_closed(order: Order, at: datetime) -> None:
    reason = CloseReason(order.close_reason).label
    tell_supplier(order, kind="order_closed_to_supplier", at=at, reason=reason)
