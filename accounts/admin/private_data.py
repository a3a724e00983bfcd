"""Looks at what is private: the log, and the page of a number in full."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts import private
from accounts.enums import LookReason
from accounts.models import AccessLog
from accounts.services import private_data
from common.desk import ReadOnlyAdmin
from common.errors import NotAllowed
from common.web.redirects import next_url


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnlyAdmin):
    """Every look at what is private; a button elsewhere leads here, asks nothing, is logged."""

    list_display = ("at", "company", "viewer", "as_staff", "what", "why", "about")
    list_filter = ("why", "as_staff")
    list_select_related = ("company", "viewer")
    search_fields = ("company__name", "viewer__email", "about")
    date_hierarchy = "at"
    fields = ("at", "company", "viewer", "as_staff", "what", "why", "about")
    readonly_fields = ("what",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessLog]:
        return private.with_subjects(super().get_queryset(request))

    @admin.display(description=_("what"))
    def what(self, look: AccessLog) -> str:
        return f"{look.subject} · {private.field_name(look)}"

    def get_urls(self) -> list[URLPattern]:
        look = path(
            "look/<str:label>/<int:pk>/<str:field>/",
            self.admin_site.admin_view(require_POST(self.look)),
            name="accounts_accesslog_look",
        )
        return [look, *super().get_urls()]

    def look(self, request: HttpRequest, label: str, pk: int, field: str) -> HttpResponse:
        """A number in full, on a page of its own that no cache keeps."""
        try:
            about = private.about(private.model_named(label), field)
        except LookupError:
            raise Http404 from None
        subject = get_object_or_404(about.rows(), pk=pk)
        reason, matter = _why(request)
        try:
            plain = private_data.look(
                subject=subject,
                field=field,
                viewer=_staff(request),
                why=reason,
                at=timezone.now(),
                about=matter,
            )
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        context = {
            **self.admin_site.each_context(request),
            "title": str(subject),
            "name": about.fields[field],
            "plain": plain,
            "company": about.company(subject),
            "back": next_url(request, "admin:index"),
        }
        return render(request, "accounts/admin/look.html", context)


def _why(request: HttpRequest) -> tuple[str, str]:
    """What the button said of its place; a look from nowhere is one of the desk."""
    reason = request.GET.get("why", "")
    known = reason if reason in LookReason.values else LookReason.DESK
    return known, request.GET.get("about", "")[:120]


def _staff(request: HttpRequest) -> Any:
    return request.user
