"""Where to go on after an act."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponse)
View = Callable[Concatenate[Any, P], HttpResponseBase]


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


def form_of(page: str, *parts: str) -> Callable[[View[P]], View[P]]:
    """Of a view that takes a form of ``page``, and answers with that page where it refuses it.

    The browser then shows the address of the form. Who loads that again, or comes back to it after
    signing in, is led to the page. ``parts`` of the address are those that the page has too.
    """

    def gate(view: View[P]) -> View[P]:
        act = require_POST(view)

        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in ("GET", "HEAD"):
                return redirect(page, *(kwargs[part] for part in parts))
            return act(request, *args, **kwargs)

        return guarded

    return gate
