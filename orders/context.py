"""What the header shows of the cart, and the home page of the orders."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from orders.enums import OrderStatus
from orders.selectors.cart import count_lines
from orders.selectors.under_way import counts_under_way


def cart_count(request: HttpRequest) -> dict[str, Any]:
    """How many lines lie in the cart; asked only where a page shows it, by one query."""
    return {"cart_count": SimpleLazyObject(lambda: _count(request))}


def orders_under_way(request: HttpRequest) -> dict[str, Any]:
    """Status, its words and how many of the company's orders have it; asked as the cart is."""
    return {"orders_under_way": SimpleLazyObject(lambda: _under_way(request))}


def _count(request: HttpRequest) -> int:
    membership = getattr(request, "membership", None)
    if membership is None:
        return 0
    return count_lines(membership)


def _under_way(request: HttpRequest) -> list[tuple[OrderStatus, str, int]]:
    counts = counts_under_way(getattr(request, "company", None))
    return [(status, str(status.label), count) for status, count in counts.items() if count]
