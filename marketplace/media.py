"""Uploaded public pictures, served by Django itself where no web server stands in front."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control
from django.views.static import serve


@cache_control(public=True, max_age=86_400, immutable=True)
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file under ``MEDIA_ROOT``; the names of pictures change with their content."""
    return serve(request, name, document_root=str(settings.MEDIA_ROOT))


def media_patterns() -> list[URLPattern]:
    return [path("media/<path:name>", media, name="media")]
