from django.urls import path, re_path

from common.web.bundles import serve_bundle
from common.web.favicon import favicon
from common.web.styleguide import styleguide
from common.web.theme import choose_theme

app_name = "common"
urlpatterns = [
    re_path(r"^assets/(?P<digest>\w+)\.(?P<kind>css|js)$", serve_bundle, name="bundle"),
    path("theme/", choose_theme, name="theme"),
    path("favicon.ico", favicon),
    path("styleguide/", styleguide, name="styleguide"),
]
