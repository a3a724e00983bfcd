"""Whose orders a member works on: the gate of every page of the orders desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from orders.models import Order
from orders.selectors.desk import shop_orders
from suppliers.models import Supplier
from suppliers.selectors import shop_of

DeskView = Callable[..., HttpResponse]


def for_shop(*rights: Right) -> Callable[[DeskView], Any]:
    """Members with one of ``rights``, with their company's shop; who has none goes to open one."""

    def gate(view: DeskView) -> Any:
        @requires(*rights)
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            supplier = shop_of(request.company)
            if supplier is None:
                return redirect("suppliers:application")
            return view(request, supplier, *args, **kwargs)

        return guarded

    return gate


def own_order(supplier: Supplier, number: str) -> Order:
    """The order of this shop; 404 for another's."""
    return get_object_or_404(shop_orders(supplier), number=number)
