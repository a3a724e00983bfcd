"""The money of an order; what is held, and where it went, is read from the ledger."""

from __future__ import annotations

from decimal import Decimal

from common.money import round_money
from orders.models import Order
from orders.selectors.rules import payment_rules_of


def commission_of(order: Order, held: Decimal) -> Decimal:
    """The platform's share of the goods after discount, rounded once, in the order's currency.

    Freight bears none. Where part of the order was refunded, it falls in the same proportion.
    """
    share = payment_rules_of(order).rules.commission_share
    return round_money(order.goods_after_discount * share * held / order.total, order.currency)
