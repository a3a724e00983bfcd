"""Pictures of a product on its page of the desk."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest
from accounts.enums import Right
from catalog.models import Product
from catalog.services import pictures as services
from catalog.web.desk.access import own_product
from common.errors import DomainError
from suppliers.access import for_shop
from suppliers.models import Supplier


@for_shop(Right.SELL)
@require_POST
def add(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    """Each file for itself: the good ones stay, each bad one is named with its reason."""
    product = own_product(supplier, slug)
    added = 0
    for file in request.FILES.getlist("pictures"):
        try:
            services.add_picture(product=product, file=cast("BinaryIO", file), at=timezone.now())
            added += 1
        except DomainError as error:
            messages.error(request, f"{file.name}: {error}")
    if added:
        said = ngettext("%(n)d picture added.", "%(n)d pictures added.", added)
        messages.success(request, said % {"n": added})
    return _back(product)


@for_shop(Right.SELL)
@require_POST
def change(request: MemberRequest, supplier: Supplier, slug: str, pk: int) -> HttpResponse:
    product = own_product(supplier, slug)
    picture = get_object_or_404(product.pictures, pk=pk)
    if request.POST.get("act") == "first":
        services.make_first(picture=picture)
        messages.success(request, _("This picture now stands on cards."))
    elif request.POST.get("act") == "remove":
        services.remove_picture(picture=picture)
        messages.success(request, _("Picture removed."))
    return _back(product)


def _back(product: Product) -> HttpResponse:
    return redirect(reverse("catalog:desk_product", args=[product.slug]) + "#pictures")
