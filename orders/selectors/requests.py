"""Purchase requests of a company."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.enums import Right
from accounts.models import Membership
from orders.models import PurchaseRequest


def requests_visible_to(membership: Membership) -> QuerySet[PurchaseRequest]:
    """Those that the member may decide, else only their own."""
    of_company = PurchaseRequest.objects.filter(company=membership.company).select_related(
        "requested_by", "decided_by", "company"
    )
    if membership.may(Right.APPROVE):
        return of_company
    return of_company.filter(requested_by=membership.user_id)
