"""Flagged goods go off sale with the qualification of their supplier (rules §3)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.enums import Right
from accounts.services.notices import tell
from catalog.enums import ProductStatus
from catalog.models import Category, Product
from catalog.selectors.categories import forget, tree
from catalog.services.products import hide_product
from common.outbox import send_after_commit
from suppliers.enums import FlaggedGoods
from suppliers.models import Supplier
from suppliers.selectors.documents import qualified_goods


def take_off_sale(*, supplier_id: int, goods: str, at: datetime) -> None:
    """Hide the supplier's listed products of these goods; twice is harmless.

    Who has a qualification again lists them anew, which asks for it.
    """
    flagged = [node.pk for node in tree().nodes.values() if node.flagged == goods]
    _hide(_listed(flagged).filter(supplier=supplier_id), at)


def flags_changed(category: Category) -> None:
    """What it asks for now is asked of all that is listed in it, once this is committed."""
    send_after_commit("catalog.tasks.ask_for_qualifications", category.pk)


def ask_for_qualifications(*, category_id: int, at: datetime) -> int:
    """Hide what suppliers list in the category, or below it, without the qualification for it.

    Each supplier is told. Twice is harmless. Returns how many products went off sale.
    """
    forget()  # what staff have just changed may not have come to this process yet
    return sum(
        _ask(supplier, goods, nodes, at)
        for goods, nodes in _flagged_in(category_id).items()
        for supplier in Supplier.objects.filter(pk__in=_listed(nodes).values("supplier"))
        if goods not in qualified_goods(supplier.company_id, at)
    )


def _flagged_in(category_id: int) -> dict[str, list[int]]:
    """The categories from this one down that need a qualification, by goods."""
    found: dict[str, list[int]] = defaultdict(list)
    for node in tree().nodes.values():
        if node.flagged and category_id in node.path:
            found[node.flagged].append(node.pk)
    return found


def _listed(nodes: list[int]) -> QuerySet[Product]:
    return Product.objects.filter(category__in=nodes, status=ProductStatus.LISTED)


def _hide(products: QuerySet[Product], at: datetime) -> list[Product]:
    found = list(products.order_by("pk"))
    for product in found:
        hide_product(product=product, actor=None, at=at)
    return found


@transaction.atomic
def _ask(supplier: Supplier, goods: str, nodes: list[int], at: datetime) -> int:
    """Hidden and told of in one transaction, so that no supplier wonders."""
    products = _hide(_listed(nodes).filter(supplier=supplier), at)
    if products:
        tell(
            kind="goods_need_qualification",
            params={"goods": FlaggedGoods(goods), "n": len(products)},
            url="/supplier/products/",
            key=f"goods_need_qualification:{goods}:{products[0].pk}:{at.isoformat()}",
            at=at,
            company=supplier.company,
            rights=[Right.SELL],
        )
    return len(products)
