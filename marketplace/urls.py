"""Where each app's addresses hang."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.web.people import desk_entrance, set_language

urlpatterns: list[URLPattern | URLResolver] = [
    # First what is asked for most often.
    path("", include("catalog.urls")),
    # Staff sign in where everybody does: with the second factor and the lock-out.
    path("admin/login/", desk_entrance),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/v1/", include("marketplace.api")),
    path("", include("common.urls")),
    path("", include("policies.urls")),
    path("", include("accounts.urls")),
    path("", include("payments.urls")),
    path("", include("suppliers.urls")),
    path("", include("orders.urls")),
]

if not settings.PRODUCTION:
    from marketplace.media import media_patterns

    urlpatterns += media_patterns()
