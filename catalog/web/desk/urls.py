"""Below ``/supplier/products/``, in the namespace of the catalogue."""

from __future__ import annotations

from django.urls import path

from catalog.web.desk import editor, pages, pictures

urlpatterns = [
    path("", pages.product_table, name="desk_products"),
    path("new/", editor.new_product, name="desk_new"),
    path("<slug:slug>/", editor.product, name="desk_product"),
    path("<slug:slug>/quick/", pages.quick_edit, name="desk_quick"),
    path("<slug:slug>/row/", pages.product_row, name="desk_row"),
    path("<slug:slug>/list/", pages.put_on_sale, name="desk_list"),
    path("<slug:slug>/hide/", pages.hide, name="desk_hide"),
    path("<slug:slug>/pictures/", pictures.add, name="desk_pictures"),
    path("<slug:slug>/pictures/<int:pk>/", pictures.change, name="desk_picture"),
]
