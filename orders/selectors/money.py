"""The money of an order; what is held, and where it went, is read from the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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


#: Of an order: the sum of its entries by kind of account and of transaction.
Sums = dict[tuple[str, str], Decimal]


def money_of(order: Order) -> OrderMoney:
    """Sums over the ledger's escrow entries that name the order; one query."""
    return money_by_number([order])[order.number]


def money_by_number(orders: Sequence[Order]) -> dict[str, OrderMoney]:
    """The same of each of ``orders``, by its number; one query."""
    entries = Entry.objects.filter(
        subject__in=[order.number for order in orders],
        account__kind__in=[AccountKind.ESCROW, AccountKind.COMMISSION],
    )
    sums: defaultdict[tuple[str, str], Sums] = defaultdict(dict)
    named = entries.order_by().values_list(
        "subject", "currency", "account__kind", "transaction__kind"
    )
    for number, currency, account, kind, total in named.annotate(Sum("amount")):
        sums[number, currency][account, kind] = total
    return {order.number: _money(sums[order.number, order.currency]) for order in orders}


def _money(sums: Sums) -> OrderMoney:
    escrow = {kind: total for (account, kind), total in sums.items() if account == ESCROW}
    return OrderMoney(
        paid=escrow.get(TransactionKind.ESCROW_HOLD, ZERO),
        held=sum(escrow.values(), ZERO),
        refunded=-escrow.get(TransactionKind.REFUND, ZERO),
        settled=-escrow.get(TransactionKind.SETTLEMENT, ZERO),
        commission=sums.get((AccountKind.COMMISSION, TransactionKind.SETTLEMENT), ZERO),
    )
