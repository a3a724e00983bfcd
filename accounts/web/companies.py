"""Founding, choosing and describing a company."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import (
    ACTING_COMPANY,
    MemberRequest,
    SignedInRequest,
    may_any,
    requires,
    signed_in,
)
from accounts.enums import Right
from accounts.errors import BadInput
from accounts.selectors.members import members_of
from accounts.services import companies
from accounts.web.forms.company import CompanyForm, FoundForm
from common.web.forms import refuse
from common.web.redirects import next_url


@require_http_methods(["GET", "POST"])
@requires()
def company(request: MemberRequest) -> HttpResponse:
    """What the company says of itself; who may manage it edits it here."""
    may_manage = may_any(request.membership, (Right.MANAGE_COMPANY,))
    if request.method == "POST" and not may_manage:
        return requires(Right.MANAGE_COMPANY)(company)(request)
    form = CompanyForm(request.POST or None, instance=request.company)
    if request.method == "POST" and form.is_valid() and _saved(form):
        messages.success(request, _("Saved."))
        return redirect("accounts:company")
    context = {"form": form, "may_manage": may_manage, "members": members_of(request.company)}
    return render(request, "accounts/company.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def found(request: SignedInRequest) -> HttpResponse:
    """Open a company, and act for it from then on."""
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = companies.found_company(
                user=request.user, at=timezone.now(), **form.cleaned_data
            )
        except BadInput as error:
            refuse(form, error)
        else:
            request.session[ACTING_COMPANY] = membership.company_id
            return redirect(next_url(request, "accounts:company"))
    context = {"form": form, "next": next_url(request, "accounts:company")}
    return render(request, "accounts/found.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: SignedInRequest) -> HttpResponse:
    """For which company to act; a company of others is not among the choices."""
    if not request.memberships:
        return found(request)
    if request.method == "POST":
        mine = {str(one.company_id): one.company_id for one in request.memberships}
        chosen = mine.get(request.POST.get("company", ""))
        if chosen:
            request.session[ACTING_COMPANY] = chosen
            return redirect(next_url(request, "/"))
    return render(request, "accounts/choose.html", {"next": next_url(request, "/")})


def _saved(form: CompanyForm) -> bool:
    limit = form.cleaned_data["spending_limit"]
    try:
        with transaction.atomic():
            companies.edit_company(company=form.instance, data=form.data_of_company())
            companies.set_spending_limit(company=form.instance, limit=limit)
    except BadInput as error:
        refuse(form, error)
        return False
    return True
