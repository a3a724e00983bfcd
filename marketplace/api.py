"""The addresses of the API: what each app offers, the schema, and a page to read and try it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from catalog.api import views as catalog
from orders.api import buying, requests, selling

app_name = "api"
router = DefaultRouter()
router.include_root_view = False
router.register("categories", catalog.CategoryViewSet, basename="category")
router.register("belts", catalog.BeltViewSet, basename="belt")
router.register("suppliers", catalog.SupplierViewSet, basename="supplier")
router.register("products", catalog.ProductViewSet, basename="product")
router.register("cart", buying.CartViewSet, basename="cart")
router.register("checkout", buying.CheckoutViewSet, basename="checkout")
router.register("orders", buying.OrderViewSet, basename="order")
router.register("purchase-requests", requests.PurchaseRequestViewSet, basename="request")
router.register("shop/orders", selling.ShopOrderViewSet, basename="shop-order")
router.register("carriers", selling.CarrierViewSet, basename="carrier")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.api.urls")),
    path("", include("suppliers.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", template_name="marketplace/api_docs.html"
        ),
        name="docs",
    ),
    *router.urls,
]
