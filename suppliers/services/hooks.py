"""What the apps above do when a shop changes: its products stand in lists that they keep, and go
off sale with the qualification that they need."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from suppliers.models import Supplier


def shop_changed(supplier: Supplier) -> None:
    """Call what ``settings.SHOP_CHANGED`` names, ``(supplier_id) -> None``, in this transaction."""
    for path in settings.SHOP_CHANGED:
        import_string(path)(supplier.pk)


def goods_lapsed(supplier: Supplier, *, goods: str, at: datetime) -> None:
    """Call what ``settings.GOODS_LAPSED`` names, ``(*, supplier_id, goods, at) -> None``, in this
    transaction."""
    for path in settings.GOODS_LAPSED:
        import_string(path)(supplier_id=supplier.pk, goods=goods, at=at)
