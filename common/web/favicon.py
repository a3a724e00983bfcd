"""The icon that browsers ask for without being told of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the mark, whose address is only known once static files are collected."""
    return redirect(static("img/mark.svg"))
