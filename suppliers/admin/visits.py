"""Staff's desk of site visits."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.desk import ReadOnlyAdmin, ReadOnlyInline, decision
from suppliers.models import SiteVisit, VisitEvent, VisitItem, VisitPhoto
from suppliers.services import visits


class ItemInline(ReadOnlyInline):
    model = VisitItem
    fields = ("part", "code", "online", "answer", "counted", "note", "answered_at")


class PhotoInline(ReadOnlyInline):
    model = VisitPhoto
    fields = ("taken_at", "time_from", "latitude", "longitude", "place_from", "distance_m")


class EventInline(ReadOnlyInline):
    model = VisitEvent
    fields = ("at", "source", "target", "reason", "actor")


@admin.register(SiteVisit)
class SiteVisitAdmin(ReadOnlyAdmin):
    list_display = ("company", "kind", "status", "scheduled_for", "inspector", "valid_until")
    list_filter = ("status", "kind")
    list_select_related = ("company", "inspector")
    search_fields = ("company__name", "company__name_en", "address")
    date_hierarchy = "scheduled_for"
    inlines = (ItemInline, PhotoInline, EventInline)
    actions = ("keep_date", "call_off")

    @decision(_("Keep the date: refuse the other one"))
    def keep_date(self, request: HttpRequest, visit: SiteVisit, reason: str) -> None:
        visits.keep_date(visit=visit, reason=reason, **_by(request))

    @decision(_("Call the visit off"))
    def call_off(self, request: HttpRequest, visit: SiteVisit, reason: str) -> None:
        visits.cancel(visit=visit, reason=reason, **_by(request))


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}
