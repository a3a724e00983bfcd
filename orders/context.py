"""What the header shows of the cart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from orders.selectors.cart import count_lines


def cart_count(request: HttpRequest) -> dict[str, Any]:
    """How many lines lie in the cart; asked only where a page shows it, by one query."""
    return {"cart_count": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    membership = getattr(request, "membership", None)
    if membership is None:
        return 0
    return count_lines(membership)
