"""Addresses of the acting company."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, may_any, requires
from accounts.enums import Right
from accounts.errors import BadInput
from accounts.models import Address
from accounts.selectors.regions import region_by_code
from accounts.services import addresses
from accounts.web.forms.address import AddressForm, RegionPicker
from common.countries import CHINA
from common.web.redirects import next_url

#: Who orders to addresses, ships from them or keeps the company may change them.
EDITORS = (Right.BUY, Right.SHIP, Right.MANAGE_COMPANY)


@require_GET
@requires()
def address_list(request: MemberRequest) -> HttpResponse:
    context = {
        "addresses": Address.objects.of(request.company),
        "may_edit": may_any(request.membership, EDITORS),
    }
    return render(request, "accounts/addresses.html", context)


@require_http_methods(["GET", "POST"])
@requires(*EDITORS)
def new(request: MemberRequest) -> HttpResponse:
    return _edit(request, Address(company=request.company))


@require_http_methods(["GET", "POST"])
@requires(*EDITORS)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(Address.objects.of(request.company), pk=pk))


@require_POST
@requires(*EDITORS)
def make_default(request: MemberRequest, pk: int) -> HttpResponse:
    addresses.make_default(address=get_object_or_404(Address.objects.of(request.company), pk=pk))
    messages.success(request, _("This address is chosen first from now on."))
    return redirect("accounts:addresses")


@require_http_methods(["GET", "POST"])
@requires(*EDITORS)
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    address = get_object_or_404(Address.objects.of(request.company), pk=pk)
    if request.method == "GET":
        return render(request, "accounts/remove_address.html", {"address": address})
    addresses.remove(address=address, at=timezone.now())
    messages.success(request, _("The address was removed. Orders keep their own copy."))
    return redirect("accounts:addresses")


@require_GET
def place(request: HttpRequest) -> HttpResponse:
    """The selects for a place, as far as it was chosen: for htmx, in any form.

    ``country`` and the selects' own names, or ``parent``, the code of a region.
    """
    country = request.GET.get("country", CHINA)
    parent = request.GET.get("parent")
    picker = (
        RegionPicker.from_region(region_by_code(parent))
        if parent
        else RegionPicker.from_data(request.GET)
    )
    context = {"picker": picker, "in_china": country == CHINA, "form": AddressForm()}
    return render(request, "accounts/_place.html", context)


def _edit(request: MemberRequest, address: Address) -> HttpResponse:
    asks_for_selects = "show_place" in request.POST
    tries_to_save = request.method == "POST" and not asks_for_selects
    form = (
        AddressForm(typed=request.POST, instance=address)
        if asks_for_selects
        else AddressForm(request.POST or None, instance=address)
    )
    if tries_to_save and form.is_valid() and _saved(form, address):
        messages.success(request, _("The address was saved."))
        return redirect(next_url(request, "accounts:addresses"))
    context = {
        "form": form,
        "address": address,
        "next": next_url(request, "accounts:addresses"),
    }
    return render(request, "accounts/address.html", context, status=422 if tries_to_save else 200)


def _saved(form: AddressForm, address: Address) -> bool:
    try:
        if address.pk:
            addresses.change(address=address, draft=form.draft())
        else:
            addresses.add(company=address.company, draft=form.draft())
    except BadInput as error:
        form.refuse(error)
        return False
    return True
