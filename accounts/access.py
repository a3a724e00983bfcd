"""Who may do this: the first line of every view, and the same question for services and the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

from accounts.enums import Right
from accounts.models import Company, Membership, User
from common.errors import NotAllowed
from common.web.redirects import whole_page


class SignedInRequest(HttpRequest):
    """A request as views behind ``signed_in`` have it."""

    user: User
    company: Company | None
    membership: Membership | None
    memberships: list[Membership]
    htmx: HtmxDetails


class MemberRequest(SignedInRequest):
    """A request as views behind ``requires`` have it."""

    company: Company
    membership: Membership


P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)

#: The session's key of the company that was chosen.
ACTING_COMPANY = "acting_company"


def act_for(request: HttpRequest, memberships: list[Membership], chosen: int | None) -> None:
    """Let the request act by the chosen one of ``memberships``, or by the only one."""
    membership = next((one for one in memberships if one.company_id == chosen), None)
    if membership is None and len(memberships) == 1:
        membership = memberships[0]
    company: Company | None = membership.company if membership else None
    request.memberships = memberships  # type: ignore[attr-defined]
    request.membership = membership  # type: ignore[attr-defined]
    request.company = company  # type: ignore[attr-defined]


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


def requires(
    *rights: Right,
    way_back: Callable[[HttpRequest], str] | None = None,
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], R]], Callable[Concatenate[Any, P], R | HttpResponse]
]:
    """Let a view in for members of the acting company who have at least one of ``rights``.

    Others are led on: to sign in, to choose or found a company, or to a 403 page that names the
    right and who can give it. Inside, ``request.company`` and ``request.membership`` are not None.
    ``way_back`` says where those led on come back to, if not to where they were.
    """

    def gate(
        view: Callable[Concatenate[MemberRequest, P], R],
    ) -> Callable[Concatenate[Any, P], R | HttpResponse]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
            elsewhere = _led_elsewhere(request, rights, way_back or _way_back)
            return elsewhere or view(request, *args, **kwargs)

        return guarded

    return gate


def signed_in(
    view: Callable[Concatenate[SignedInRequest, P], R],
) -> Callable[Concatenate[Any, P], R | HttpResponse]:
    """Let a view in for anyone who is signed in, with a company or without."""

    @wraps(view)
    def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
        if not request.user.is_authenticated:
            return whole_page(request, redirect_to_login(_way_back(request)))
        return view(request, *args, **kwargs)

    return guarded


def _led_elsewhere(
    request: HttpRequest, rights: tuple[Right, ...], way_back: Callable[[HttpRequest], str]
) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return whole_page(request, redirect_to_login(way_back(request)))
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        query = urlencode({"next": way_back(request)})
        return whole_page(request, redirect(f"{resolve_url('accounts:choose_company')}?{query}"))
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
    if getattr(request, "htmx", False):
        return request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    page = urlsplit(request.headers.get("Referer", ""))
    return (
        page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"
    )
