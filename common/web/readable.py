"""Addresses that nothing of ours has."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

NUL = "\x00"


class ReadableAddress:
    """Answers 400 to an address with a NUL in it: no text of the database can hold one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or _has_nul(request):
            return _refused(request)
        return self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse:
    """A page of its own: nothing that other pages need is known of this request."""
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponse(loader.render_to_string("400.html"), status=400)


def _has_nul(request: HttpRequest) -> bool:
    return any(NUL in text for name, given in request.GET.lists() for text in (name, *given))
