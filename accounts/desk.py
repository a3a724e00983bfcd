"""Staff's desk of what companies do: nobody sees that of a company of their own (rules §3)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.models import Membership
from common.desk import ReadOnlyAdmin

M = TypeVar("M", bound=Model)


def others(rows: QuerySet[M], user: Any, *company_paths: str) -> QuerySet[M]:
    """Those of companies to which the person does not belong; paths are as filters write them."""
    own = Membership.objects.filter(user=user.pk).values("company")
    for path in company_paths:
        rows = rows.exclude(**{f"{path}__in": own})
    return rows


class OthersAdmin(ReadOnlyAdmin):
    """Lists, pages, searches and actions leave out the companies that the person belongs to.

    ``company_paths`` lead from the model to each company that a row is of. A page of its own finds
    its rows by ``get_queryset`` too.
    """

    company_paths: tuple[str, ...] = ("supplier__company",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return others(super().get_queryset(request), request.user, *self.company_paths)
