"""What is bound to the lines that are logged while a request is answered."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class RequestLog(RequestMiddleware):
    """Binds a number of the request, the user and the address that it came from."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        structlog.contextvars.bind_contextvars(ip=address_of(request))


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: what the outermost of our own proxies saw, if there are any."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    number = settings.TRUSTED_PROXIES
    if number and len(seen) >= number and seen[-number].strip():
        return str(seen[-number].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
