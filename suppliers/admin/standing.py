"""Staff's desk of standings: holds, deductions, appeals, and what counts towards a clear-out."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.desk import HistoryInline, OthersAdmin
from common.desk import ReadOnlyInline, decision
from suppliers.admin.deadlines import deadline_cell
from suppliers.enums import AppealStatus
from suppliers.models import (
    Appeal,
    AppealEvent,
    ClearOutStreak,
    Deduction,
    DocumentWatch,
    ExpiryStep,
    Hold,
    Settlement,
)
from suppliers.selectors.standing import deciders_of
from suppliers.services import appeals, staff


class Openness(admin.SimpleListFilter):
    """Open holds first: what was lifted is history."""

    title = _("open")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Open")), ("no", _("Lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Hold]) -> QuerySet[Hold]:
        if self.value() is None:
            return queryset
        return queryset.filter(lifted_at__isnull=self.value() == "yes")


@admin.register(Hold)
class HoldAdmin(OthersAdmin):
    list_display = ("supplier", "standing", "cause", "why", "since", "until", "lifted_at")
    list_filter = (Openness, "standing", "cause")
    list_select_related = ("supplier",)
    search_fields = ("supplier__name", "supplier__name_en", "reason")
    date_hierarchy = "since"
    actions = ("lift",)
    exclude = ("key", "reason", "params")
    readonly_fields = ("why",)

    @admin.display(description=_("reason"))
    def why(self, hold: Hold) -> str:
        return str(hold.said)

    @decision(_("Lift before its time"))
    def lift(self, request: HttpRequest, hold: Hold, reason: str) -> None:
        actor: Any = request.user
        staff.lift(hold=hold, reason=reason, actor=actor, at=timezone.now())


@admin.register(Deduction)
class DeductionAdmin(OthersAdmin):
    """Points are taken at the supplier, and given back by an appeal alone."""

    list_display = ("supplier", "points", "total", "threshold", "cause", "why", "at", "fades_at")
    list_filter = ("cause", "threshold")
    list_select_related = ("supplier",)
    search_fields = ("supplier__name", "supplier__name_en", "reason")
    date_hierarchy = "at"
    exclude = ("key", "reason", "params")
    readonly_fields = ("why",)

    @admin.display(description=_("reason"))
    def why(self, deduction: Deduction) -> str:
        return str(deduction.said)


class AppealEvents(HistoryInline):
    model = AppealEvent


@admin.register(Appeal)
class AppealAdmin(OthersAdmin):
    """The queue: those that wait, the oldest first; then those that were decided."""

    list_display = ("supplier", "about", "first_decided_by", "status", "waits", "deadline", "text")
    list_filter = ("status",)
    search_fields = ("supplier__name", "supplier__name_en", "text")
    inlines = (AppealEvents,)
    actions = ("grant", "refuse")
    readonly_fields = ("about", "first_decided_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        appeals = (
            super()
            .get_queryset(request)
            .select_related(
                "supplier", "hold__placed_by", "hold__deduction__actor", "deduction__actor"
            )
        )
        return appeals.order_by(F("decided_at").desc(nulls_first=True), "made_at", "pk")

    @admin.display(description=_("against"))
    def about(self, appeal: Appeal) -> str:
        return str(appeal.subject)

    @admin.display(description=_("decided first by"))
    def first_decided_by(self, appeal: Appeal) -> str:
        people = deciders_of(appeal.subject)
        return ", ".join(map(str, people)) or str(_("the rules"))

    @admin.display(description=_("waits for"))
    def waits(self, appeal: Appeal) -> str:
        return timesince(appeal.made_at) if appeal.status == AppealStatus.OPEN else "–"

    @admin.display(description=_("deadline"), ordering="expected_at")
    def deadline(self, appeal: Appeal) -> str | SafeString:
        return deadline_cell(appeal.expected_at if appeal.status == AppealStatus.OPEN else None)

    @decision(_("Grant: lift the hold, or give the points back"))
    def grant(self, request: HttpRequest, appeal: Appeal, reason: str) -> None:
        actor: Any = request.user
        appeals.grant(appeal=appeal, answer=reason, actor=actor, at=timezone.now())

    @decision(_("Refuse: the decision stands"))
    def refuse(self, request: HttpRequest, appeal: Appeal, reason: str) -> None:
        actor: Any = request.user
        appeals.refuse(appeal=appeal, answer=reason, actor=actor, at=timezone.now())


@admin.register(ClearOutStreak)
class ClearOutStreakAdmin(OthersAdmin):
    list_display = ("supplier", "criterion", "days", "part", "whole", "outcome", "last_on")
    list_filter = ("outcome", "criterion")
    list_select_related = ("supplier",)
    search_fields = ("supplier__name", "supplier__name_en")
    date_hierarchy = "last_on"


class ExpirySteps(ReadOnlyInline):
    model = ExpiryStep
    fields = ("due_on", "kind", "days", "at")


@admin.register(DocumentWatch)
class DocumentWatchAdmin(OthersAdmin):
    list_display = ("supplier", "revision", "runs_out", "next_on", "replaced_at")
    list_select_related = ("supplier", "revision__document")
    search_fields = ("supplier__name", "supplier__name_en")
    date_hierarchy = "next_on"
    inlines = (ExpirySteps,)

    @admin.display(description=_("valid until"), ordering="revision__expires_on")
    def runs_out(self, watch: DocumentWatch) -> Any:
        return watch.revision.expires_on


@admin.register(Settlement)
class SettlementAdmin(OthersAdmin):
    company_paths = ("hold__supplier__company",)
    list_display = ("supplier", "due_at", "settled_at", "called_off_at")
    list_select_related = ("hold__supplier",)
    search_fields = ("hold__supplier__name", "hold__supplier__name_en")

    @admin.display(description=_("supplier"))
    def supplier(self, settlement: Settlement) -> str:
        return str(settlement.hold.supplier)
