"""Trial transfers: what is to be sent by hand where no gateway does it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import OthersAdmin
from common.desk import attempt, decision
from payments.admin.events import SaidInline
from payments.models import TrialEvent, TrialTransfer
from payments.services import trials


class TrialEventInline(SaidInline):
    model = TrialEvent


@admin.register(TrialTransfer)
class TrialTransferAdmin(OthersAdmin):
    company_paths = ("bank_account__company",)
    list_display = ["number", "bank_account", "amount", "currency", "status", "requested_at"]
    list_filter = ["status", "currency"]
    search_fields = ["number", "bank_account__company__name", "bank_account__number_tail"]
    date_hierarchy = "requested_at"
    list_select_related = ["bank_account"]
    inlines = [TrialEventInline]
    actions = ["arrived", "refused"]

    @admin.action(description=_("The money has arrived"), permissions=["act"])
    def arrived(self, request: HttpRequest, queryset: QuerySet[TrialTransfer]) -> None:
        now: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        for trial in queryset:
            attempt(request, trial, lambda it: trials.finish(trial=it, **now))

    @decision(_("The bank refused it: back to the platform"))
    def refused(self, request: HttpRequest, trial: TrialTransfer, reason: str) -> None:
        actor: Any = request.user
        trials.fail(trial=trial, reason=reason, actor=actor, at=timezone.now())
