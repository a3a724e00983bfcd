"""Products, their buyable variants and prices (rules §1, §6)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.enums import ProductStatus, QuoteType, StagePlan
from common.fields import CurrencyField, UnitPriceField
from common.formats import in_language
from common.status import StatusEvent


class ProductQuerySet(models.QuerySet["Product"]):
    def on_sale(self) -> ProductQuerySet:
        """What buyers see: listed, of a supplier whose products are shown."""
        return self.filter(on_sale=True)


class Product(models.Model):
    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="products")
    category = models.ForeignKey("catalog.Category", models.PROTECT, related_name="products")
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(_("supplier's code"), max_length=60)
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=ProductStatus.choices,
        default=ProductStatus.DRAFT,
    )
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=20_000)
    description_en = models.TextField(_("description in English"), blank=True, max_length=20_000)
    attributes = models.JSONField(default=dict, blank=True, help_text=_("Attribute slug → value."))
    option_names = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text=_("Such as 颜色, 尺码; at most 3."),
    )
    unit = models.CharField(_("unit"), max_length=12, default="件")

    currency = CurrencyField()
    quote_type = models.CharField(
        _("quote"),
        max_length=16,
        choices=QuoteType.choices,
        default=QuoteType.BY_QUANTITY,
    )
    moq = models.PositiveIntegerField(_("MOQ"), default=1)
    order_multiple = models.PositiveIntegerField(_("pack"), default=1)
    max_per_order = models.PositiveIntegerField(_("most per order"), null=True, blank=True)
    mixable = models.BooleanField(_("counts towards mixed batch"), default=True)
    sample_price = UnitPriceField(_("sample price"), null=True, blank=True)
    consign_price = UnitPriceField(_("dropship price"), null=True, blank=True)
    stage_plan = models.CharField(
        _("paid"), max_length=10, choices=StagePlan.choices, default=StagePlan.WHOLE
    )
    promise_hours = models.PositiveIntegerField(_("ships within hours"), null=True, blank=True)
    lead_days = models.PositiveIntegerField(_("custom lead days"), null=True, blank=True)
    freight_template = models.ForeignKey(
        "suppliers.FreightTemplate",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    weight_g = models.PositiveIntegerField(_("weight of a piece, g"), default=0)
    volume_cm3 = models.PositiveIntegerField(_("volume of a piece, cm³"), default=0)

    revision = models.PositiveIntegerField(default=1, help_text=_("Rises with each edit."))
    created_at = models.DateTimeField()
    listed_at = models.DateTimeField(null=True, blank=True)

    # Kept by catalog.services.index for cards and the API, from the rows they repeat.
    on_sale = models.BooleanField(default=False)
    category_path = ArrayField(models.BigIntegerField(), default=list)
    price_from = UnitPriceField(null=True, blank=True)
    price_from_cny = UnitPriceField(null=True, blank=True)
    ladder = models.JSONField(
        default=list, help_text=_("Steps shown on cards: [from, price] as strings.")
    )
    picture = models.CharField(
        max_length=120, blank=True, help_text=_("Stem of the first picture's files.")
    )
    stock = models.PositiveBigIntegerField(
        default=0, help_text=_("Pieces available over all SKUs, for display.")
    )
    sold_30d = models.PositiveIntegerField(default=0)
    sold_total = models.PositiveIntegerField(default=0)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(fields=["supplier", "code"], name="product_code_once"),
            models.CheckConstraint(
                name="product_moq", condition=Q(moq__gte=1, order_multiple__gte=1)
            ),
            models.CheckConstraint(
                name="product_max_covers_moq",
                condition=Q(max_per_order__isnull=True) | Q(max_per_order__gte=F("moq")),
            ),
            models.CheckConstraint(
                name="product_one_promise",
                condition=Q(promise_hours__isnull=True) | Q(lead_days__isnull=True),
            ),
            models.CheckConstraint(
                name="product_listed_has_time",
                condition=~Q(status=ProductStatus.LISTED) | Q(listed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="product_on_sale_is_listed",
                condition=Q(on_sale=False)
                | Q(status=ProductStatus.LISTED, price_from__isnull=False),
            ),
        ]
        indexes = [
            GinIndex(fields=["category_path"], name="product_in_category"),
            models.Index(
                fields=["supplier", "-sold_30d"],
                condition=Q(on_sale=True),
                name="product_of_shop",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    @property
    def steps(self) -> list[tuple[int, Decimal]]:
        """The ladder as cards show it: from this quantity, this unit price."""
        return [(start, Decimal(price)) for start, price, *_ in self.ladder]


class ProductEvent(StatusEvent):
    subject = models.ForeignKey(Product, models.CASCADE, related_name="events")


class Sku(models.Model):
    """One buyable variant. ``on_hand - reserved`` pieces can be ordered."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="skus")
    code = models.CharField(_("SKU code"), max_length=60)
    options = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text=_("One value per option name."),
    )
    price = UnitPriceField(
        _("price"), null=True, blank=True, help_text=_("Where the quote is by SKU.")
    )
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    reserved = models.PositiveIntegerField(_("reserved"), default=0)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    picture = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("SKU")
        verbose_name_plural = _("SKUs")
        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="sku_code_once"),
            models.UniqueConstraint(
                fields=["product", "options"], condition=Q(is_active=True), name="sku_options_once"
            ),
            models.CheckConstraint(
                name="sku_not_oversold", condition=Q(reserved__lte=F("on_hand"))
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class PriceTier(models.Model):
    """From this quantity on, this price; of the product, or of one SKU (``by_sku_quantity``)."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="tiers")
    sku = models.ForeignKey(Sku, models.CASCADE, null=True, blank=True, related_name="tiers")
    from_quantity = models.PositiveIntegerField(_("from"))
    unit_price = UnitPriceField(_("unit price"))

    class Meta:
        ordering = ["from_quantity"]
        verbose_name = _("price tier")
        verbose_name_plural = _("price tiers")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "sku", "from_quantity"],
                nulls_distinct=False,
                name="tier_once",
            ),
            models.CheckConstraint(name="tier_from_one", condition=Q(from_quantity__gte=1)),
            models.CheckConstraint(name="tier_price_positive", condition=Q(unit_price__gt=0)),
        ]

    def __str__(self) -> str:
        return f"≥ {self.from_quantity}: {self.unit_price}"


class ProductPicture(models.Model):
    """One picture in three WebP sizes at ``<stem>-<size>.webp`` under the media root."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    stem = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("says what is seen"), max_length=160, blank=True)
    look = models.BigIntegerField(
        null=True, blank=True, help_text=_("What is seen of it; empty: it is compared with none.")
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(fields=["look"], name="picture_look", condition=Q(look__isnull=False))
        ]

    def __str__(self) -> str:
        return self.stem
