"""The catalogue, open to everybody; what buyers may not see is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins, permissions, viewsets

from catalog.api.filters import ProductFilter
from catalog.api.serializers import (
    BeltSerializer,
    CategorySerializer,
    ProductDetailSerializer,
    ProductSerializer,
    SupplierSerializer,
)
from catalog.models import Category, PriceTier, Product, Sku
from common.api.pagination import NewestFirst, OldestFirst
from common.api.schema import says
from suppliers.models import Belt, Supplier


class OpenReadOnly(viewsets.ReadOnlyModelViewSet[Any]):
    permission_classes = (permissions.AllowAny,)
    lookup_field = "slug"


@extend_schema_view(
    list=says(
        _("Categories"),
        _("The tree of three levels as a list; `parent` is the slug of the one above."),
    )
)
class CategoryViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Category]):
    permission_classes = (permissions.AllowAny,)
    queryset = Category.objects.select_related("parent")
    serializer_class = CategorySerializer
    pagination_class = OldestFirst


@extend_schema_view(
    list=says(_("Industrial belts"), _("Regions known for one trade, whose makers sell here.")),
    retrieve=says(_("An industrial belt"), _("A belt by its slug.")),
)
class BeltViewSet(OpenReadOnly):
    queryset = Belt.objects.all()
    serializer_class = BeltSerializer
    pagination_class = OldestFirst


@extend_schema_view(
    list=says(
        _("Shops"), _("Suppliers that buyers see, with the threshold of their mixed batches.")
    ),
    retrieve=says(_("A shop"), _("A supplier by its slug; 404 while buyers do not see it.")),
)
class SupplierViewSet(OpenReadOnly):
    queryset = Supplier.objects.shown().select_related("belt")
    serializer_class = SupplierSerializer
    pagination_class = OldestFirst


@extend_schema_view(
    list=says(
        _("Products on sale"),
        _(
            "The newest first, narrowed by words, category, shop, price, minimum order and promise."
            " All filters together have to fit; prices are compared in the product's currency."
        ),
    ),
    retrieve=says(
        _("A product"),
        _("With its text, every variant that can be ordered, its stock and its price steps."),
    ),
)
class ProductViewSet(OpenReadOnly):
    serializer_class = ProductSerializer
    filterset_class = ProductFilter
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Product]:
        products = Product.objects.on_sale()
        if self.action == "list":
            return products.select_related("supplier", "category").defer(
                "description", "description_en"
            )
        return products.select_related("supplier__belt", "category").prefetch_related(
            Prefetch(
                "skus",
                Sku.objects.filter(is_active=True).prefetch_related("tiers"),
                to_attr="active_skus",
            ),
            Prefetch("tiers", PriceTier.objects.filter(Q(sku=None)), to_attr="product_tiers"),
        )

    def get_serializer_class(self) -> type[ProductSerializer]:
        return ProductSerializer if self.action == "list" else ProductDetailSerializer
