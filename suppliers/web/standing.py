"""The supplier's page of its standing, and appeals against what was decided (rules §4)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.formats import moment
from common.web.forms import accepted
from suppliers.models import Appeal, Deduction, Hold, Supplier
from suppliers.selectors.standing import appeal_ends
from suppliers.services import appeals
from suppliers.web.appeal_form import posted_appeal
from suppliers.web.standing_page import standing_page


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_GET
def page(request: MemberRequest) -> HttpResponse:
    """What the standing is and means, what holds it, and what may come."""
    supplier = get_object_or_404(Supplier, company=request.company)
    context = standing_page(
        supplier, may_appeal=request.membership.may(Right.MANAGE_COMPANY), at=timezone.now()
    )
    return render(request, "suppliers/standing/page.html", context)


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def appeal_hold(request: MemberRequest, pk: int) -> HttpResponse:
    return _appeal(request, get_object_or_404(Hold, supplier__company=request.company, pk=pk))


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def appeal_deduction(request: MemberRequest, pk: int) -> HttpResponse:
    mine = Deduction.objects.taken().filter(supplier__company=request.company)
    return _appeal(request, get_object_or_404(mine, pk=pk))


def _appeal(request: MemberRequest, against: Hold | Deduction) -> HttpResponse:
    """The decision and a form; once there is no appeal against it, it says why."""
    now = timezone.now()
    form = posted_appeal(request)
    is_open = appeals.may_appeal(against=against, at=now)
    is_to_confirm = is_open and form.is_to_confirm

    def act() -> None:
        text = form.cleaned_data["text"]
        made = appeals.appeal(against=against, text=text, actor=request.user, at=now)
        said = _("Your appeal is with us. Someone else answers it by %(moment)s.")
        messages.success(request, said % {"moment": moment(made.expected_at or now)})

    if not is_to_confirm and accepted(form, act):
        return redirect("suppliers:standing")
    context = {
        "form": form,
        "is_to_confirm": is_to_confirm,
        "against": against,
        "until": appeal_ends(against),
        "is_open": is_open,
        "appeal": Appeal.objects.filter(**_subject(against)).first(),
    }
    status = 422 if form.is_bound and not is_to_confirm else 200
    return render(request, "suppliers/standing/appeal.html", context, status=status)


def _subject(against: Hold | Deduction) -> dict[str, Hold | Deduction]:
    return {"hold" if isinstance(against, Hold) else "deduction": against}
