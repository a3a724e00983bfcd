"""Paying: what is to be paid and how, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from payments import gateways
from payments.enums import GatewayCode, PaymentStatus
from payments.models import Payment
from payments.selectors.payments import (
    latest_attempt,
    payments_of,
    running_attempt,
    started_ways,
    subjects_of,
)
from payments.selectors.transfers import matched_total
from payments.services import payments
from policies.schemas import PaymentRules
from policies.selectors import in_force

#: Times are shown to the minute: what is less apart would be shown as the same.
A_MINUTE = timedelta(minutes=1)
#: How often, every two seconds, a page looks once more after a payment was declined: who went back
#: to the gateway and paid there returns to the same page, half a minute ahead of its word at most.
LOOKS = 15


@never_cache
@requires(Right.PAY)
@require_http_methods(["GET", "POST"])
def pay(request: MemberRequest, number: str) -> HttpResponse:
    """Choose how to pay; one that is paid or closed shows what became of it."""
    payment = _payment(request, number)
    if request.method == "POST":
        return _start(request, payment)
    return render(request, "payments/pay.html", _context(payment))


def _start(request: MemberRequest, payment: Payment) -> HttpResponse:
    code = request.POST.get("gateway", "")
    try:
        attempt = payments.start_attempt(payment=payment, gateway=code, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("payments:pay", payment.number)
    back = request.build_absolute_uri(reverse("payments:back", args=[payment.number]))
    return redirect(gateways.get(code).start(attempt, back))


@never_cache
@requires(Right.PAY)
@require_GET
def back(request: MemberRequest, number: str) -> HttpResponse:
    """Where the browser returns to: it knows nothing, only the gateway's notice does."""
    context = _context(_payment(request, number)) | {"looks": LOOKS}
    return render(request, "payments/back.html", context)


@never_cache
@requires(Right.PAY)
@require_GET
def state(request: MemberRequest, number: str) -> HttpResponse:
    """The part of the return page that changes."""
    context = _context(_payment(request, number)) | {"looks": _looks_left(request)}
    response = render(request, "payments/_state.html", context)
    if request.htmx and context["state"] == PaymentStatus.PAID:
        response["HX-Refresh"] = "true"  # the heading, which is no part of it, says it too
    return response


def _looks_left(request: MemberRequest) -> int:
    """What is left once the page has looked now; one that only waited so far has all of them."""
    left = {str(looks): looks - 1 for looks in range(1, LOOKS + 1)}
    return left.get(request.GET.get("looks", ""), LOOKS)


@never_cache
@requires(Right.PAY)
@require_GET
def transfer(request: MemberRequest, number: str) -> HttpResponse:
    """How to pay by bank transfer, for an attempt that was started."""
    payment = _payment(request, number)
    attempt = running_attempt(payment, GatewayCode.BANK_TRANSFER)
    if attempt is None or _state(payment) != "open":
        return redirect("payments:pay", payment.number)
    came = matched_total(attempt)
    context = {
        "payment": payment,
        "attempt": attempt,
        "bank": settings.PLATFORM_BANK_ACCOUNT,
        "came": came,
        "missing": attempt.amount - came,
    }
    return render(request, "payments/transfer.html", context)


def _payment(request: MemberRequest, number: str) -> Payment:
    return get_object_or_404(payments_of(request.company), number=number)


class Way(NamedTuple):
    """A way to pay, and until when a payment stays open that goes on by it now."""

    gateway: gateways.Gateway
    open_until: datetime


def _ways(payment: Payment, waits_until: datetime | None) -> list[Way]:
    """What the payment is for may end before: money that comes later goes back.

    A way that was started already is gone on with, and gives no more time.
    """
    now = timezone.now()
    rules = in_force(PaymentRules, now).rules
    started = started_ways(payment)
    ends = [
        payment.expires_at
        if way.code in started
        else max(payment.expires_at, now + way.open_for(rules))
        for way in gateways.offered()
    ]
    return [
        Way(way, min(end, waits_until or end))
        for way, end in zip(gateways.offered(), ends, strict=True)
    ]


def _waits_until(payment: Payment) -> datetime | None:
    path = settings.PAYMENT_WAITS.get(payment.purpose)
    return import_string(path)(payment) if path else None


def _context(payment: Payment) -> dict[str, Any]:
    waits_until = _waits_until(payment)
    subjects = subjects_of(payment, at=timezone.now())
    return {
        "waits_until": waits_until,
        "outlasts_link": waits_until is not None and waits_until - payment.expires_at >= A_MINUTE,
        "ways": _ways(payment, waits_until),
        "payment": payment,
        "subjects": subjects,
        "holds": any(subject.is_held for subject in subjects),
        "state": _state(payment),
        "status_label": payment.shown_status(timezone.now()),
        "attempt": latest_attempt(payment),
    }


def _state(payment: Payment) -> str:
    """How the payment ended, or ``open``; the clock may come later than its end."""
    over = payment.status == PaymentStatus.OPEN and payment.expires_at <= timezone.now()
    return PaymentStatus.EXPIRED.value if over else payment.status
