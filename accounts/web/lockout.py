"""Too many failed sign-ins: who is counted, and the page that says for how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Whose account is tried, however it is written."""
    given = credentials or {}
    form_field = settings.AXES_USERNAME_FORM_FIELD
    email = given.get("email") or given.get("username") or request.POST.get(form_field)
    return str(email or "").strip().lower()


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Each try while locked out begins the wait anew, so the whole of it lies ahead."""
    wait = get_cool_off(request)
    assert wait is not None
    response = render(
        request,
        "accounts/locked_out.html",
        {"wait": wait, "limit": settings.AXES_FAILURE_LIMIT},
        status=settings.AXES_HTTP_RESPONSE_CODE,
    )
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response
