"""The money of an order; what is held, and where it went, is read from the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from common.money import ZERO, round_money
from orders.models import Order
from orders.selectors.rules import payment_rules_of
from payments.enums import AccountKind, TransactionKind
from payments.models import Entry

ESCROW = AccountKind.ESCROW


def commission_of(order: Order, held: Decimal) -> Decimal:
    """The platform's share of the goods after discount, rounded once, in the order's currency.

    Freight bears none. Where part of the order was refunded, it falls in the same proportion.
    """
    share = payment_rules_of(order).rules.commission_share
    return round_money(order.goods_after_discount * share * held / order.total, order.currency)


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """Where the money of an order is, in its currency, as the ledger has it."""

    paid: Decimal
    held: Decimal
    refunded: Decimal
    settled: Decimal
    commission: Decimal

    @property
    def to_supplier(self) -> Decimal:
        return self.settled - self.commission


def money_of(order: Order) -> OrderMoney:
    """Sums over the ledger's escrow entries that name the order; one query."""
    rows = Entry.objects.filter(
        subject=order.number,
        currency=order.currency,
        account__kind__in=[AccountKind.ESCROW, AccountKind.COMMISSION],
    )
    sums = {
        (account, kind): total
        for account, kind, total in rows.order_by()
        .values_list("account__kind", "transaction__kind")
        .annotate(Sum("amount"))
    }
    escrow = {kind: total for (account, kind), total in sums.items() if account == ESCROW}
    return OrderMoney(
        paid=escrow.get(TransactionKind.ESCROW_HOLD, ZERO),
        held=sum(escrow.values(), ZERO),
        refunded=-escrow.get(TransactionKind.REFUND, ZERO),
        settled=-escrow.get(TransactionKind.SETTLEMENT, ZERO),
        commission=sums.get((AccountKind.COMMISSION, TransactionKind.SETTLEMENT), ZERO),
    )
