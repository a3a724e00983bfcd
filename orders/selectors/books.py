"""What escrow should hold for orders, beside what the ledger says; run by ``audit_ledger``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from common.money import ZERO
from orders.enums import OrderStatus, StageStatus
from orders.models import PaymentStage
from payments.enums import AccountKind
from payments.models import Entry

ENDED = (OrderStatus.COMPLETED, OrderStatus.CLOSED)
#: A number and a currency, and the sum that belongs to them.
Sums = dict[tuple[str, str], Decimal]


def wrong_escrow() -> Iterator[str]:
    """Names orders for which more or less is held than their paid stages; ended ones hold none."""
    held, due = _held(), _due()
    for number, currency in sorted(held.keys() | due.keys()):
        lies, should = (sums.get((number, currency), ZERO) for sums in (held, due))
        if lies != should:
            yield f"{number}: {lies} {currency} held, {should} due"


def _held() -> Sums:
    sums = Entry.objects.of(AccountKind.ESCROW).values_list("subject", "currency")
    return {(s, c): total for s, c, total in sums.annotate(total=Sum("amount")) if total}


def _due() -> Sums:
    paid = PaymentStage.objects.filter(
        status__in=(StageStatus.PAID, StageStatus.CONFIRMED)
    ).exclude(order__status__in=ENDED)
    sums = paid.order_by().values_list("order__number", "order__currency")
    return {(s, c): total for s, c, total in sums.annotate(total=Sum("amount")) if total}
