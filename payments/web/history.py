"""What a company paid, and what came back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from payments.selectors import history as selector
from payments.selectors.history import Move
from payments.web.exports import csv_file, moment
from payments.web.forms import HistoryForm

PAGE_SIZE = 20


@requires(Right.PAY, Right.SEE_MONEY)
@require_GET
def history(request: MemberRequest) -> HttpResponse:
    """Payments and refunds with their filters, and what they come to."""
    form = HistoryForm(request.GET or None)
    wanted = form.wanted()
    page = Paginator(selector.history(request.company, wanted), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "moves": selector.moves_of(page.object_list),
        "sums": selector.sums(request.company, wanted),
        "account_nav": "payments",
    }
    template = "payments/_history.html" if request.htmx else "payments/history.html"
    return render(request, template, context)


@requires(Right.PAY, Right.SEE_MONEY)
@require_GET
def history_csv(request: MemberRequest) -> HttpResponse | StreamingHttpResponse:
    """What the filters ask for, from the first payment on."""
    form = HistoryForm(request.GET)
    if not form.is_valid():
        return redirect("payments:history")
    header = [
        *(_("Time"), _("What happened"), _("Payment"), _("For"), _("State")),
        *(pgettext("amount", "Asked for"), pgettext("amount", "Paid"), _("Currency")),
    ]
    moves = selector.moves(request.company, form.wanted())
    return csv_file("payments", header, map(_csv_row, moves))


def _csv_row(move: Move) -> list[Any]:
    return [
        moment(move.at),
        move.kind.label,
        move.payment.number,
        move.about,
        move.row.get_status_display(),
        "" if move.asked is None else move.asked,
        move.moved,
        move.row.currency,
    ]
