"""Whose products a member works on: the gate of every page of the products desk."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from catalog.models import Product
from suppliers.models import Supplier
from suppliers.selectors import shop_of


class DeskView(Protocol):
    def __call__(
        self, request: MemberRequest, supplier: Supplier, *args: Any, **kwargs: Any
    ) -> HttpResponseBase: ...


def for_sellers(view: DeskView) -> Any:
    """Let members in who may sell, with their company's shop; who has none goes to open one."""

    @requires(Right.SELL)
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        supplier = shop_of(request.company)
        if supplier is None:
            return redirect("suppliers:application")
        return view(request, supplier, *args, **kwargs)

    return guarded


def own_product(supplier: Supplier, slug: str) -> Product:
    """The product of this shop; 404 for another's."""
    return get_object_or_404(
        Product.objects.select_related("supplier", "category"), supplier=supplier, slug=slug
    )
