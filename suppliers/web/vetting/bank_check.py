"""The check of a bank account: begin it, and name the amount that came in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from payments import gateways
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import BankCheckStatus
from suppliers.models import BankCheck
from suppliers.selectors.bank_checks import bank_revision, is_verified, latest_check
from suppliers.services import bank_checks
from suppliers.web.vetting.forms import AmountForm


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def bank_check(request: MemberRequest) -> HttpResponse:
    """What is under way, and its two acts."""
    revision = bank_revision(request.company)
    if revision is None:
        raise Http404("no bank account")
    check = latest_check(request.company)
    form = AmountForm(request.POST if "amount" in request.POST else None)
    if request.method == "POST":
        answered = _answer(request, check, form) if form.is_bound else _start(request)
        if answered is not None:
            return answered
        check = latest_check(request.company)
    context = {
        "form": form,
        "check": check,
        "revision": revision,
        "verified": is_verified(request.company, revision.identifier_digest),
        "is_open": check is not None and check.status == BankCheckStatus.OPEN,
        "rules": in_force(VettingRules, timezone.now()).rules,
        "statement_url": _statement(check),
    }
    return render(request, "suppliers/bank_check.html", context, status=_status(form))


def _start(request: MemberRequest) -> HttpResponse:
    try:
        bank_checks.start(company=request.company, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The transfer is on its way."))
    return redirect("suppliers:bank_check")


def _answer(request: MemberRequest, check: BankCheck | None, form: AmountForm) -> Any:
    if check is None or not form.is_valid():
        return None
    try:
        bank_checks.answer(
            check=check,
            amount=form.cleaned_data["amount"],
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as error:
        form.add_error("amount", str(error))
        return None
    messages.success(request, _("That is the amount: the account is confirmed."))
    return redirect("suppliers:bank_check")


def _statement(check: BankCheck | None) -> str:
    """The bank's own page, where the gateway has one to show."""
    if check is None:
        return ""
    return gateways.get(settings.PAYOUT_GATEWAY).statement_url(check.bank_account)


def _status(form: AmountForm) -> int:
    return 422 if form.is_bound else 200
