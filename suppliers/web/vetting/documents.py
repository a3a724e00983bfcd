"""A supplier's documents: how long each is valid, and its renewal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.web.redirects import whole_page
from common.working_days import day_of
from suppliers.enums import DocumentKind, FlaggedGoods, RevisionStatus, document_label
from suppliers.models import Document, DocumentRevision, Supplier
from suppliers.paperwork import required
from suppliers.selectors.bank_checks import is_verified
from suppliers.selectors.documents import documents_of
from suppliers.web.vetting.application import document_form, upload_from


@requires(Right.MANAGE_COMPANY, Right.SELL)
@require_GET
def listing(request: MemberRequest) -> HttpResponse:
    """Every document with its days left, the revision that waits, and those of before."""
    supplier = get_object_or_404(Supplier, company=request.company)
    today = day_of(timezone.now())
    shown = {(one.kind, one.goods): one for one in documents_of(request.company)}
    lines = [_line(one, today) for one in shown.values()]
    wanted = required(kind=supplier.kind, country=request.company.country, goods=())
    missing = [one for one in wanted if one.key not in shown]
    addable = [goods for goods in FlaggedGoods if (DocumentKind.QUALIFICATION, goods) not in shown]
    context = {
        "lines": lines,
        "missing": missing,
        "addable": addable,
        "may_write": request.membership.may(Right.MANAGE_COMPANY),
    }
    return render(request, "suppliers/documents/list.html", context)


def _line(document: Document, today: Any) -> dict[str, Any]:
    revisions = list(document.revisions.all())
    in_force = next((one for one in revisions if one.status == RevisionStatus.ACCEPTED), None)
    newest = revisions[0]
    return {
        "document": document,
        "in_force": in_force,
        "days_left": in_force.days_left(today) if in_force else None,
        "newest": newest if newest != in_force else None,
        "earlier": [one for one in revisions if one not in (in_force, newest)],
        "unconfirmed": _unconfirmed(document, newest),
    }


def _unconfirmed(document: Document, newest: DocumentRevision) -> bool:
    """A new account that its company has not shown to be its own."""
    waits = document.kind == DocumentKind.BANK and newest.status == RevisionStatus.PENDING
    return waits and not is_verified(document.company, newest.identifier_digest)


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def renew(request: MemberRequest, kind: str, goods: str = "") -> HttpResponse:
    """Hand in a new revision; the one in force stays so until the new one is accepted."""
    get_object_or_404(Supplier, company=request.company)
    _check_known(kind, goods)
    known = (
        DocumentRevision.objects.filter(
            document__company=request.company, document__kind=kind, document__goods=goods
        )
        .select_related("document")
        .prefetch_related("pages")
        .order_by("-number")
        .first()
    )
    form = document_form(request, kind, goods, known, None)
    if upload_from(form, request) is not None:
        messages.success(request, _("Handed in. We tell you when it is in force."))
        return whole_page(request, redirect("suppliers:documents"))
    context = {
        "form": form,
        "label": document_label(kind, goods),
        "revision": known,
    }
    status = 422 if form.is_bound else 200
    return render(request, "suppliers/documents/renew.html", context, status=status)


def _check_known(kind: str, goods: str) -> None:
    qualified = kind == DocumentKind.QUALIFICATION
    if kind not in DocumentKind.values or qualified != (goods in FlaggedGoods.values):
        raise Http404(kind)
