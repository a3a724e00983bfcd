"""Staff's desk of spot checks: planned here, moved on by what happens, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.desk import MOVE, HistoryInline, OthersAdmin
from common.desk import ModelAdmin, decision, fresh_key
from common.errors import DomainError
from common.formats import number
from common.web.redirects import form_of
from suppliers.enums.spot_checks import (
    SPOT_CHECK_UNDER_WAY,
    SpotCheckCause,
    SpotCheckKind,
    SpotCheckStatus,
)
from suppliers.models import (
    Discontinuation,
    DiscontinuationEvent,
    SpotCheck,
    SpotCheckEvent,
    Supervision,
    Supplier,
)
from suppliers.selectors.spot_checks import named
from suppliers.services import discontinuations, spot_checks
from suppliers.services.spot_checks import Goods, Report
from suppliers.trades import listed

CHANGE = "admin:suppliers_spotcheck_change"


class PlanForm(forms.Form):
    """What staff say of a check; the numbers of its plan follow from the standard.

    A second click on the same form plans nothing more.
    """

    key = forms.CharField(
        max_length=64, required=False, widget=forms.HiddenInput, initial=fresh_key
    )

    supplier = forms.ModelChoiceField(
        Supplier.objects.order_by("name"),
        label=_("Supplier"),
        widget=AutocompleteSelect(SpotCheck._meta.get_field("supplier"), admin.site),
    )
    kind = forms.ChoiceField(choices=SpotCheckKind.choices, label=_("Kind"))
    cause = forms.ChoiceField(
        choices=[(one, one.label) for one in (SpotCheckCause.ROUTINE, SpotCheckCause.COMPLAINTS)],
        label=_("Cause"),
    )
    code = forms.CharField(
        label=_("Item"),
        max_length=60,
        required=False,
        help_text=_("The code that stands on the product's page; empty where it is not listed."),
    )
    title = forms.CharField(
        label=pgettext_lazy("spot check", "Goods"),
        max_length=200,
        required=False,
        help_text=_("In words; of a listed product its title is taken."),
    )
    is_safety = forms.BooleanField(
        label=_("Tests safety"), required=False, help_text=_("A failure would endanger people.")
    )
    lot_size = forms.IntegerField(
        label=_("Pieces in the lot"),
        required=False,
        help_text=_("Only of a lot that is inspected where it lies."),
    )
    pieces = forms.IntegerField(
        label=_("Pieces to buy"),
        required=False,
        help_text=_("Only of a purchase; empty for as many as the rules ask for."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "supplier" in given and "code" in given:
            self._read_goods(given)
        if given.get("kind") == SpotCheckKind.LOT and given.get("lot_size", 0) is None:
            self.add_error("lot_size", _("Say how many pieces lie in the lot."))
        return given

    def _read_goods(self, given: dict[str, Any]) -> None:
        """A code names a product of the supplier; without one the goods are named in words."""
        code, supplier = given["code"], given["supplier"]
        found = listed(supplier.pk, code) if code else None
        if found is not None:
            given["product_id"], given["title"] = found
        elif code:
            said = _("%(supplier)s lists no product with the code %(code)s.")
            self.add_error("code", said % {"supplier": supplier.name, "code": code})
        elif not given.get("title"):
            self.add_error("title", _("Name the goods, or the code of a product."))

    def plan(self, *, actor: Any, at: datetime) -> SpotCheck:
        """Plan what was said. Raises DomainError."""
        given = self.cleaned_data
        common: dict[str, Any] = {
            "supplier": given["supplier"],
            "goods": Goods(given["title"], given.get("product_id"), given["is_safety"]),
            "reason": given["reason"],
            "key": f"staff:{given['key'] or fresh_key()}",
            "cause": given["cause"],
            "actor": actor,
            "at": at,
        }
        if given["kind"] == SpotCheckKind.LOT:
            return spot_checks.open_lot_check(lot_size=given["lot_size"], **common)
        return spot_checks.open_purchase(pieces=given["pieces"], **common)


class ReportForm(forms.Form):
    laboratory = forms.CharField(label=_("Laboratory"), max_length=120)
    number = forms.CharField(label=_("Number of the report"), max_length=60)
    tested = forms.IntegerField(label=_("Pieces tested"), min_value=1)
    failures = forms.IntegerField(label=_("Of them failed"), min_value=0)
    findings = forms.CharField(
        label=_("What was found"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class Events(HistoryInline):
    model = SpotCheckEvent


@admin.register(SpotCheck)
class SpotCheckAdmin(OthersAdmin):
    list_display = (
        *("called", "supplier", "kind", "cause", "status"),
        *("failed", "report_due_at"),
    )
    list_filter = ("status", "kind", "cause", "is_safety")
    list_select_related = ("supplier",)
    search_fields = ("product_title", "supplier__name", "supplier__slug", "report_number")
    date_hierarchy = "opened_at"
    exclude = ("key",)
    #: In the place of a column: in words, and in the reader's language.
    said: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"product_title": "called", "is_safety": "safety"}
    )
    readonly_fields = tuple(said.values())
    inlines = (Events,)
    actions = ("call_off",)
    change_form_template = "suppliers/admin/spot_check.html"

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> SpotCheck | None:
        found = super().get_object(request, object_id, from_field)
        return named([found])[0] if found else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With the goods by their titles of today, asked once for the page."""
        page = super().changelist_view(request, extra_context)
        listed = getattr(page, "context_data", {}).get("cl")
        if listed is not None:
            listed.result_list = named(listed.result_list)
        return page

    @admin.display(description=_("goods"), ordering="product_title")
    def called(self, check: SpotCheck) -> str:
        return check.goods

    def get_fields(self, request: HttpRequest, obj: SpotCheck | None = None) -> list[Any]:
        columns = super().get_fields(request, obj)
        return [
            self.said.get(str(name), name) for name in columns if name not in self.readonly_fields
        ]

    def offers(self, name: str, thing: SpotCheck) -> bool:
        return name != "call_off" or thing.status in SPOT_CHECK_UNDER_WAY

    @admin.display(description=_("tests safety"))
    def safety(self, check: SpotCheck) -> str:
        return gettext("Yes: a failure would endanger people") if check.is_safety else gettext("No")

    @admin.display(description=_("of them failed"))
    def failed(self, check: SpotCheck) -> str:
        """Of how many pieces, once the laboratory has said; how many may is on its page."""
        if check.failures is None:
            return ""
        words = {"failures": number(check.failures), "pieces": number(check.sample_size)}
        return gettext("%(failures)s of %(pieces)s") % words

    def has_add_permission(self, request: HttpRequest) -> bool:
        return ModelAdmin.has_add_permission(self, request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Plan a check: by a form of its own, since staff say what is checked, not how."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PlanForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                planned = form.plan(actor=request.user, at=timezone.now())
            except DomainError as error:
                _say(form, error)
            else:
                messages.success(request, gettext("%(check)s is planned.") % {"check": planned})
                return redirect(CHANGE, planned.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Plan a spot check"),
            "opts": self.opts,
            "form": form,
            **(extra_context or {}),
        }
        return render(request, "suppliers/admin/plan_spot_check.html", context)

    def get_urls(self) -> list[URLPattern]:
        made = []
        for name in ("samples", "report"):
            view = self.admin_site.admin_view(form_of(CHANGE, "pk")(getattr(self, name)))
            made.append(path(f"<int:pk>/{name}/", view, name=f"suppliers_spotcheck_{name}"))
        return [*made, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        check = self.get_object(request, object_id)
        context = {
            "may_act": self.has_act_permission(request),
            "is_planned": bool(check and check.status == SpotCheckStatus.PLANNED),
            "is_sampled": bool(check and check.status == SpotCheckStatus.SAMPLED),
            "report_form": ReportForm(initial={"tested": check.sample_size if check else None}),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def samples(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The samples are at the laboratory."""
        check = self._to_act_on(request, pk)
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        try:
            spot_checks.record_samples(check=check, **by)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(CHANGE, pk)

    def report(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The laboratory's report decides; what breaks a rule is shown with what was typed."""
        check, form = self._to_act_on(request, pk), ReportForm(request.POST)
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        if form.is_valid():
            try:
                report = Report(**form.cleaned_data)
                decided = spot_checks.record_report(check=check, report=report, **by)
            except DomainError as error:
                _say(form, error)
            else:
                messages.success(request, f"{decided}: {decided.get_status_display()}")
                return redirect(CHANGE, pk)
        return self.change_view(_read(request), str(pk), extra_context={"report_form": form})

    @decision(_("Call the check off"))
    def call_off(self, request: HttpRequest, check: SpotCheck, reason: str) -> None:
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        spot_checks.cancel(check=check, reason=reason, **by)

    def _to_act_on(self, request: HttpRequest, pk: int) -> SpotCheck:
        if not self.has_act_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related("supplier__company")
        return get_object_or_404(rows, pk=pk)


@admin.register(Supervision)
class SupervisionAdmin(OthersAdmin):
    list_display = ("supplier", "check_failed", "since", "until", "wanted", "taken", "next_at")
    list_select_related = ("supplier", "check_failed")
    search_fields = ("supplier__name", "supplier__slug")
    date_hierarchy = "since"


class DiscontinuationEvents(HistoryInline):
    model = DiscontinuationEvent
    fields = ("at", *MOVE, "actor", "policy_version")


@admin.register(Discontinuation)
class DiscontinuationAdmin(OthersAdmin):
    """The queue: what the suppliers stated comes first, then what waits for them."""

    list_display = ("supplier", "status", "since", "action", "stated_at", "last_lot", "ended_at")
    list_filter = ("status",)
    list_select_related = ("supplier", "last_lot")
    search_fields = ("supplier__name", "supplier__slug")
    date_hierarchy = "since"
    ordering = (F("ended_at").desc(nulls_first=True), F("stated_at").asc(nulls_last=True), "pk")
    inlines = (DiscontinuationEvents,)
    actions = ("resume", "send_back")

    @decision(_("Resume inspection, tightened"))
    def resume(self, request: HttpRequest, one: Discontinuation, reason: str) -> None:
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        discontinuations.resume(discontinuation=one, reason=reason, **by)

    @decision(_("Send the corrective action back"))
    def send_back(self, request: HttpRequest, one: Discontinuation, reason: str) -> None:
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        discontinuations.send_back(discontinuation=one, reason=reason, **by)


def _say(form: forms.Form, error: DomainError) -> None:
    shown = {field.name for field in form.visible_fields()}
    form.add_error(error.field if error.field in shown else None, str(error))


def _read(request: HttpRequest) -> HttpRequest:
    """The same request as one that only reads: the page it posted to, shown again."""
    request.method = "GET"
    return request
