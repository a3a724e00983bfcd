"""What lists repeat of many products at once is written behind the pages, by tasks.

A rate moves every price in its currency, a category's name is searched by with each of its
products: too many to be written while staff wait.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from catalog.models import Category, Product
from catalog.services.index import CHUNK, refresh
from common.outbox import send_after_commit


def rates_changed(currencies: Iterable[str]) -> None:
    """Prices in these currencies are compared by other rates once this is committed."""
    for currency in currencies:
        if Product.objects.filter(currency=currency).exists():
            send_after_commit("catalog.tasks.relist_currency", currency)


def category_changed(category: Category) -> None:
    """Its products are found by its name once this is committed."""
    send_after_commit("catalog.tasks.relist_category", category.pk)


def relist_currency(*, currency: str) -> int:
    """Bring the products that are priced in it up to date; returns how many there were."""
    return _relist(Q(currency=currency))


def relist_category(*, category_id: int) -> int:
    """The same for the products in a category and in those below it."""
    ways = ("category", "category__parent", "category__parent__parent")
    return _relist(Q(*((way, category_id) for way in ways), _connector=Q.OR))


def _relist(these: Q) -> int:
    """A part after the other, each in a transaction of its own: nobody waits for all of them."""
    ids = list(Product.objects.filter(these).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        refresh(ids[start : start + CHUNK])
    return len(ids)
