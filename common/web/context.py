"""What every page's frame needs, whatever the page is about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.web.theme import theme_of

SITE_NAME = _("Tradefloor")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language and theme, where the reader is and what they look for, and the acting company."""
    return {
        "LANGUAGE_CODE": get_language(),
        "theme": theme_of(request),
        "here": request.get_full_path(),
        "search_query": request.GET.get("q", ""),
        "acting_company": getattr(request, "company", None),
    }
