"""The supplier's own page of audits and visits."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, SignedInRequest, may_any, requires
from accounts.enums import LookReason, Right
from accounts.selectors.private_data import belongs_to
from accounts.services import private_data
from common.errors import DomainError, NotAllowed
from common.web.forms import accepted
from common.web.redirects import form_of
from suppliers.enums.audits import ConditionStatus
from suppliers.enums.visits import VisitStatus
from suppliers.models import AuditCondition, ConditionAnswer, SiteVisit
from suppliers.selectors import shop_of
from suppliers.selectors.audits import audits_of
from suppliers.selectors.staff import AUDITOR
from suppliers.selectors.visits import visits_of_company
from suppliers.services import audit_conditions, visits
from suppliers.web.private_files import answer_with, private_file


class WishForm(forms.Form):
    wished_for = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("By the clock of the place that is visited."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What was done"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)


@requires(Right.MANAGE_COMPANY, Right.SELL)
@require_http_methods(["GET"])
def overview(request: MemberRequest) -> HttpResponse:
    """Audits with their conditions, and visits with their dates."""
    return _page(request)


@requires(Right.MANAGE_COMPANY, Right.SELL)
@require_POST
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree to the date of a visit."""
    visit = _own_visit(request, pk)
    try:
        visits.agree(visit=visit, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Agreed. The inspector was told."))
    return redirect("suppliers:audits")


@form_of("suppliers:audits")
@requires(Right.MANAGE_COMPANY, Right.SELL)
def wish(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for another date."""
    visit, form = _own_visit(request, pk), WishForm(request.POST)

    def act() -> None:
        visits.wish(visit=visit, actor=request.user, at=timezone.now(), **form.cleaned_data)

    with timezone.override(ZoneInfo(visit.time_zone)):
        asked = accepted(form, act)
    if asked:
        messages.success(request, _("Asked. You are told when it is decided."))
        return redirect("suppliers:audits")
    return _page(request, wish_form=form, wish_visit=visit)


@form_of("suppliers:audits")
@requires(Right.MANAGE_COMPANY, Right.SELL)
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer a condition, with a file if need be."""
    own = AuditCondition.objects.filter(audit__supplier__company=request.company)
    condition, form = get_object_or_404(own, pk=pk), AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            audit_conditions.answer(
                condition=condition, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Your answer is with the auditor."))
            return redirect("suppliers:audits")
    return _page(request, answer_form=form, answered=condition)


@private_file
def file(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was shown with an answer: for the company itself, and for auditors of others."""
    rows = ConditionAnswer.objects.select_related("condition__audit__supplier__company")
    found = get_object_or_404(rows, pk=pk)
    company = found.condition.audit.supplier.company
    if not found.file or not _may_see(request, company.pk):
        raise Http404
    is_own = belongs_to(request.user, company)
    try:
        opened = private_data.open_file(
            subject=found,
            field="file",
            viewer=request.user,
            why=LookReason.OWN if is_own else LookReason.AUDIT,
            about="" if is_own else str(found.condition.audit_id),
            at=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    return answer_with(opened, found.content_type, f"answer-{found.pk}", kept=True)


def _may_see(request: SignedInRequest, company: int) -> bool:
    if belongs_to(request.user, company):
        acting = request.membership
        return (
            acting is not None
            and acting.company_id == company
            and may_any(acting, (Right.MANAGE_COMPANY, Right.SELL))
        )
    return request.user.is_staff and request.user.has_perm(AUDITOR)


def _own_visit(request: MemberRequest, pk: int) -> SiteVisit:
    return get_object_or_404(SiteVisit, company=request.company, pk=pk)


def _page(request: MemberRequest, **given: Any) -> HttpResponse:
    supplier = shop_of(request.company)
    context = {
        "supplier": supplier,
        "audits": list(audits_of(supplier)) if supplier else [],
        "visits": list(visits_of_company(request.company)),
        "proposed": VisitStatus.PROPOSED,
        "wish_form": WishForm(),
        "wish_visit": None,
        "answer_form": AnswerForm(),
        "answered": None,
        "met": ConditionStatus.MET,
        "now": timezone.now(),
        **given,
    }
    status = 422 if given else 200
    return render(request, "suppliers/audits/overview.html", context, status=status)
