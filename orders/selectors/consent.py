"""Whether a supplier's new price needs the consent of an approver before it is paid (rules §7).

What a purchaser may order is decided when it is ordered. A price that is raised afterwards would
go round that: a checkout that costs more than was agreed, and more than the limit, is paid by
somebody who may approve it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from accounts.enums import Right
from accounts.models import Company, Membership
from accounts.selectors.members import roles_with
from common.money import ZERO
from orders.enums import OrderStatus
from orders.models import Order
from payments.selectors.rates import converter


def total_to_consent(order: Order, *, at: datetime) -> Decimal | None:
    """What the checkout of ``order`` costs now in the buyer's currency, where that needs consent.

    None where the company has no limit, the order costs no more than when it was placed, or the
    whole checkout still is within the limit.
    """
    return totals_to_consent([order], at=at).get(order.pk)


def totals_to_consent(orders: Iterable[Order], *, at: datetime) -> dict[int, Decimal]:
    """The same by order, for those that need consent; one query for all of them."""
    bound = [
        order for order in orders if order.buyer.spending_limit is not None and _is_raised(order)
    ]
    totals = _totals_of_checkouts(bound, at)
    return {
        order.pk: totals[order.group_id]
        for order in bound
        if totals[order.group_id] > (order.buyer.spending_limit or ZERO)
    }


def approvers_of(company: Company) -> list[Membership]:
    """Who may approve a purchase over the limit, and so pay it; one query."""
    found = Membership.objects.filter(
        company=company, role__in=roles_with([Right.APPROVE]), user__is_active=True
    )
    return list(found.select_related("user").order_by("pk"))


def _is_raised(order: Order) -> bool:
    """Whether it costs more than was agreed when it was placed."""
    first = next(iter(order.price_changes.all()), None)
    return first is not None and order.total > first.old_total


def _totals_of_checkouts(orders: Sequence[Order], at: datetime) -> dict[int, Decimal]:
    """By group, over all its orders that are not closed: the limit was held against them all."""
    currencies = {order.group_id: order.buyer.currency for order in orders}
    together = Order.objects.filter(group__in=list(currencies)).exclude(status=OrderStatus.CLOSED)
    sums = together.order_by().values_list("group", "currency").annotate(total=Sum("total"))
    convert, totals = converter(at), dict.fromkeys(currencies, ZERO)
    for group, currency, total in sums:
        totals[group] += convert(total, currency, currencies[group])
    return totals
