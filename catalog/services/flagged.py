"""Flagged goods go off sale with the qualification of their supplier (rules §3)."""

from __future__ import annotations

from datetime import datetime

from catalog.enums import ProductStatus
from catalog.models import Product
from catalog.selectors.categories import tree
from catalog.services.products import hide_product


def take_off_sale(*, supplier_id: int, goods: str, at: datetime) -> None:
    """Hide the supplier's listed products of these goods; twice is harmless.

    Who has a qualification again lists them anew, which asks for it.
    """
    flagged = [node.pk for node in tree().nodes.values() if node.flagged == goods]
    listed = Product.objects.filter(
        supplier=supplier_id, category__in=flagged, status=ProductStatus.LISTED
    )
    for product in listed.order_by("pk"):
        hide_product(product=product, actor=None, at=at)
