"""What every page's frame needs, whatever the page is about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.web.theme import theme_of

SITE_NAME = _("Tradefloor")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The market's name, the theme, and the company that the reader acts for (or None)."""
    return {
        "site_name": SITE_NAME,
        "theme": theme_of(request),
        "acting_company": getattr(request, "company", None),
    }
