"""Whose shop a member works for: the gate of every page of the supplier's desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from suppliers.models import Supplier
from suppliers.selectors import shop_of


class DeskView(Protocol):
    def __call__(
        self, request: MemberRequest, supplier: Supplier, *args: Any, **kwargs: Any
    ) -> HttpResponseBase: ...


def for_shop(*rights: Right) -> Callable[[DeskView], Any]:
    """Let members in who have one of ``rights``, with their company's shop; who has none is led
    to the application for one."""

    def gate(view: DeskView) -> Any:
        @requires(*rights)
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            supplier = shop_of(request.company)
            if supplier is None:
                return redirect("suppliers:application")
            return view(request, supplier, *args, **kwargs)

        return guarded

    return gate
