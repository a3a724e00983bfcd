from django.templatetags.static import static
from django.urls import path, re_path
from django.views.generic import RedirectView

from common.web.bundles import serve_bundle
from common.web.styleguide import styleguide
from common.web.theme import choose_theme

app_name = "common"
urlpatterns = [
    re_path(r"^assets/(?P<digest>\w+)\.(?P<kind>css|js)$", serve_bundle, name="bundle"),
    path("theme/", choose_theme, name="theme"),
    path("favicon.ico", RedirectView.as_view(url=static("img/mark.svg"))),
    path("styleguide/", styleguide, name="styleguide"),
]
