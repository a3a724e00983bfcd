"""Where a person's work begins: the page after signing in, unless another was asked for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, signed_in
from accounts.enums import Right
from accounts.models import Membership
from orders.web.desk.access import sells
from suppliers.selectors.applications import has_to_write


@require_safe
@signed_in
def start(request: SignedInRequest) -> HttpResponse:
    """To the desk of who sells or has an application to write, to that of staff, and to the
    market for who buys.

    Who acts for several companies says first for which.
    """
    if request.membership:
        at_desk = sells(request.membership) or _applies(request.membership)
        return redirect("orders:desk_today" if at_desk else "catalog:home")
    if request.memberships:
        query = urlencode({"next": reverse("orders:start")})
        return redirect(f"{reverse('accounts:choose_company')}?{query}")
    return redirect("admin:index" if request.user.is_staff else "catalog:home")


def _applies(membership: Membership) -> bool:
    """Whether an application waits for the member to write it; the desk leads to it."""
    return membership.may(Right.MANAGE_COMPANY) and has_to_write(membership.company)
