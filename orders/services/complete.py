"""Completion: the buyer confirms or time does, and escrow goes to the supplier (rules §7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.locking import lock_one
from common.status import check_move
from common.sweep import sweep
from common.working_days import day_of
from orders.enums import (
    ORDER_TRANSITIONS,
    PAID_STAGES,
    EventKind,
    OrderStatus,
    StageDue,
    StageStatus,
)
from orders.errors import CannotComplete
from orders.models import Order, PaymentStage
from orders.selectors.clock import extension_opens_at
from orders.selectors.money import commission_of
from orders.selectors.rules import payment_rules_of, rules_of
from orders.services import facts
from orders.services.history import lock_order, move_order, move_stage, note
from orders.services.pay import has_stage_due, open_stage
from orders.services.tell import tell_buyer, tell_sellers
from payments.selectors.accounts import escrow_held
from payments.services import escrow

ON_THE_WAY = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)


def accept(*, order: Order, actor: User | None, at: datetime) -> Order:
    """Complete ``order`` and settle it: what is held goes to the supplier less commission.

    ``actor`` is the buyer's person, or None where time decides. Raises WrongStatus before all is
    shipped and when it was completed already, CannotComplete while a stage is unpaid. Inside the
    caller's transaction.
    """
    locked = lock_one(
        Order.objects.filter(pk=order.pk).select_related("buyer", "supplier__company")
    )
    return complete(order=locked, actor=actor, at=at)


#: ``accept`` in a transaction of its own.
confirm = transaction.atomic(accept)


def complete(*, order: Order, actor: User | None, at: datetime) -> Order:
    """The same of an order that the caller has locked, with both sides in hand."""
    check_on_the_way(order)
    unpaid = _unpaid_stages(order)
    if unpaid:
        raise CannotComplete(
            _("Stage %(stage)d (%(percent)d %%) is to be paid before the order completes.")
            % {"stage": unpaid[0].number, "percent": unpaid[0].percent},
            code="stage_unpaid",
        )
    move_order(order, to=OrderStatus.COMPLETED, at=at, actor=actor, completed_at=at)
    if actor is not None and order.delivered_at is None:
        facts.tell_signed(order=order, signed_at=at)  # the buyer's word, while no carrier told
    _settle(order, at)
    return order


def check_on_the_way(order: Order) -> None:
    """Raises WrongStatus before all is shipped, and when it was completed already."""
    already = _("The order is complete already; nothing is left to be confirmed.")
    check_move(
        order,
        OrderStatus.COMPLETED,
        table=ORDER_TRANSITIONS,
        said=already if order.status == OrderStatus.COMPLETED else "",
    )


@transaction.atomic
def extend(*, order: Order, actor: User, at: datetime) -> Order:
    """Put the completion off, once and in its last days only; raises CannotComplete else."""
    order = lock_order(order)
    rules = rules_of(order).rules
    if order.status not in ON_THE_WAY:
        raise CannotComplete(_("Nothing is to be put off: the order is not on its way."))
    if order.complete_at is None or order.picked_up_at is None:
        raise CannotComplete(
            _("Nothing is to be put off: the time begins with the carrier's first scan."),
            code="not_picked_up",
        )
    if order.extended_at is not None:
        raise CannotComplete(_("The confirmation was put off once already."), code="extended")
    if not extension_opens_at(order.complete_at, rules) <= at < order.complete_at:
        raise CannotComplete(
            _("The confirmation can be put off in its last %(days)d days.")
            % {"days": rules.extension_window_days},
            code="too_early",
            opens_at=extension_opens_at(order.complete_at, rules).isoformat(),
        )
    order.extended_at = at
    order.complete_at += timedelta(days=rules.extension_days)
    order.save(update_fields=["extended_at", "complete_at"])
    note(order, kind=EventKind.EXTENDED, at=at, actor=actor, until=order.complete_at.isoformat())
    return order


def complete_due(*, at: datetime, limit: int) -> list[int]:
    """Complete up to ``limit`` orders whose time is over; returns their ids.

    One of which a parcel came back waits until that is sent again, or refunded; one that no
    carrier picked up waits for the buyer's word.
    """
    due = Order.objects.filter(
        status__in=ON_THE_WAY,
        complete_at__lte=at,
        returned_at__isnull=True,
        picked_up_at__isnull=False,
    )
    sides = due.select_related("buyer", "supplier__company")
    return sweep(sides, lambda order: complete_by_time(order=order, at=at), limit=limit)


def complete_by_time(*, order: Order, at: datetime) -> Order:
    """Complete an order that is due and locked; one whose last stage is unpaid is put off.

    Not for ever: a stage that stays unpaid lapses, and what is held goes to the supplier.
    """
    unpaid = _unpaid_stages(order)
    if any(not _is_over(stage, order, at) for stage in unpaid):
        return _await_stage(order, unpaid[0], at)
    for stage in unpaid:
        _lapse(order, stage, at)
    return complete(order=order, actor=None, at=at)


def _unpaid_stages(order: Order) -> list[PaymentStage]:
    """Only what is due on receipt can be unpaid of an order that was shipped."""
    if not has_stage_due(order, StageDue.ON_RECEIPT):
        return []
    return [stage for stage in order.stages.all() if stage.status not in _OVER]


_OVER = PAID_STAGES | {StageStatus.LAPSED}


def _is_over(stage: PaymentStage, order: Order, at: datetime) -> bool:
    """Whether the buyer has had all the time that the rules give for a last stage."""
    if stage.status != StageStatus.OPEN or stage.opened_at is None:
        return False
    return stage.opened_at + timedelta(days=rules_of(order).rules.last_stage_days) <= at


def _lapse(order: Order, stage: PaymentStage, at: datetime) -> None:
    """Nobody owes it any more: money that still comes for it goes back."""
    stage.order = order
    version = rules_of(order).version
    move_stage(stage, to=StageStatus.LAPSED, at=at, policy_version=version)
    note(order, kind=EventKind.STAGE_LAPSED, at=at, stage=stage.number, amount=str(stage.amount))


def _await_stage(order: Order, stage: PaymentStage, at: datetime) -> Order:
    """The money of the stages before stays in escrow; the buyer is asked for the last one.

    Without a signature nobody has opened it yet: the time that completes an order stands for it.
    """
    if stage.status == StageStatus.LOCKED:
        open_stage(order, stage=stage, at=at)
    order.complete_at = at + timedelta(days=rules_of(order).rules.extension_days)
    order.save(update_fields=["complete_at"])
    note(order, kind=EventKind.STAGE_AWAITED, at=at, stage=stage.number)
    tell_buyer(
        order,
        kind="stage_awaited",
        at=at,
        once=day_of(at).isoformat(),
        amount=(stage.amount, order.currency),
    )
    return order


def _settle(order: Order, at: datetime) -> None:
    held = escrow_held(order.number, order.currency)
    commission = commission_of(order, held)
    if held:
        escrow.settle(
            order_number=order.number,
            supplier_company=order.supplier.company,
            amount=held,
            commission=commission,
            currency=order.currency,
            at=at,
            policy_version=payment_rules_of(order).version,
        )
    _tell_settled(order, held, commission, at)


def _tell_settled(order: Order, held: Decimal, commission: Decimal, at: datetime) -> None:
    received = (held - commission, order.currency)
    tell_sellers(
        order, kind="order_settled", at=at, amount=received, commission=(commission, order.currency)
    )
    tell_buyer(
        order,
        kind="order_completed",
        at=at,
        amount=(held, order.currency),
        supplier=order.supplier,
    )
