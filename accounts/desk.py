"""Staff's desk of what companies do: nobody sees that of a company of their own (rules §3)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership
from accounts.notices import Phrase
from common.desk import ReadOnlyAdmin, ReadOnlyInline
from common.status import StatusEvent

M = TypeVar("M", bound=Model)
#: A move in words: from where to where, and why.
MOVE = ("said_source", "said_target", "said")


def others(rows: QuerySet[M], user: Any, *company_paths: str) -> QuerySet[M]:
    """Those of companies to which the person does not belong; paths are as filters write them."""
    own = Membership.objects.filter(user=user.pk).values("company")
    for path in company_paths:
        rows = rows.exclude(**{f"{path}__in": own})
    return rows


class HistoryInline(ReadOnlyInline):
    """The moves of a status, in words."""

    fields: ClassVar[Any] = ("at", *MOVE, "actor")
    readonly_fields: ClassVar[Any] = MOVE

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("actor")

    @admin.display(description=pgettext_lazy("field", "source"))
    def said_source(self, event: StatusEvent) -> str:
        return event.said_source

    @admin.display(description=pgettext_lazy("field", "target"))
    def said_target(self, event: StatusEvent) -> str:
        return event.said_target

    @admin.display(description=_("Reason"))
    def said(self, event: StatusEvent) -> str:
        return str(self.why(event))

    def why(self, event: StatusEvent) -> Phrase:
        return Phrase(event.reason, event.data.get("params", {}))


class OthersAdmin(ReadOnlyAdmin):
    """Lists, pages, searches and actions leave out the companies that the person belongs to.

    ``company_paths`` lead from the model to each company that a row is of. A page of its own finds
    its rows by ``get_queryset`` too.
    """

    company_paths: tuple[str, ...] = ("supplier__company",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return others(super().get_queryset(request), request.user, *self.company_paths)
