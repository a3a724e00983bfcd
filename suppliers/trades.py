"""What suppliers trade in and list: the app above, which knows, is named by the settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from suppliers.checks import Trade


def trades() -> Sequence[Trade]:
    """What the function named by ``settings.SUPPLIER_TRADES`` gives."""
    found: Sequence[Trade] = import_string(settings.SUPPLIER_TRADES)()
    return found


def listed(supplier_id: int, code: str) -> tuple[int, str] | None:
    """Id and title of the supplier's product of that code: by ``settings.SUPPLIER_GOODS``."""
    found: tuple[int, str] | None = import_string(settings.SUPPLIER_GOODS)(
        supplier_id=supplier_id, code=code
    )
    return found


def titles(product_ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """By ``settings.SUPPLIER_GOODS_TITLES``: those of the products that are still there."""
    found: Mapping[int, tuple[str, str]] = import_string(settings.SUPPLIER_GOODS_TITLES)(
        product_ids
    )
    return found
