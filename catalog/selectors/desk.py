"""What the products desk lists: a shop's own products, whatever their status."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from catalog.enums import ProductStatus
from catalog.models import Product
from suppliers.models import Supplier


@dataclass(frozen=True)
class DeskFilter:
    """``status`` is one of ProductStatus, ``sold_out``, or empty for all."""

    q: str = ""
    status: str = ""


SOLD_OUT = "sold_out"


def desk_products(supplier: Supplier, wanted: DeskFilter) -> QuerySet[Product]:
    """The shop's products, newest first, with ``sku_count``, ``on_hand`` and ``reserved``."""
    products = Product.objects.filter(supplier=supplier)
    if wanted.q:
        products = products.filter(
            Q(title__icontains=wanted.q)
            | Q(title_en__icontains=wanted.q)
            | Q(code__icontains=wanted.q)
        )
    if wanted.status == SOLD_OUT:
        products = products.filter(status=ProductStatus.LISTED, stock=0)
    elif wanted.status:
        products = products.filter(status=wanted.status)
    active = Q(skus__is_active=True)
    return (
        products.select_related("category")
        .defer("description", "description_en")
        .annotate(
            sku_count=Count("skus", filter=active),
            on_hand=Sum("skus__on_hand", filter=active, default=0),
            reserved=Sum("skus__reserved", filter=active, default=0),
        )
        .order_by("-pk")
    )


def status_counts(supplier: Supplier) -> dict[str, int]:
    """How many products stand in each status, all of them under the empty one."""
    rows = Product.objects.filter(supplier=supplier).values_list("status").annotate(n=Count("pk"))
    counts = dict(rows)
    sold_out = Product.objects.filter(supplier=supplier, status=ProductStatus.LISTED, stock=0)
    return {"": sum(counts.values()), **counts, SOLD_OUT: sold_out.count()}
