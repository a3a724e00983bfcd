"""What a company paid, and what came back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from payments.selectors.payments import payments_with_refunds

PAGE_SIZE = 20


@requires(Right.PAY, Right.SEE_MONEY)
@require_GET
def history(request: MemberRequest) -> HttpResponse:
    payments = payments_with_refunds(request.company)
    page = Paginator(payments, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "payments/history.html", {"page": page, "account_nav": "payments"})
