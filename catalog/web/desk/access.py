"""Whose products a member works on."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from catalog.models import Product
from suppliers.models import Supplier


def own_product(supplier: Supplier, slug: str) -> Product:
    """The product of this shop; 404 for another's."""
    return get_object_or_404(
        Product.objects.select_related("supplier", "category"), supplier=supplier, slug=slug
    )
