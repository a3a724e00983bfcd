"""What listing and search read: one narrow row for each product on sale."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import UnitPriceField

#: Prices in CNY and MOQs at which the bands of the filters begin and end.
PRICE_STEPS = (1, 5, 20, 100)
MOQ_STEPS = (1, 10, 50, 100, 500)
#: What an index carries beside its key.
COVERED = (
    *("product", "supplier", "belt", "price_cny", "price_band", "moq_band", "promise_hours"),
    *("extras", "badges", "demoted", "sold", "listed_at"),
)


class Extra(models.IntegerChoices):
    """What a product offers beside the batch; each a bit."""

    SAMPLE = 1, _("Sample")
    CONSIGN = 2, _("Dropship")


class ListingEntry(models.Model):
    """Kept by ``catalog.services.index``: a row where, and only where, buyers see the product.

    It repeats what a listing filters, counts and sorts by; the indexes by category carry all of it,
    so that a category of 1,000 products is counted from a dozen pages.
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
    price_band = models.SmallIntegerField(
        null=True, help_text=_("How many of PRICE_STEPS the price reaches.")
    )
    moq_band = models.SmallIntegerField(help_text=_("How many of MOQ_STEPS the MOQ is above."))
    promise_hours = models.SmallIntegerField(null=True)
    extras = models.SmallIntegerField(help_text=_("Sum of the Extra values that it offers."))
    badges = models.SmallIntegerField(
        default=0, db_default=0, help_text=_("Sum of the bits of its shop's badges.")
    )
    demoted = models.BooleanField(help_text=_("Ranked below all others (restricted supplier)."))
    sold = models.PositiveIntegerField(help_text=_("Pieces in 30 days."))
    listed_at = models.DateTimeField()
    search = SearchVectorField()

    class Meta:
        verbose_name = _("listing entry")
        verbose_name_plural = _("listing entries")
        indexes = [
            GinIndex(fields=["search"], name="listing_search", fastupdate=False),
            models.Index(fields=["leaf"], include=COVERED, name="listing_of_leaf"),
            models.Index(fields=["middle"], include=(*COVERED, "leaf"), name="listing_of_middle"),
            models.Index(fields=["top"], include=(*COVERED, "middle"), name="listing_of_top"),
            models.Index(fields=["demoted", "-sold", "-product"], name="listing_best"),
            models.Index(fields=["-listed_at", "-product"], name="listing_new"),
        ]

    def __str__(self) -> str:
        return f"#{self.product_id}"
