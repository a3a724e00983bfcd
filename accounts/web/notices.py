"""What the reader was told."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import SignedInRequest, signed_in
from accounts.notices import said
from accounts.selectors.notices import notices_of
from accounts.services import notices

PAGE_SIZE = 20


@require_GET
@signed_in
def notice_list(request: SignedInRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(notice, said(notice)) for notice in page]
    return render(request, "accounts/notices.html", {"page": page, "rows": rows})


@require_POST
@signed_in
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark it as read and go where it leads."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    notices.mark_read(notice=notice, at=timezone.now())
    return redirect(notice.url or "accounts:notices")


@require_POST
@signed_in
def read_all(request: SignedInRequest) -> HttpResponse:
    count = notices.mark_all_read(user=request.user, at=timezone.now())
    if count:
        text = ngettext(
            "%(count)d notice was marked as read.", "%(count)d notices were marked as read.", count
        )
        messages.success(request, text % {"count": count})
    return redirect("accounts:notices")


@require_GET
@signed_in
def bell(request: SignedInRequest) -> HttpResponse:
    """The number on the bell, for the header to fetch again."""
    return render(request, "accounts/_bell.html")
