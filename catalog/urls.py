"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from catalog.web import imports, listing, product, shops

app_name = "catalog"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.home, name="home"),
    path("c/", listing.categories, name="categories"),
    path("c/<slug:slug>/", listing.category, name="category"),
    path("search/", listing.search, name="search"),
    path("p/<slug:slug>/", product.product, name="product"),
    path("p/<slug:slug>/price/", product.price, name="price"),
    path("shops/", shops.shop_list, name="shops"),
    path("shop/<slug:slug>/", shops.shop, name="shop"),
    path("belts/<slug:slug>/", shops.belt, name="belt"),
    path("supplier/products/import/", imports.imports, name="imports"),
    path("supplier/products/import/template.csv", imports.import_template, name="import_template"),
    path("supplier/products/import/<int:pk>/", imports.import_detail, name="import"),
    path(
        "supplier/products/import/<int:pk>/report.csv", imports.import_report, name="import_report"
    ),
    # Last: below it stands any product's slug.
    path("supplier/products/", include("catalog.web.desk.urls")),
]
