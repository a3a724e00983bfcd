"""The catalogue, open to everybody; what buyers may not see is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
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
from suppliers.models import Belt, Supplier


class OpenReadOnly(viewsets.ReadOnlyModelViewSet[Any]):
    permission_classes = (permissions.AllowAny,)
    lookup_field = "slug"


class CategoryViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Category]):
    permission_classes = (permissions.AllowAny,)
    queryset = Category.objects.select_related("parent")
    serializer_class = CategorySerializer
    pagination_class = OldestFirst


class BeltViewSet(OpenReadOnly):
    queryset = Belt.objects.all()
    serializer_class = BeltSerializer
    pagination_class = OldestFirst


class SupplierViewSet(OpenReadOnly):
    queryset = Supplier.objects.shown().select_related("belt")
    serializer_class = SupplierSerializer
    pagination_class = OldestFirst


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
