"""The catalogue, open to everybody; what buyers may not see is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins, permissions, viewsets

from catalog.api.filters import ProductFilter, SupplierFilter
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
from suppliers.enums import SHOWN
from suppliers.models import Belt, Supplier, SupplierBadge
from suppliers.selectors.shops import hidden


def badges_now(way: str = "") -> Any:
    """The badges that suppliers have, as ``open_badges``; ``way`` leads to the supplier."""
    return Prefetch(f"{way}badges", SupplierBadge.objects.open(), to_attr="open_badges")


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
        _("Shops"),
        _("Suppliers that buyers see, with their badges and the threshold of their mixed batches."),
    ),
    retrieve=says(
        _("A shop"),
        _("A supplier by its slug; 404 while it is suspended, 410 after it was closed."),
    ),
)
class SupplierViewSet(OpenReadOnly):
    queryset = Supplier.objects.shown().select_related("belt").prefetch_related(badges_now())
    serializer_class = SupplierSerializer
    filterset_class = SupplierFilter
    pagination_class = OldestFirst

    def get_object(self) -> Supplier:
        """Raises ShopHidden where there is such a shop, but its standing hides it."""
        slug = self.kwargs["slug"]
        hidden_shop = Supplier.objects.vetted().exclude(status__in=SHOWN).filter(slug=slug).first()
        if hidden_shop:
            raise hidden(hidden_shop)
        shop: Supplier = super().get_object()
        return shop


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
            return products.select_related("supplier", "category", "listing").defer(
                "description", "description_en", "listing__search"
            )
        whole = products.select_related("supplier__belt", "category", "listing")
        return whole.defer("listing__search").prefetch_related(
            badges_now("supplier__"),
            Prefetch(
                "skus",
                Sku.objects.filter(is_active=True).prefetch_related("tiers"),
                to_attr="active_skus",
            ),
            Prefetch("tiers", PriceTier.objects.filter(Q(sku=None)), to_attr="product_tiers"),
        )

    def get_serializer_class(self) -> type[ProductSerializer]:
        return ProductSerializer if self.action == "list" else ProductDetailSerializer
