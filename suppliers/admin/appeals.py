"""Appeals against rejections, decided by somebody who had no part in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from suppliers.admin.acting import Acts, DecidingAdmin, Given
from suppliers.admin.deadlines import deadline_cell
from suppliers.enums import AppealStatus
from suppliers.models import ApplicationAppeal
from suppliers.selectors import desk
from suppliers.services import applications


@admin.register(ApplicationAppeal)
class ApplicationAppealAdmin(DecidingAdmin):
    company_paths = ("application__company",)
    list_display = ("application", "company", "status", "made_at", "deadline", "decided_by")
    list_filter = ("status",)
    list_select_related = ("application__company", "decided_by")
    search_fields = ("application__shop_name", "application__company__name")
    ordering = ("-status", "expected_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApplicationAppeal]:
        rows = super().get_queryset(request)
        return rows.select_related("application__company", "made_by", "decided_by")

    @admin.display(description=_("company"))
    def company(self, appeal: ApplicationAppeal) -> str:
        return str(appeal.application.company)

    @admin.display(description=_("deadline"), ordering="expected_at")
    def deadline(self, appeal: ApplicationAppeal) -> str | SafeString:
        return deadline_cell(appeal.expected_at if appeal.status == AppealStatus.OPEN else None)

    def acts(self) -> Acts:
        return ACTS

    def after(self, request: HttpRequest, thing: Any, name: str) -> HttpResponse:
        if name == "grant":
            return redirect("admin:suppliers_application_change", thing.application_id)
        return redirect("admin:suppliers_applicationappeal_change", thing.pk)

    def page(
        self, request: HttpRequest, thing: Any, status: int = 200, tried: str = ""
    ) -> HttpResponse:
        """What the applicant says, and what was decided before."""
        appeal: ApplicationAppeal = thing
        context = {
            **self.admin_site.each_context(request),
            "title": str(appeal),
            "opts": self.opts,
            "appeal": appeal,
            "application": appeal.application,
            "application_url": reverse(
                "admin:suppliers_application_change", args=[appeal.application_id]
            ),
            "events": desk.history(appeal.application),
            "may_decide": self.has_act_permission(request) and appeal.status == AppealStatus.OPEN,
            "typed": request.POST,
            "now": timezone.now(),
        }
        return render(request, "suppliers/desk/appeal.html", context, status=status)


def _decided(granted: bool) -> Any:
    def act(appeal: ApplicationAppeal, given: Given) -> None:
        applications.decide_appeal(appeal=appeal, granted=granted, **given.why)

    return act


ACTS: Acts = {
    "grant": (_decided(True), _("Granted: the application is yours to review again.")),
    "refuse": (_decided(False), _("Refused; the applicant was told.")),
}
