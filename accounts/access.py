"""Who may do this: the first line of every view, and the same question for services and the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

from accounts.enums import Right
from accounts.models import Company, Membership, User
from common.errors import NotAllowed


class MemberRequest(HttpRequest):
    """A request behind the gate ``requires``: of a person who acts for a company."""

    user: User
    company: Company
    membership: Membership
    htmx: HtmxDetails


P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]


def may_any(membership: Membership | None, rights: tuple[Right, ...]) -> bool:
    """Whether the member has at least one of ``rights``; any member does where none is named."""
    if membership is None:
        return False
    return not rights or any(membership.may(right) for right in rights)


def check(membership: Membership | None, *rights: Right) -> Membership:
    """The membership itself where it has one of ``rights``. Raises NotAllowed otherwise."""
    if membership is None or not may_any(membership, rights):
        raise NotAllowed(
            _("This needs the right: %(rights)s.")
            % {"rights": ", ".join(str(right.label) for right in rights)},
            rights=[right.value for right in rights],
        )
    return membership


def requires(*rights: Right) -> Callable[[View[P]], View[P]]:
    """Let a view in for members of the acting company who have at least one of ``rights``.

    Others are led on: to sign in, to choose or found a company, or to a 403 page that names the
    right and who can give it. Inside, ``request.company`` and ``request.membership`` are not None.
    """

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return _led_elsewhere(request, rights) or view(request, *args, **kwargs)

        return guarded

    return gate


def signed_in(view: View[P]) -> View[P]:
    """Let a view in for anyone who is signed in, with a company or without."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _go(request, redirect_to_login(_way_back(request)))
        return view(request, *args, **kwargs)

    return guarded


def _led_elsewhere(request: HttpRequest, rights: tuple[Right, ...]) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _go(request, redirect_to_login(_way_back(request)))
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        query = urlencode({"next": _way_back(request)})
        return _go(request, redirect(f"{resolve_url('accounts:choose_company')}?{query}"))
    if not may_any(membership, rights):
        return _refuse(request, membership, rights)
    return None


def _refuse(
    request: HttpRequest, membership: Membership, rights: tuple[Right, ...]
) -> HttpResponse:
    context: dict[str, Any] = {"rights": rights, "acting": membership}
    return render(request, "accounts/no_right.html", context, status=NotAllowed.status)


def _way_back(request: HttpRequest) -> str:
    """Where to go on afterwards: the page asked for, or the one a fragment or form belongs to."""
    if request.method == "GET" and not getattr(request, "htmx", False):
        return request.get_full_path()
    page = getattr(request, "htmx", None) and request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return page or "/"


def _go(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A redirect of the whole page, also where only a fragment was asked for."""
    if getattr(request, "htmx", False):
        response["HX-Redirect"] = response["Location"]
        del response["Location"]
        response.status_code = 200
    return response
