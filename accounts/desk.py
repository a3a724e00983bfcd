"""Staff's desk of what companies do: nobody sees that of a company of their own (rules §3)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.models import Membership
from common.desk import ReadOnlyAdmin

M = TypeVar("M", bound=Model)


def others(rows: QuerySet[M], user: Any, company_path: str) -> QuerySet[M]:
    """Those of companies to which the person does not belong; the path is as filters write it."""
    own = Membership.objects.filter(user=user.pk).values("company")
    return rows.exclude(**{f"{company_path}__in": own})


class OthersAdmin(ReadOnlyAdmin):
    """Lists, pages, searches and actions leave out the companies that the person belongs to.

    ``company_path`` leads from the model to the company. A page of its own finds its rows by
    ``get_queryset`` too.
    """

    company_path = "supplier__company"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return others(super().get_queryset(request), request.user, self.company_path)
