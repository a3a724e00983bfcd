"""What a member of the buyer can do with orders now: for the page of one, and for its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accounts.enums import Right
from accounts.models import Membership
from orders.enums import OrderStatus
from orders.models import Order, PaymentStage
from orders.selectors.clock import extension_opens_at
from orders.selectors.consent import totals_to_consent
from orders.selectors.orders import (
    HOLDING,
    open_stage_of,
    stage_to_confirm,
    unpaid_before_shipping,
)
from orders.selectors.rules import rules_of

ON_THE_WAY = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)


@dataclass(frozen=True, slots=True)
class Acts:
    """What one member may do with one order; its status and stages allow it too."""

    order: Order
    may_buy: bool
    may_pay_at_all: bool
    #: What the purchase costs now, where that needs an approver and the member is none.
    over_limit: Decimal | None
    at: datetime

    @property
    def open_stage(self) -> PaymentStage | None:
        return open_stage_of(self.order)

    @property
    def may_pay(self) -> bool:
        return self.may_pay_at_all and self.open_stage is not None and self.over_limit is None

    @property
    def stage_to_confirm(self) -> PaymentStage | None:
        waiting = stage_to_confirm(self.order) if self.may_buy else None
        return waiting[0] if waiting else None

    @property
    def may_confirm(self) -> bool:
        return self.may_buy and self.order.status in ON_THE_WAY

    @property
    def may_cancel(self) -> bool:
        return self.may_buy and self.order.status == OrderStatus.AWAITING_PAYMENT

    @property
    def is_overdue(self) -> bool:
        """Whether the promise is over with no pickup of all of it, and none waits for money.

        What the carrier collected counts, not what the supplier said (rules.md §8).
        """
        order = self.order
        collected = order.status not in HOLDING or order.picked_up_at is not None
        is_over = order.due_at is not None and order.due_at <= self.at
        return is_over and not collected and unpaid_before_shipping(order) is None

    @property
    def may_extend(self) -> bool:
        order = self.order
        return (
            self.may_confirm
            and order.extended_at is None
            and order.returned_at is None
            and order.picked_up_at is not None
            and order.complete_at is not None
            and extension_opens_at(order.complete_at, rules_of(order).rules)
            <= self.at
            < order.complete_at
        )


def acts_on(orders: Sequence[Order], membership: Membership, at: datetime) -> dict[int, Acts]:
    """By order, which have their stages and changes of price in hand."""
    over_limit = _over_limit(orders, membership, at)
    may_buy, may_pay = membership.may(Right.BUY), membership.may(Right.PAY)
    return {
        order.pk: Acts(order, may_buy, may_pay, over_limit.get(order.pk), at) for order in orders
    }


def _over_limit(
    orders: Sequence[Order], membership: Membership, at: datetime
) -> dict[int, Decimal]:
    if membership.may(Right.APPROVE):
        return {}
    to_pay = [order for order in orders if open_stage_of(order) is not None]
    return totals_to_consent(to_pay, at=at)
