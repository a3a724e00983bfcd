"""Documents: those that suppliers renewed wait here, each beside what was typed of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import LookReason
from suppliers.admin.acting import Acts, DecidingAdmin
from suppliers.admin.applications import DOCUMENT_ACTS
from suppliers.enums import RevisionStatus
from suppliers.models import DocumentRevision, Supplier
from suppliers.selectors import desk
from suppliers.selectors.documents import renewals
from suppliers.services import checks


class Waiting(admin.SimpleListFilter):
    """Those of suppliers that wait, where nothing else is chosen."""

    title = _("place")
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("All revisions"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": _("Renewed, to be reviewed")}, *others]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[DocumentRevision]
    ) -> QuerySet[DocumentRevision]:
        if self.value() == "all":
            return queryset
        return queryset.filter(pk__in=renewals().order_by().values("pk"))


@admin.register(DocumentRevision)
class DocumentRevisionAdmin(DecidingAdmin):
    company_paths = ("document__company",)
    list_display = (
        "paper",
        "company",
        "number",
        "status",
        "holder",
        "expires_on",
        "uploaded_at",
    )
    list_filter = (Waiting, "status", "document__kind")
    list_select_related = ("document__company",)
    search_fields = ("document__company__name", "document__company__name_en", "holder")
    ordering = ("uploaded_at", "pk")

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Also all of one company's, to which the company's shop leads."""
        of_company = lookup == "document__company__id__exact"
        return of_company or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentRevision]:
        rows = super().get_queryset(request).prefetch_related("pages")
        return rows.select_related("document__company__supplier", "decided_by")

    @admin.display(description=_("document"), ordering="document__kind")
    def paper(self, revision: DocumentRevision) -> str:
        return revision.document.label

    @admin.display(description=_("company"))
    def company(self, revision: DocumentRevision) -> str:
        return str(revision.document.company)

    def acts(self) -> Acts:
        return DOCUMENT_ACTS

    def after(self, request: HttpRequest, thing: Any, name: str) -> HttpResponse:
        return redirect("admin:suppliers_documentrevision_changelist")

    def page(
        self, request: HttpRequest, thing: Any, status: int = 200, tried: str = ""
    ) -> HttpResponse:
        revision: DocumentRevision = thing
        company = revision.document.company
        context = {
            **self.admin_site.each_context(request),
            "title": f"{company} · {revision}",
            "opts": self.opts,
            "company": company,
            "sheet": desk.sheet_of(revision),
            "together": _accepted_with(revision),
            "may_decide": self.has_act_permission(request) and hasattr(company, "supplier"),
            "why": LookReason.RENEWAL,
            "about": str(revision.document_id),
            "here": reverse("admin:suppliers_documentrevision_change", args=[revision.pk]),
            "shown": True,
            "tried": f"{tried}-{revision.pk}" if tried else "",
            "typed": request.POST if tried else {},
        }
        return render(request, "suppliers/desk/renewal.html", context, status=status)


def _accepted_with(revision: DocumentRevision) -> list[DocumentRevision]:
    """What else comes into force where this one does."""
    is_renewal = Supplier.objects.vetted().filter(company=revision.document.company_id).exists()
    if revision.status != RevisionStatus.PENDING or not is_renewal:
        return []
    set_of = checks.renewal_of(revision, at=timezone.now())
    return [one for one in set_of.revisions if one.pk != revision.pk]
