"""The supplier's page of the checks of its goods (rules §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from common.web.forms import accepted
from common.web.redirects import form_of
from suppliers.models import Deduction, Discontinuation, SpotCheck, Supplier
from suppliers.selectors.spot_checks import (
    checks_of,
    discontinued,
    named,
    points_for_checks,
    supervisions_of,
)
from suppliers.services.discontinuations import LONGEST_ACTION, state_action
from suppliers.services.spot_checks import ask_for_retest


class ActionForm(forms.Form):
    action = forms.CharField(
        label=gettext_lazy("What you have mended"),
        max_length=LONGEST_ACTION,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("The cause, what was changed, since when, and how you know."),
    )


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Every check that the supplier may know of, what it found, and what it may do about it."""
    return _page(request, ActionForm())


def _page(request: MemberRequest, form: ActionForm, status: int = 200) -> HttpResponse:
    supplier, at = get_object_or_404(Supplier, company=request.company), timezone.now()
    taken = points_for_checks(supplier)
    supervisions = list(supervisions_of(supplier, at))
    checks = list(checks_of(supplier))
    named([*checks, *(one.check_failed for one in supervisions)])
    rows = [_row(check, taken.get(check.pk), at) for check in checks]
    context = {
        "rows": rows,
        "supervisions": supervisions,
        "discontinued": discontinued(supplier),
        "action_form": form,
    }
    return render(request, "suppliers/spot_checks/overview.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Row:
    """``retest`` is the one that was asked for; ``given_back`` says why the points were."""

    check: SpotCheck
    may_retest: bool
    retest: SpotCheck | None
    given_back: str
    points_count: bool


def _row(check: SpotCheck, taken: Deduction | None, at: datetime) -> Row:
    reversal = getattr(taken, "reversal", None)
    return Row(
        check=check,
        may_retest=check.may_be_retested(at),
        retest=getattr(check, "retest", None),
        given_back=str(reversal.said) if reversal else "",
        points_count=taken is not None and reversal is None,
    )


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_POST
def retest(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for another test of goods that failed."""
    supplier = get_object_or_404(Supplier, company=request.company)
    check = get_object_or_404(checks_of(supplier), pk=pk)
    try:
        ask_for_retest(check=check, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The retest is planned. You are told when it is decided."))
    return redirect("suppliers:spot_checks")


@form_of("suppliers:spot_checks")
@requires(Right.SELL, Right.MANAGE_COMPANY)
def act(request: MemberRequest, pk: int) -> HttpResponse:
    """State the corrective action taken, so that inspection may be resumed."""
    own = Discontinuation.objects.filter(supplier__company=request.company)
    found, form = get_object_or_404(own, pk=pk), ActionForm(request.POST)

    def state() -> None:
        said = form.cleaned_data["action"]
        state_action(discontinuation=found, action=said, actor=request.user, at=timezone.now())

    if accepted(form, state):
        messages.success(request, _("It is with us. You are told when inspection is resumed."))
        return redirect("suppliers:spot_checks")
    return _page(request, form, status=422)
