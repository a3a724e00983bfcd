"""Shops in lists, as the component ``link_tile`` takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.selectors.places import city_of
from catalog.selectors.shops import ShopTile
from catalog.web.badges import badge_marks
from common.formats import in_chinese, percent
from suppliers.enums import SupplierKind


def shop_tiles(shops: Iterable[ShopTile]) -> list[dict[str, Any]]:
    """Each with its kind, place, trade, and how reliably it ships."""
    chinese = in_chinese()
    return [_tile(shop, chinese) for shop in shops]


def _tile(shop: ShopTile, chinese: bool) -> dict[str, Any]:
    kind = str(SupplierKind(shop.kind).label)
    return {
        "url": reverse("catalog:shop", args=[shop.slug]),
        "title": shop.name(chinese),
        "text": " · ".join(filter(None, [kind, city_of(shop.region), shop.trade(chinese)])),
        "note": _figures(shop),
        "picture": default_storage.url(shop.logo) if shop.logo else "",
        "icon": "stall",
        "badges": badge_marks(shop.badges),
        "score": shop.composite,
    }


def _figures(shop: ShopTile) -> str:
    shown = ((_("48 h pickup"), shop.pickup_rate), (_("Repeat buyers"), shop.repeat_rate))
    return " · ".join(f"{word} {percent(rate)}" for word, rate in shown if rate is not None)
