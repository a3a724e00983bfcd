from django.urls import URLPattern, URLResolver, include, path

app_name = "catalog"
urlpatterns: list[URLPattern | URLResolver] = [
    path("supplier/products/", include("catalog.web.desk.urls")),
]
