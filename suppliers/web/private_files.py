"""Pages of documents: decrypted for those who may look, and every look is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.files.base import File
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from accounts.access import SignedInRequest, signed_in
from accounts.enums import LookReason
from accounts.selectors.private_data import belongs_to
from accounts.services import private_data
from common.errors import NotAllowed
from suppliers.models import DocumentPage
from suppliers.paperwork import EXTENSIONS

View = Callable[..., HttpResponseBase]


def private_file(view: View) -> Any:
    """For pages that answer with a private file: whatever it is made of, nothing in it runs.

    The desk shows a PDF beside what was typed, in a frame of our own.
    """
    sandboxed: Any = csp_replace({"frame-ancestors": [SELF], "sandbox": True})
    return require_GET(signed_in(sandboxed(xframe_options_sameorigin(view))))


def answer_with(
    file: File[Any], content_type: str, name: str, *, kept: bool = False
) -> HttpResponse:
    """The file itself, which no cache keeps; ``kept`` has the browser save it, not show it."""
    with file:
        answer = HttpResponse(file.read(), content_type=content_type)
    how = "attachment" if kept else "inline"
    answer["Content-Disposition"] = f'{how}; filename="{name}.{EXTENSIONS[content_type]}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@private_file
def document_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The picture or PDF; for who may not look at the company's papers it does not exist.

    Staff say why by ``why`` and ``about``; a member looks at the company's own.
    """
    pages = DocumentPage.objects.select_related("revision__document__company")
    page = get_object_or_404(pages, pk=pk)
    is_own = belongs_to(request.user, page.revision.document.company)
    try:
        file = private_data.open_file(
            subject=page,
            field="file",
            viewer=request.user,
            why=LookReason.OWN if is_own else _why(request),
            about="" if is_own else request.GET.get("about", "")[:120],
            at=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    return answer_with(file, page.content_type, f"document-{page.pk}")


def _why(request: SignedInRequest) -> str:
    why = request.GET.get("why", "")
    return why if why in LookReason.values else LookReason.DESK
