"""What the header shows of the cart, and the home page of the orders."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Company
from orders.enums import OrderStatus
from orders.selectors.cart import count_lines
from orders.selectors.under_way import counts_under_way


def cart_count(request: HttpRequest) -> dict[str, Any]:
    """How many lines lie in the cart; asked only where a page shows it, by one query."""
    membership = getattr(request, "membership", None)
    if membership is None:
        return {"cart_count": 0}
    return {"cart_count": SimpleLazyObject(lambda: count_lines(membership))}


def orders_under_way(request: HttpRequest) -> dict[str, Any]:
    """Status, its words and how many of the company's orders have it; asked as the cart is."""
    company = getattr(request, "company", None)
    if company is None:
        return {"orders_under_way": []}
    return {"orders_under_way": SimpleLazyObject(lambda: _under_way(company))}


def _under_way(company: Company) -> list[tuple[OrderStatus, str, int]]:
    counts = counts_under_way(company).items()
    return [(status, str(status.label), count) for status, count in counts if count]
