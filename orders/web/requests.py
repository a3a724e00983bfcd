"""Purchases over the company's limit: the list, and the page on which one is decided."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from common.web.redirects import form_of
from orders.enums import LONGEST_REASON, RequestStatus
from orders.errors import StalePrice, TotalMove
from orders.models import PurchaseRequest
from orders.selectors.requests import requests_visible_to
from orders.services import requests as service
from orders.services.checks import price_move, said
from orders.web import reading

#: What the page of a request is headed by, by what became of it.
HEADINGS = {
    RequestStatus.WAITING: _lazy("A purchase to approve"),
    RequestStatus.APPROVED: _lazy("A purchase that was approved"),
    RequestStatus.DECLINED: _lazy("A purchase that was declined"),
    RequestStatus.WITHDRAWN: _lazy("A purchase that was taken back"),
    RequestStatus.EXPIRED: _lazy("A purchase that nobody approved in time"),
}


@require_GET
@requires(Right.BUY)
def request_list(request: MemberRequest) -> HttpResponse:
    """Those that wait, then the decided ones."""
    found = requests_visible_to(request.membership)
    waiting = found.filter(status=RequestStatus.WAITING)
    decided = found.exclude(status=RequestStatus.WAITING)[:50]
    return render(request, "orders/requests.html", {"waiting": waiting, "decided": decided})


@require_GET
@requires(Right.BUY)
def purchase_request(request: MemberRequest, pk: int) -> HttpResponse:
    """What was asked for, at the prices seen and at those of now."""
    return _show(request, _visible(request, pk))


@form_of("orders:request", "pk")
@requires(Right.APPROVE)
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Order it, at the prices that the page showed."""
    asked = _visible(request, pk)
    try:
        service.approve(
            request=asked,
            membership=request.membership,
            at=timezone.now(),
            seen=reading.prices(request.POST) or None,
            seen_totals=reading.totals(request.POST),
        )
    except StalePrice as refused:
        messages.warning(request, str(refused))
        return _show(request, asked, status=refused.status, totals=refused.totals)
    except DomainError as refused:
        messages.error(request, str(refused))
        return _show(request, asked, status=refused.status)
    messages.success(request, _("Approved: the orders are placed and wait for payment."))
    return redirect("orders:request", pk)


@require_POST
@requires(Right.APPROVE)
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    """Nothing is ordered."""
    asked = _visible(request, pk)
    reason = reading.text(request.POST, "reason", LONGEST_REASON)
    try:
        service.decline(
            request=asked, membership=request.membership, at=timezone.now(), reason=reason
        )
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("orders:request", pk)


@require_POST
@requires(Right.BUY)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """The purchaser takes it back."""
    asked = _visible(request, pk)
    try:
        service.withdraw(request=asked, membership=request.membership, at=timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("orders:request", pk)


def _visible(request: MemberRequest, pk: int) -> PurchaseRequest:
    found = requests_visible_to(request.membership).select_related("address__region", "group")
    return get_object_or_404(found, pk=pk)


def _show(
    request: MemberRequest,
    asked: PurchaseRequest,
    *,
    status: int = 200,
    totals: Sequence[TotalMove] = (),
) -> HttpResponse:
    membership = request.membership
    view = service.view_now(request=asked, membership=membership, at=timezone.now())
    waits = asked.status == RequestStatus.WAITING
    is_own = asked.requested_by_id == membership.user_id
    context = {
        "heading": HEADINGS[RequestStatus(asked.status)],
        "asked": asked,
        "view": view,
        "waits": waits,
        "may_decide": waits and not is_own and membership.may(Right.APPROVE),
        "may_withdraw": waits and is_own,
        "moves": [move for want in view.basket.wants if (move := price_move(view.basket, want))],
        "totals_moved": totals,
        "problems": [said(problem) for problem in view.basket.quote.problems],
        "address": service.address_of(asked).text,
        "placed": asked.group.orders.select_related("supplier") if asked.group else (),
    }
    return render(request, "orders/request.html", context, status=status)
