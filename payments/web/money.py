"""A supplier's money: what lies where, what moved, and its way to the bank."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from accounts.models import Company
from common.errors import DomainError
from common.web.forms import accepted
from payments.enums import AccountKind
from payments.models import Payment
from payments.selectors.accounts import balance, balances
from payments.selectors.payouts import bank_accounts_of, payouts_of
from payments.selectors.statement import (
    Line,
    escrow_held_for,
    statement,
    statement_lines,
    with_balances,
)
from payments.services import deposits, payouts
from payments.web.exports import csv_file, moment
from payments.web.forms import DepositForm, PayoutForm, StatementForm

PAGE_SIZE = 25
PAYOUTS_SHOWN = 5


@requires(Right.SEE_MONEY)
@require_GET
def money(request: MemberRequest) -> HttpResponse:
    """Balances, the statement with its filters, the last payouts, the bank accounts."""
    company = request.company
    form = StatementForm(request.GET or None)
    asked = form.asked(company.currency)
    page = Paginator(statement(company, asked), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "purses": _purses(company),
        "form": form,
        "asked": asked,
        "page": page,
        "lines": with_balances(company, asked, page.object_list),
        "payouts": payouts_of(company)[:PAYOUTS_SHOWN],
        "bank_accounts": bank_accounts_of(company),
        "may_pay_out": request.membership.may(Right.PAY_OUT),
        "may_pledge": not _why_no_pledge(company),
        "may_manage": request.membership.may(Right.MANAGE_COMPANY),
    }
    template = "payments/_statement.html" if request.htmx else "payments/money.html"
    return render(request, template, context)


def _why_no_pledge(company: Company) -> str:
    """Why the company cannot pay into a deposit; empty where it can."""
    try:
        deposits.refuse_pledge(company=company, at=timezone.now())
    except DomainError as error:
        return str(error)
    return ""


def _purses(company: Company) -> list[dict[str, Any]]:
    """Balance, escrow and deposit of each currency in which there is anything."""
    free = balances(AccountKind.SUPPLIER_BALANCE, company)
    held = escrow_held_for(company)
    deposit = balances(AccountKind.SUPPLIER_DEPOSIT, company)
    currencies = sorted(free.keys() | held.keys() | deposit.keys()) or [company.currency]
    return [
        {
            "currency": currency,
            "balance": free.get(currency, 0),
            "held": held.get(currency, 0),
            "deposit": deposit.get(currency, 0),
        }
        for currency in currencies
    ]


@requires(Right.SEE_MONEY)
@require_GET
def statement_csv(request: MemberRequest) -> HttpResponse | StreamingHttpResponse:
    """The statement that the filters ask for, from the first booking on, with running balance."""
    form = StatementForm(request.GET)
    if not form.is_valid():
        return redirect("payments:money")
    asked = form.asked(request.company.currency)
    header = [_("Time"), _("What happened"), _("About"), _("Amount"), _("Balance"), _("Currency")]
    lines = statement_lines(request.company, asked)
    return csv_file(f"statement-{asked.account}-{asked.currency}", header, map(_csv_row, lines))


def _csv_row(line: Line) -> list[Any]:
    booked = line.entry.transaction
    return [
        moment(booked.at),
        booked.get_kind_display(),
        line.entry.subject,
        line.entry.amount,
        line.balance,
        line.entry.currency,
    ]


@requires(Right.SEE_MONEY)
@require_GET
def payout_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(payouts_of(request.company), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "payments/payouts.html", {"page": page})


@requires(Right.PAY_OUT)
@require_http_methods(["GET", "POST"])
def payout(request: MemberRequest) -> HttpResponse:
    """Ask for a payout: amount and account, then a page that names both, then it is ordered."""
    company = request.company
    form = PayoutForm(request.POST or None, company=company, initial={"key": uuid4().hex})
    context = {
        "form": form,
        "balances": balances(AccountKind.SUPPLIER_BALANCE, company),
        "bank_accounts": bank_accounts_of(company),
        "may_manage": request.membership.may(Right.MANAGE_COMPANY),
    }
    if not (request.method == "POST" and form.is_valid()):
        status = 422 if form.is_bound else 200
        return render(request, "payments/payout.html", context, status=status)
    given = form.cleaned_data
    if "confirmed" not in request.POST:
        account = given["bank_account"]
        lies = balance(AccountKind.SUPPLIER_BALANCE, account.currency, company)
        if given["amount"] <= lies:
            context |= {**given, "stays": lies - given["amount"]}
            return render(request, "payments/payout_confirm.html", context)
    try:
        ordered = payouts.request_payout(
            company=company, actor=request.user, at=timezone.now(), **given
        )
    except DomainError as error:
        form.add_error("amount", str(error))
        return render(request, "payments/payout.html", context, status=error.status)
    messages.success(request, _("Payout %(number)s is on its way.") % {"number": ordered.number})
    return redirect("payments:money")


@requires(Right.PAY_OUT)
@require_http_methods(["GET", "POST"])
def deposit(request: MemberRequest) -> HttpResponse:
    """Pay into the deposit: opens a payment and leads to it."""
    company = request.company
    form = DepositForm(request.POST or None, initial={"currency": company.currency})
    opened: list[Payment] = []

    def act() -> None:
        opened.append(
            deposits.open_deposit(company=company, at=timezone.now(), **form.cleaned_data)
        )

    if accepted(form, act):
        return redirect("payments:pay", opened[0].number)
    context = {
        "form": form,
        "lies": balances(AccountKind.SUPPLIER_DEPOSIT, company),
        "refused": _why_no_pledge(company),
    }
    status = 422 if form.is_bound else 200
    return render(request, "payments/deposit.html", context, status=status)
