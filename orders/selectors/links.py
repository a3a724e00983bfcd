"""Where the pages of orders are, for notices and for the way back from paying."""

from __future__ import annotations

from orders.models import Order, PurchaseRequest


def buyer_page(order: Order) -> str:
    """The order as its buyer sees it."""
    return f"/orders/{order.number}/"


def supplier_page(order: Order) -> str:
    """The order as its supplier sees it."""
    return f"/supplier/orders/{order.number}/"


def request_page(request: PurchaseRequest) -> str:
    """A purchase that waits for an approver."""
    return f"/orders/requests/{request.pk}/"


def orders_page() -> str:
    """All orders of the buyer."""
    return "/orders/"
