"""Documents: those that suppliers renewed wait here, each beside what was typed of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.desk import OthersAdmin
from accounts.enums import LookReason
from suppliers.admin.acting import WITH_FRAMES, attempt
from suppliers.admin.applications import DOCUMENT_ACTS
from suppliers.models import DocumentRevision
from suppliers.selectors import desk
from suppliers.selectors.documents import renewals


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
class DocumentRevisionAdmin(OthersAdmin):
    company_path = "document__company"
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentRevision]:
        rows = super().get_queryset(request).prefetch_related("pages")
        return rows.select_related("document__company__supplier", "decided_by")

    @admin.display(description=_("document"), ordering="document__kind")
    def paper(self, revision: DocumentRevision) -> str:
        return revision.document.label

    @admin.display(description=_("company"))
    def company(self, revision: DocumentRevision) -> str:
        return str(revision.document.company)

    def get_urls(self) -> list[URLPattern]:
        act = path(
            "<int:pk>/act/<slug:name>/",
            self.admin_site.admin_view(WITH_FRAMES(require_POST(self.act))),
            name="suppliers_documentrevision_act",
        )
        return [act, *super().get_urls()]

    @method_decorator(WITH_FRAMES)
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not self.has_view_permission(request):
            raise PermissionDenied
        return self._page(request, get_object_or_404(self.get_queryset(request), pk=object_id))

    def act(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        if not self.has_act_permission(request):
            raise PermissionDenied
        revision = get_object_or_404(self.get_queryset(request), pk=pk)
        status = attempt(request, DOCUMENT_ACTS, name, revision)
        if status != 200:
            return self._page(request, revision, status, f"{name}-{pk}")
        return redirect("admin:suppliers_documentrevision_changelist")

    def _page(
        self,
        request: HttpRequest,
        revision: DocumentRevision,
        status: int = 200,
        tried: str = "",
    ) -> HttpResponse:
        company = revision.document.company
        context = {
            **self.admin_site.each_context(request),
            "title": f"{company} · {revision}",
            "opts": self.opts,
            "company": company,
            "sheet": desk.sheet_of(revision),
            "may_decide": self.has_act_permission(request) and hasattr(company, "supplier"),
            "why": LookReason.RENEWAL,
            "about": str(revision.document_id),
            "here": reverse("admin:suppliers_documentrevision_change", args=[revision.pk]),
            "shown": True,
            "tried": tried,
            "typed": request.POST if tried else {},
        }
        return render(request, "suppliers/desk/renewal.html", context, status=status)
