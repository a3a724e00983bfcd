"""Where the reader wants goods sent: what they chose, else their company's default address."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from accounts.models import Company
from catalog.selectors.places import (
    Choice,
    Place,
    default_place,
    province_choices,
    provinces,
)
from common.words import once_a_language
from suppliers.freight import HOME, Destination

PARAM = COOKIE = "to"
COOKIE_SECONDS = 365 * 24 * 3600
ABROAD = "abroad"


def destination(request: HttpRequest) -> Destination | None:
    """Where to, as far as the reader has said; None where nothing is known."""
    chosen = request.GET.get(PARAM) or request.COOKIES.get(COOKIE, "")
    if chosen == ABROAD:
        return Destination(country="")
    if chosen in provinces():
        return Destination(HOME, chosen)
    company: Company | None = getattr(request, "company", None)
    return default_place(company) if company else None


def place_name(where: Destination | None) -> str:
    """The province, or "abroad", in the reader's language; empty for nowhere."""
    if where is None:
        return ""
    if where.is_abroad:
        return gettext("abroad")
    place: Place | None = provinces().get(where.codes[-1]) if where.codes else None
    return place.name if place else ""


def choices(where: Destination | None) -> list[Choice]:
    """All provinces, and abroad; none where no region is known."""
    here = ABROAD if where and where.is_abroad else (where.codes or [""])[-1] if where else ""
    known = province_choices()
    offered = [*known, _abroad()] if known else []
    if not here:
        return offered
    return [replace(choice, chosen=True) if choice.value == here else choice for choice in offered]


@once_a_language
def _abroad() -> Choice:
    return Choice(ABROAD, gettext("Outside China"))


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a place that was chosen on this page."""
    chosen = request.GET.get(PARAM, "")
    if chosen == ABROAD or chosen in provinces():
        response.set_cookie(COOKIE, chosen, max_age=COOKIE_SECONDS, samesite="Lax", httponly=True)
