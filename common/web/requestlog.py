"""What is bound to the lines that are logged while a request is answered."""

from __future__ import annotations

import logging
import uuid

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

_requests = logging.getLogger("django_structlog")


class RequestLog(RequestMiddleware):
    """Binds a number of the request, the user and the address that it came from.

    Where what went well is not logged (as ``marketplace.logs`` has it) its lines are not made
    either.
    """

    def prepare(self, request: HttpRequest) -> None:
        if _requests.isEnabledFor(logging.INFO):
            super().prepare(request)
            return
        structlog.contextvars.bind_contextvars(
            request_id=str(uuid.uuid4()), user_id=request.user.pk, ip=address_of(request)
        )

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        if _requests.isEnabledFor(logging.INFO) or not _went_well(request, response):
            super().handle_response(request, response)
        else:
            structlog.contextvars.clear_contextvars()

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        structlog.contextvars.bind_contextvars(ip=address_of(request))


def _went_well(request: HttpRequest, response: HttpResponse) -> bool:
    failed = response.status_code >= 400 or hasattr(request, "_raised_exception")
    return not failed and not response.streaming


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: what the outermost of our own proxies saw, if there are any."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    number = settings.TRUSTED_PROXIES
    if number and len(seen) >= number and seen[-number].strip():
        return str(seen[-number].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
