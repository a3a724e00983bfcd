"""The supplier's page of its standing (rules §4)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from suppliers.models import Supplier
from suppliers.selectors.standing import moves_of, open_holds


@requires(Right.SELL, Right.MANAGE_COMPANY)
@require_GET
def page(request: MemberRequest) -> HttpResponse:
    """What the standing is, what holds it, and how it came to be."""
    supplier = get_object_or_404(Supplier, company=request.company)
    context = {
        "supplier": supplier,
        "holds": open_holds(supplier),
        "moves": moves_of(supplier),
    }
    return render(request, "suppliers/standing/page.html", context)
