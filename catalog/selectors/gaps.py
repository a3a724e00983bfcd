"""What buyers will miss of a product: said before it goes on sale, and no reason to refuse it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from catalog.models import Product
from catalog.selectors.categories import UNSORTED, tree


def gaps_of(product: Product) -> list[str]:
    """A sentence for each thing that is missing; an offer can stand without any of them."""
    gaps = {
        _("No picture: buyers see a blank tile in every list."): not product.pictures.exists(),
        _("No stock: no SKU can be ordered until you enter some."): not _has_stock(product),
        _("No weight: freight by weight cannot be reckoned rightly."): not product.weight_g,
        _("No category: buyers who browse do not find it."): is_unsorted(product.category_id),
    }
    return [sentence for sentence, is_missing in gaps.items() if is_missing]


def is_unsorted(category_id: int) -> bool:
    """Whether it is, or is below, the category of goods whose category nobody knows."""
    node = tree().nodes.get(category_id)
    return node is not None and tree().path(node)[0].slug == UNSORTED


def _has_stock(product: Product) -> bool:
    return any(sku.is_active and sku.available > 0 for sku in product.skus.all())
