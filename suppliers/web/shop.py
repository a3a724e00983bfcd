"""A shop's settings on the supplier's desk."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest
from accounts.enums import Right
from common.web.forms import accepted, row_faults
from common.web.redirects import form_of
from suppliers.access import for_shop
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
from suppliers.web.freight_words import words_of


@for_shop(Right.SELL)
@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    """What buyers read of the shop."""
    form = ShopForm(request.POST or None, supplier=supplier)

    def act() -> None:
        shops.change_profile(supplier=supplier, profile=form.profile(supplier), at=timezone.now())

    if accepted(form, act):
        messages.success(request, _("Saved."))
        return redirect("suppliers:settings")
    context = {
        "form": form,
        "sales_form": SalesForm(initial=SalesForm.initial_of(supplier)),
        "supplier": supplier,
    }
    return render(request, "suppliers/settings.html", context, status=_status(form))


@form_of("suppliers:settings")
@for_shop(Right.SELL)
def sales(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    """Where the shop sells."""
    form = SalesForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        shops.set_sales_regions(
            supplier=supplier,
            scope=data["sales_scope"],
            regions=data["sales_regions"],
            sells_abroad=data["sells_abroad"],
        )

    if accepted(form, act):
        messages.success(request, _("Saved."))
        return redirect("suppliers:settings")
    context = {
        "form": ShopForm(supplier=supplier),
        "sales_form": form,
        "supplier": supplier,
    }
    return render(request, "suppliers/settings.html", context, status=_status(form))


@for_shop(Right.SELL)
@require_http_methods(["GET"])
def freight_list(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    context = {"templates": [(one, words_of(one.basis)) for one in templates_of(supplier)]}
    return render(request, "suppliers/freight.html", context)


@for_shop(Right.SELL)
@require_http_methods(["GET", "POST"])
def freight_template(
    request: MemberRequest, supplier: Supplier, pk: int | None = None
) -> HttpResponse:
    """A template with its rows, new or known."""
    template = get_object_or_404(FreightTemplate, supplier=supplier, pk=pk) if pk else None
    first = (
        {"currency": supplier.currency} if template is None else TemplateForm.initial_of(template)
    )
    form = TemplateForm(request.POST or None, initial=first)
    zones = ZoneFormSet(request.POST or None, initial=zone_rows(template), prefix="zones")

    def act() -> None:
        draft = template_draft(form, zones)
        freight.save_template(supplier=supplier, draft=draft, template=template)

    if zones.is_valid() and accepted(form, act):
        messages.success(request, _("Saved. Orders that were placed keep their freight."))
        return redirect("suppliers:freight")
    faults = row_faults(zones, lambda _form, number: _("Row %d") % number)
    context = {"form": form, "zones": zones, "zone_faults": faults, "template": template}
    return render(request, "suppliers/freight_template.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200
