"""Pages of documents: decrypted for those who may look, and every look is logged."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from accounts.access import SignedInRequest, signed_in
from accounts.enums import LookReason
from accounts.selectors.private_data import belongs_to, may_look
from accounts.services import private_data
from suppliers.models import DocumentPage

#: The desk shows a PDF beside what was typed, in a frame; whatever it is made of, nothing runs.
FRAMED: Any = csp_replace({"frame-ancestors": [SELF], "sandbox": True})


@require_GET
@signed_in
@FRAMED
@xframe_options_sameorigin
def document_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The picture or PDF itself; for others than staff and the company's owners it does not exist.

    Staff say why by ``why`` and ``about``; a member looks at the company's own.
    """
    pages = DocumentPage.objects.select_related("revision__document__company")
    page = get_object_or_404(pages, pk=pk)
    company = page.revision.document.company
    if not may_look(request.user, company):
        raise Http404
    is_own = belongs_to(request.user, company)
    file = private_data.open_file(
        subject=page,
        field="file",
        viewer=request.user,
        why=LookReason.OWN if is_own else _why(request),
        about="" if is_own else request.GET.get("about", "")[:120],
        at=timezone.now(),
    )
    with file:
        answer = HttpResponse(file.read(), content_type=page.content_type)
    answer["Content-Disposition"] = f'inline; filename="document-{page.pk}{_ending(page)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _why(request: SignedInRequest) -> str:
    why = request.GET.get("why", "")
    return why if why in LookReason.values else LookReason.DESK


def _ending(page: DocumentPage) -> str:
    return ".pdf" if page.content_type == "application/pdf" else ".webp"
