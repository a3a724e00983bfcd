from django.urls import path

from suppliers.web import shop, standing

app_name = "suppliers"
urlpatterns = [
    path("supplier/open/", shop.open_shop, name="open"),
    path("supplier/shop/", shop.settings, name="settings"),
    path("supplier/shop/regions/", shop.sales, name="sales"),
    path("supplier/standing/", standing.page, name="standing"),
    path("supplier/freight/", shop.freight_list, name="freight"),
    path("supplier/freight/new/", shop.freight_template, name="new_freight"),
    path("supplier/freight/<int:pk>/", shop.freight_template, name="freight_template"),
]
