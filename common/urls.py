from django.urls import path

from common.web.bundles import serve_bundle
from common.web.styleguide import styleguide
from common.web.theme import choose_theme

app_name = "common"
urlpatterns = [
    path("assets/<slug:digest>.<slug:kind>", serve_bundle, name="bundle"),
    path("theme/", choose_theme, name="theme"),
    path("styleguide/", styleguide, name="styleguide"),
]
