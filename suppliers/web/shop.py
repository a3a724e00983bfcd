"""A shop's settings on the supplier's desk."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from suppliers.models import FreightTemplate, Supplier
from suppliers.selectors import templates_of
from suppliers.services import freight, shops
from suppliers.web.forms import (
    SalesForm,
    ShopForm,
    TemplateForm,
    ZoneFormSet,
    template_draft,
    zone_rows,
)


@requires(Right.SELL)
@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """What buyers read of the shop."""
    supplier = _own_shop(request)
    form = ShopForm(request.POST or None, initial=ShopForm.initial_of(supplier))

    def act() -> None:
        shops.change_profile(supplier=supplier, profile=form.profile(supplier), at=timezone.now())

    if _done(form, act):
        messages.success(request, _("Saved."))
        return redirect("suppliers:settings")
    context = {
        "form": form,
        "sales_form": SalesForm(initial=SalesForm.initial_of(supplier)),
        "supplier": supplier,
    }
    return render(request, "suppliers/settings.html", context, status=_status(form))


@requires(Right.SELL)
@require_http_methods(["POST"])
def sales(request: MemberRequest) -> HttpResponse:
    """Where the shop sells."""
    supplier = _own_shop(request)
    form = SalesForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        shops.set_sales_regions(
            supplier=supplier,
            scope=data["sales_scope"],
            regions=data["sales_regions"],
            sells_abroad=data["sells_abroad"],
        )

    if _done(form, act):
        messages.success(request, _("Saved."))
        return redirect("suppliers:settings")
    context = {
        "form": ShopForm(initial=ShopForm.initial_of(supplier)),
        "sales_form": form,
        "supplier": supplier,
    }
    return render(request, "suppliers/settings.html", context, status=_status(form))


@requires(Right.SELL)
@require_http_methods(["GET"])
def freight_list(request: MemberRequest) -> HttpResponse:
    context = {"templates": templates_of(_own_shop(request))}
    return render(request, "suppliers/freight.html", context)


@requires(Right.SELL)
@require_http_methods(["GET", "POST"])
def freight_template(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    """A template with its rows, new or known."""
    supplier = _own_shop(request)
    template = get_object_or_404(FreightTemplate, supplier=supplier, pk=pk) if pk else None
    first = (
        {"currency": supplier.currency} if template is None else TemplateForm.initial_of(template)
    )
    form = TemplateForm(request.POST or None, initial=first)
    zones = ZoneFormSet(request.POST or None, initial=zone_rows(template), prefix="zones")

    def act() -> None:
        draft = template_draft(form, zones)
        freight.save_template(supplier=supplier, draft=draft, template=template)

    if zones.is_valid() and _done(form, act):
        messages.success(request, _("Saved. Orders that were placed keep their freight."))
        return redirect("suppliers:freight")
    context = {"form": form, "zones": zones, "template": template}
    return render(request, "suppliers/freight_template.html", context, status=_status(form))


def _own_shop(request: MemberRequest) -> Supplier:
    return get_object_or_404(Supplier, company=request.company)


def _done(form: forms.Form, act: Callable[[], None]) -> bool:
    """Act where the form is whole; what the domain refuses stands at its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200
