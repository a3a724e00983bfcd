"""What the apps above do when a shop changes: its products stand in lists that they keep."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from suppliers.models import Supplier


def shop_changed(supplier: Supplier) -> None:
    """Call what ``settings.SHOP_CHANGED`` names, ``(supplier_id) -> None``, in this transaction."""
    for path in settings.SHOP_CHANGED:
        import_string(path)(supplier.pk)
