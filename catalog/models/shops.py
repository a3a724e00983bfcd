"""What a search for suppliers reads: one narrow row for each shop."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ShopEntry(models.Model):
    """Kept by ``catalog.services.shop_index``. Whether buyers see the shop, its standing says."""

    supplier = models.OneToOneField(
        "suppliers.Supplier", models.CASCADE, primary_key=True, related_name="+"
    )
    search = SearchVectorField()

    class Meta:
        verbose_name = _("shop entry")
        verbose_name_plural = _("shop entries")
        indexes = [GinIndex(fields=["search"], name="shop_search", fastupdate=False)]

    def __str__(self) -> str:
        return f"#{self.supplier_id}"
