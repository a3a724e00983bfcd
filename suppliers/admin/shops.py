"""Staff's desk for belts and shops. A standing moves by an action with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import HistoryInline, OthersAdmin
from common.desk import (
    ModelAdmin,
    ReadOnlyInline,
    ReasonForm,
    decision,
    decision_by,
    fresh_key,
)
from payments.models import Payout
from suppliers.enums import Standing
from suppliers.models import (
    Application,
    Audit,
    Belt,
    Deduction,
    DocumentRevision,
    FreightTemplate,
    Hold,
    NameChange,
    SiteVisit,
    SpotCheck,
    StandingEvent,
    Supervision,
    Supplier,
    SupplierBadge,
)
from suppliers.services import names, staff


@admin.register(Belt)
class BeltAdmin(ModelAdmin):
    list_display = ("name", "name_en", "trade", "shops", "position")
    list_editable = ("position",)
    search_fields = ("name", "name_en", "trade", "slug")
    autocomplete_fields = ("regions",)
    prepopulated_fields = {"slug": ("name_en",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Belt]:
        return super().get_queryset(request).annotate(shops_count=Count("suppliers"))

    @admin.display(description=_("shops"))
    def shops(self, belt: Any) -> int:
        return int(belt.shops_count)


class PointsForm(ReasonForm):
    """A second click on the same form takes nothing more."""

    points = forms.IntegerField(label=_("Points"), min_value=1)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=fresh_key)
    field_order = ("points", "reason", "key")


class NameForm(ReasonForm):
    name_en = forms.CharField(label=_("Company's name in English"), max_length=160)
    field_order = ("name_en", "reason")


class NameChanges(ReadOnlyInline):
    model = NameChange
    fields = ("at", "before", "after", "reason", "actor")

    def get_queryset(self, request: HttpRequest) -> QuerySet[NameChange]:
        return super().get_queryset(request).select_related("actor")


class StandingEvents(HistoryInline):
    model = StandingEvent


class Templates(ReadOnlyInline):
    model = FreightTemplate
    fields = ("name", "basis", "currency", "is_default")
    show_change_link = True


@admin.register(Supplier)
class SupplierAdmin(OthersAdmin):
    company_paths = ("company",)
    list_display = ("called", "kind", "status", "belt", "pickup_48h_rate", "sold_30d", "joined_at")
    list_filter = ("status", "kind", "belt")
    list_select_related = ("belt",)
    search_fields = ("name", "name_en", "slug", "company__name")
    date_hierarchy = "joined_at"
    ordering = ("-pk",)
    inlines = (StandingEvents, NameChanges, Templates)
    actions = ("restrict", "suspend", "reinstate", "remove", "deduct", "change_english_name")
    change_form_template = "suppliers/admin/supplier.html"

    @admin.display(description=_("shop name"), ordering="name")
    def called(self, supplier: Supplier) -> str:
        return str(supplier)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the way to all else that is known of the shop."""
        shop = self.get_object(request, object_id)
        found = {"known": _known(request, shop) if shop else []}
        return super().change_view(request, object_id, form_url, found | (extra_context or {}))

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

    @decision_by(_("Change the company's name in English"), NameForm)
    def change_english_name(
        self, request: HttpRequest, supplier: Supplier, given: dict[str, Any]
    ) -> None:
        actor: Any = request.user
        names.change_english_name(supplier=supplier, actor=actor, at=timezone.now(), **given)


def _hold(request: HttpRequest, supplier: Supplier, standing: Standing, reason: str) -> None:
    actor: Any = request.user
    staff.hold(supplier=supplier, standing=standing, reason=reason, actor=actor, at=timezone.now())


#: What is known of a shop: by which field it belongs to the shop or to its company, and what
#: its list is asked for beside that.
_KNOWN: Sequence[tuple[type[Model], str, str]] = (
    (Application, "company", ""),
    (DocumentRevision, "document__company", "&place=all"),
    (SiteVisit, "company", ""),
    (Audit, "supplier", ""),
    (SpotCheck, "supplier", ""),
    (Supervision, "supplier", ""),
    (Hold, "supplier", ""),
    (Deduction, "supplier", ""),
    (SupplierBadge, "supplier", ""),
    (Payout, "company", ""),
)


def _known(request: HttpRequest, shop: Supplier) -> list[dict[str, Any]]:
    """How much there is of each, and where; of what the person may not see, nothing."""
    person: Any = request.user
    found = []
    for model, path, asked in _KNOWN:
        about = model._meta
        if person.has_perm(f"{about.app_label}.view_{about.model_name}"):
            pk = shop.company_id if path.endswith("company") else shop.pk
            listed = reverse(f"admin:{about.app_label}_{about.model_name}_changelist")
            found.append(
                {
                    "name": about.verbose_name_plural,
                    "count": model._default_manager.filter(**{path: pk}).count(),
                    "url": f"{listed}?{path}__id__exact={pk}{asked}",
                }
            )
    return found
