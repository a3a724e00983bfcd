"""Where the pages of orders are, for notices and for the way back from paying."""

from __future__ import annotations

from django.urls import reverse

from orders.models import Order, PurchaseRequest


def buyer_page(order: Order) -> str:
    """The order as its buyer sees it."""
    return reverse("orders:detail", args=[order.number])


def supplier_page(order: Order) -> str:
    """The order as its supplier sees it."""
    return reverse("orders:desk_order", args=[order.number])


def request_page(request: PurchaseRequest) -> str:
    """A purchase that waits for an approver."""
    return reverse("orders:request", args=[request.pk])


def orders_page() -> str:
    """All orders of the buyer."""
    return reverse("orders:list")
