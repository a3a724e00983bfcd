"""The desk's first pages: today, and the orders."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, may_any
from accounts.enums import Right
from orders.enums import OrderStatus
from orders.selectors import desk
from orders.web.desk.access import AT_THE_DESK, sees_money
from suppliers.access import for_shop
from suppliers.models import Supplier
from suppliers.waiting import waiting_lines

PER_PAGE = 20
#: Who is told of audits, documents and the standing.
OWN = (Right.SELL, Right.MANAGE_COMPANY)


@for_shop(*AT_THE_DESK)
@require_safe
def today(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    now = timezone.now()
    context = {"supplier": supplier, "now": now, "today": desk.today(supplier, at=now)}
    context["sees_money"] = sees_money(request)
    context["waiting"] = waiting_lines(supplier, now) if may_any(request.membership, OWN) else []
    return render(request, "orders/desk/today.html", context)


@for_shop(*AT_THE_DESK)
@require_safe
def order_list(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    wanted = desk.DeskFilter(
        status=request.GET.get("status", ""), q=request.GET.get("q", "").strip()[:60]
    )
    page = Paginator(desk.orders_of_shop(supplier, wanted), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "supplier": supplier,
        "page": page,
        "wanted": wanted,
        "tabs": _tabs(supplier, wanted),
        "now": timezone.now(),
        "sees_money": sees_money(request),
    }
    return render(request, "orders/desk/orders.html", context)


def _tabs(supplier: Supplier, wanted: desk.DeskFilter) -> list[dict[str, object]]:
    counts = desk.shop_counts(supplier)
    labels = {"": _("All"), "to_ship": _("To ship"), **dict(OrderStatus.choices)}
    return [
        {
            "url": f"?status={status}",
            "label": label,
            "current": wanted.status == status,
            "count": counts.get(status, 0),
        }
        for status, label in labels.items()
    ]
