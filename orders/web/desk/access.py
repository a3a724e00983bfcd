"""Whose orders a member works on."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from accounts.access import MemberRequest, may_any
from accounts.enums import SEERS_OF_MONEY, Right
from accounts.models import Membership
from orders.models import Order
from orders.selectors.desk import shop_orders
from suppliers.models import Supplier
from suppliers.selectors import shop_of

#: Who has something to do at the desk: its first page and the orders are theirs.
AT_THE_DESK = (Right.SHIP, Right.SELL, Right.SEE_MONEY)


def own_order(supplier: Supplier, number: str) -> Order:
    """The order of this shop; 404 for another's."""
    return get_object_or_404(shop_orders(supplier), number=number)


def sells(membership: Membership) -> bool:
    """Whether the company has a shop in which the member has something to do."""
    return may_any(membership, AT_THE_DESK) and shop_of(membership.company) is not None


def sees_money(request: MemberRequest) -> bool:
    """Whether prices and sums are shown: who only ships needs none of them."""
    return may_any(request.membership, SEERS_OF_MONEY)
