"""What programs see of the catalogue. Amounts are strings in the product's currency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.models import Category, PriceTier, Product, Sku
from catalog.pictures import picture_url
from catalog.pricing import Tier, from_moq
from common.api.names import ChineseName, EnglishName, chinese_names, english_names
from suppliers.enums import Badge
from suppliers.models import Belt, Supplier


class CategorySerializer(serializers.ModelSerializer[Category]):
    parent = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = Category
        fields = ("slug", "name", "name_en", "level", "parent")


class BeltSerializer(serializers.ModelSerializer[Belt]):
    class Meta:
        model = Belt
        fields = ("slug", "name", "name_en", "trade", "trade_en")


class SupplierSerializer(serializers.ModelSerializer[Supplier]):
    belt = serializers.SlugRelatedField("slug", read_only=True)
    badges = serializers.SerializerMethodField()

    class Meta:
        model = Supplier
        fields = (
            "slug",
            "name",
            "name_en",
            "kind",
            "belt",
            "mix_amount",
            "mix_pieces",
            "currency",
            "pickup_48h_rate",
            "pickup_48h_parcels",
            "repeat_rate",
            "badges",
        )

    def get_badges(self, supplier: Supplier) -> list[Badge]:
        """Those that the shop has now, of ``open_badges``, which the query brings."""
        held = {row.badge for row in supplier.open_badges}  # type: ignore[attr-defined]
        return [badge for badge in Badge if badge.value in held]


class TierSerializer(serializers.Serializer[Tier]):
    from_quantity = serializers.IntegerField(read_only=True)
    unit_price = serializers.DecimalField(14, 4, read_only=True)


def _tiers(rows: Iterable[PriceTier], product: Product) -> Any:
    """The rows as the price engine takes them: the first from the MOQ on."""
    tiers = tuple(Tier(row.from_quantity, row.unit_price) for row in rows)
    return [TierSerializer(tier).data for tier in from_moq(tiers, product.moq)]


class SkuSerializer(serializers.ModelSerializer[Sku]):
    available = serializers.IntegerField(
        read_only=True, help_text="Pieces that can be ordered now."
    )
    options = chinese_names()
    options_en = english_names("options")
    tiers = serializers.SerializerMethodField(help_text="Where the quote is by_sku_quantity.")

    class Meta:
        model = Sku
        fields = ("id", "code", "options", "options_en", "price", "available", "tiers")

    @extend_schema_field(TierSerializer(many=True))
    def get_tiers(self, sku: Sku) -> Any:
        return _tiers(sku.tiers.all(), sku.product)


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product as a list shows it."""

    supplier = serializers.SlugRelatedField("slug", read_only=True)
    category = serializers.SlugRelatedField("slug", read_only=True)
    ladder = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()),
        read_only=True,
        help_text="Steps [from quantity, unit price].",
    )
    picture = serializers.SerializerMethodField()
    badges = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields: tuple[str, ...] = (
            "slug",
            "title",
            "title_en",
            "supplier",
            "category",
            "currency",
            "price_from",
            "ladder",
            "moq",
            "order_multiple",
            "promise_hours",
            "stock",
            "sold_30d",
            "picture",
            "badges",
        )

    def get_picture(self, product: Product) -> str:
        """The address of the first picture, 480 px; empty where there is none."""
        return picture_url(product.picture, 480)

    def get_badges(self, product: Product) -> list[Badge]:
        """Those of its shop, as the lists of the market show them."""
        return [badge for badge in Badge if product.listing.badges & badge.bit]


class ProductDetailSerializer(ProductSerializer):
    supplier: Any = SupplierSerializer(read_only=True)
    attributes = serializers.DictField(child=ChineseName(), read_only=True)
    attributes_en = serializers.DictField(child=EnglishName(), read_only=True, source="attributes")
    option_names = chinese_names()
    option_names_en = english_names("option_names")
    skus = SkuSerializer(many=True, read_only=True, source="active_skus")
    tiers = serializers.SerializerMethodField(help_text="Where the quote is by_quantity.")

    class Meta(ProductSerializer.Meta):
        fields = (
            *ProductSerializer.Meta.fields,
            "description",
            "description_en",
            "attributes",
            "attributes_en",
            "option_names",
            "option_names_en",
            "unit",
            "quote_type",
            "max_per_order",
            "mixable",
            "sample_price",
            "consign_price",
            "stage_plan",
            "lead_days",
            "weight_g",
            "tiers",
            "skus",
        )

    @extend_schema_field(TierSerializer(many=True))
    def get_tiers(self, product: Product) -> Any:
        return _tiers(product.product_tiers, product)  # type: ignore[attr-defined]
