"""Whether a supplier's new price needs the consent of an approver before it is paid (rules §7).

What a purchaser may order is decided when it is ordered. A price that is raised afterwards would
go round that: a checkout that costs more than was agreed, and more than the limit, is paid by
somebody who may approve it.
"""

from __future__ import annotations

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
    limit = order.buyer.spending_limit
    if limit is None or not _is_raised(order):
        return None
    total = _total_of_checkout(order, at)
    return total if total > limit else None


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


def _total_of_checkout(order: Order, at: datetime) -> Decimal:
    """Over all orders of the checkout that are not closed: the limit was held against them all."""
    together = Order.objects.filter(group=order.group_id).exclude(status=OrderStatus.CLOSED)
    sums = together.order_by().values_list("currency").annotate(total=Sum("total"))
    convert = converter(at)
    return sum((convert(total, code, order.buyer.currency) for code, total in sums), ZERO)
