"""Every component on one page, for those who build with them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.web.styleguide_samples import samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Shown while developing, and to staff."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "common/styleguide.html", samples())
