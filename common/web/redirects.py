"""Where to go on after an act."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

R = TypeVar("R", bound=HttpResponse)


def next_url(request: HttpRequest, otherwise: str) -> str:
    """The page named by ``next`` if it is one of ours, else ``otherwise`` (a name or address)."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return target
    return resolve_url(otherwise)


def whole_page(request: HttpRequest, redirected: R) -> R:
    """A redirect of the whole page, also where only a part was asked for."""
    if getattr(request, "htmx", False):
        redirected["HX-Redirect"] = redirected["Location"]
        del redirected["Location"]
        redirected.status_code = 200
    return redirected
