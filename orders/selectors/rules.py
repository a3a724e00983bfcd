"""Which version of the rules binds an order: the one in force when it was placed."""

from __future__ import annotations

from orders.models import Order
from policies.schemas import OrderRules, PaymentRules
from policies.selectors import InForce, in_force


def rules_of(order: Order) -> InForce[OrderRules]:
    """The rules of order and completion that ``order`` was placed under."""
    return in_force(OrderRules, order.placed_at)


def payment_rules_of(order: Order) -> InForce[PaymentRules]:
    """The rules of payment, commission among them, that ``order`` was placed under."""
    return in_force(PaymentRules, order.placed_at)
