"""What listing and search read: one narrow row for each product on sale."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import UnitPriceField


class ListingEntry(models.Model):
    """Kept by ``catalog.services.index``: a row where, and only where, buyers see the product.

    It repeats what a listing filters, counts and sorts by, so that counting 10,000 hits reads a few
    hundred pages. ``search`` is stored out of line (migration 0002), which keeps the rows narrow.
    """

    product = models.OneToOneField(
        "catalog.Product", models.CASCADE, primary_key=True, related_name="listing"
    )
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    belt = models.ForeignKey(
        "suppliers.Belt", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    top = models.BigIntegerField(help_text=_("Category of the first level."))
    middle = models.BigIntegerField(help_text=_("Category of the second level."))
    leaf = models.BigIntegerField(help_text=_("Category of the third level."))
    price_cny = UnitPriceField(null=True)
    moq = models.PositiveIntegerField()
    promise_hours = models.PositiveIntegerField(null=True)
    has_sample = models.BooleanField()
    has_consign = models.BooleanField()
    demoted = models.BooleanField(help_text=_("Ranked below all others (restricted supplier)."))
    sold = models.PositiveIntegerField(help_text=_("Pieces in 30 days."))
    listed_at = models.DateTimeField()
    search = SearchVectorField()

    class Meta:
        verbose_name = _("listing entry")
        verbose_name_plural = _("listing entries")
        indexes = [
            GinIndex(fields=["search"], name="listing_search", fastupdate=False),
            models.Index(fields=["leaf"], name="listing_leaf"),
            models.Index(fields=["middle"], name="listing_middle"),
            models.Index(fields=["top"], name="listing_top"),
            models.Index(fields=["demoted", "-sold", "-product"], name="listing_best"),
            models.Index(fields=["-listed_at", "-product"], name="listing_new"),
        ]

    def __str__(self) -> str:
        return f"#{self.product_id}"
