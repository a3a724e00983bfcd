"""Staff's desk for belts and shops. A standing moves by an action with a reason."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import OthersAdmin
from common.desk import (
    ModelAdmin,
    ReadOnlyInline,
    ReasonForm,
    decision,
    decision_by,
)
from suppliers.enums import Standing
from suppliers.models import Belt, FreightTemplate, StandingEvent, Supplier
from suppliers.services import staff


@admin.register(Belt)
class BeltAdmin(ModelAdmin):
    list_display = ("name", "name_en", "trade", "shops", "position")
    list_editable = ("position",)
    search_fields = ("name", "name_en", "trade", "slug")
    filter_horizontal = ("regions",)
    prepopulated_fields = {"slug": ("name_en",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Belt]:
        return super().get_queryset(request).annotate(shops_count=Count("suppliers"))

    @admin.display(description=_("shops"))
    def shops(self, belt: Any) -> int:
        return int(belt.shops_count)


def _fresh_key() -> str:
    return uuid4().hex


class PointsForm(ReasonForm):
    """A second click on the same form takes nothing more."""

    points = forms.IntegerField(label=_("Points"), min_value=1)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=_fresh_key)
    field_order = ("points", "reason", "key")


class StandingEvents(ReadOnlyInline):
    model = StandingEvent
    fields = ("at", "source", "target", "reason", "actor")


class Templates(ReadOnlyInline):
    model = FreightTemplate
    fields = ("name", "basis", "currency", "is_default")
    show_change_link = True


@admin.register(Supplier)
class SupplierAdmin(OthersAdmin):
    company_path = "company"
    list_display = ("name", "kind", "status", "belt", "pickup_48h_rate", "sold_30d", "joined_at")
    list_filter = ("status", "kind", "belt")
    list_select_related = ("belt",)
    search_fields = ("name", "name_en", "slug", "company__name")
    date_hierarchy = "joined_at"
    ordering = ("-pk",)
    inlines = (StandingEvents, Templates)
    actions = ("restrict", "suspend", "reinstate", "remove", "deduct")

    @decision(_("Restrict: no new listings, lower ranking"))
    def restrict(self, request: HttpRequest, supplier: Supplier, reason: str) -> None:
        _hold(request, supplier, Standing.RESTRICTED, reason)

    @decision(_("Suspend: hide all products, open orders go on"))
    def suspend(self, request: HttpRequest, supplier: Supplier, reason: str) -> None:
        _hold(request, supplier, Standing.SUSPENDED, reason)

    @decision(_("Reinstate: lift the holds that staff placed"))
    def reinstate(self, request: HttpRequest, supplier: Supplier, reason: str) -> None:
        actor: Any = request.user
        staff.lift_own(supplier=supplier, reason=reason, actor=actor, at=timezone.now())

    @decision(_("Remove: final, there is no way back but an appeal"))
    def remove(self, request: HttpRequest, supplier: Supplier, reason: str) -> None:
        _hold(request, supplier, Standing.REMOVED, reason)

    @decision_by(_("Take penalty points"), PointsForm)
    def deduct(self, request: HttpRequest, supplier: Supplier, given: dict[str, Any]) -> None:
        actor: Any = request.user
        staff.deduct(supplier=supplier, actor=actor, at=timezone.now(), **given)


def _hold(request: HttpRequest, supplier: Supplier, standing: Standing, reason: str) -> None:
    actor: Any = request.user
    staff.hold(supplier=supplier, standing=standing, reason=reason, actor=actor, at=timezone.now())
