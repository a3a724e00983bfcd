"""Sandbox Pay's own page, as a gateway would show it on its own site. It knows no sign-in here."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from payments.gateways.sandbox import provider


@never_cache
@require_http_methods(["GET", "POST"])
def sandbox(request: HttpRequest, token: str) -> HttpResponse:
    """Pay, decline, or pay and close the window: the browser then never returns."""
    try:
        asked = provider.unseal(token)
    except BadSignature as error:
        raise Http404("not asked by the market") from error
    if request.method == "GET":
        context = {
            "asked": asked,
            "amount": Decimal(asked.amount),
            "was_paid": provider.was_paid(asked),
        }
        return render(request, "payments/sandbox/pay.html", context)
    choice = request.POST.get("choice")
    if choice == "close":
        provider.pay(asked, window_closed=True)
        return render(request, "payments/sandbox/closed.html", {"asked": asked})
    if choice == "pay":
        provider.pay(asked)
    else:
        provider.decline(asked)
    return redirect(asked.return_url)


@never_cache
@require_GET
def bank(request: HttpRequest, token: str) -> HttpResponse:
    """The statement of an account at the sandbox's bank, as its holder reads it there."""
    try:
        account = provider.unseal_account(token)
    except BadSignature as error:
        raise Http404("not asked by the market") from error
    lines = [
        {
            "reference": line.reference,
            "amount": Decimal(line.amount),
            "currency": line.currency,
            "at": datetime.fromisoformat(line.at),
        }
        for line in provider.statement(account)
    ]
    return render(request, "payments/sandbox/bank.html", {"account": account, "lines": lines})
