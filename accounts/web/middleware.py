"""For whom the reader acts, and in which language and zone they read."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.access import ACTING_COMPANY, act_for
from accounts.models import User
from accounts.selectors.members import memberships_of


class ActingCompany:
    """Sets ``request.company``, ``request.membership`` and ``request.memberships``.

    A person with one company acts for it; with several, for the one chosen in the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mine = memberships_of(request.user) if isinstance(request.user, User) else []
        act_for(request, mine, request.session.get(ACTING_COMPANY))
        return self.get_response(request)


class ReadersPreferences:
    """Activates the reader's zone, and their language unless the browser chose one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return self.get_response(request)
        if request.user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return self.get_response(request)
