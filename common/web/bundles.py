"""Serves the joined style sheets and modules under an address that changes with their content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from common.bundles import bundle

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def serve_bundle(request: HttpRequest, kind: str, digest: str) -> HttpResponse:
    """The bundle of today; one asked for under an old address is not to be kept."""
    found = bundle(kind)
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        found.compressed if zipped else found.content, content_type=_TYPES[kind]
    )
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = _FOR_EVER if digest == found.digest else "no-store"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
