"""Who looked at what the company keeps private."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import private
from accounts.access import MemberRequest, requires
from accounts.enums import Right
from accounts.selectors.private_data import looks_at

PAGE_SIZE = 50


@require_GET
@requires(Right.MANAGE_COMPANY)
def looks(request: MemberRequest) -> HttpResponse:
    rows = private.with_subjects(looks_at(request.company))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(look, private.field_name(look)) for look in page]}
    return render(request, "accounts/looks.html", context)
