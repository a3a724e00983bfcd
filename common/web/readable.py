"""Addresses that nothing of ours has."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class ReadableAddress:
    """Answers 400 to an address with a NUL in it: no text of the database can hold one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or _has_nul(request):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


def _has_nul(request: HttpRequest) -> bool:
    return any(NUL in text for name, given in request.GET.lists() for text in (name, *given))
