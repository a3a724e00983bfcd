"""Staff's desk of audits: the queue, and one audit with its records beside the decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.desk import HistoryInline, OthersAdmin
from common import formats
from common.desk import ReadOnlyAdmin, decision
from common.errors import DomainError
from common.web.redirects import form_of
from suppliers.admin.audit_beside import causes_of, open_at
from suppliers.admin.audit_forms import EndForm, VerdictForm
from suppliers.audit_facts import told
from suppliers.enums.audits import AUDIT_OPEN, AuditStatus, ConditionStatus
from suppliers.models import (
    Audit,
    AuditCondition,
    AuditEvent,
    AuditItem,
    RandomDraw,
    RiskAssessment,
)
from suppliers.selectors.audits import audit_with_all
from suppliers.services import audit_conditions, audit_desk

Act = Callable[[Audit, Any, datetime], object]


class Openness(admin.SimpleListFilter):
    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("To be done")), ("mine", _("Mine")), ("visit", _("Needs a visit"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Audit]) -> QuerySet[Audit]:
        waiting = queryset.filter(status__in=AUDIT_OPEN)
        match self.value():
            case "open":
                return waiting
            case "mine":
                return waiting.filter(auditor=request.user.pk)
            case "visit":
                return waiting.exclude(visit_need="")
            case _:
                return queryset


class EventInline(HistoryInline):
    model = AuditEvent


@admin.register(Audit)
class AuditAdmin(OthersAdmin):
    list_display = (
        "supplier",
        "status",
        "band",
        "why",
        "age",
        "due",
        "auditor",
        "visit_need",
    )
    list_filter = (Openness, "status", "band", "visit_need")
    list_select_related = ("supplier", "auditor")
    search_fields = ("supplier__name", "supplier__name_en", "supplier__company__name")
    ordering = ("due_at",)
    fields = (
        "supplier",
        "status",
        "band",
        "opened_at",
        "due_at",
        "auditor",
        "visit_need",
        "draw",
        "ended_at",
        "summary",
        "consequence",
    )
    inlines = (EventInline,)
    change_form_template = "suppliers/admin/audit.html"
    actions = ("claim", "release")
    on_page = frozenset({"claim"})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Audit]:
        return super().get_queryset(request).prefetch_related("causes")

    @admin.display(description=_("why"))
    def why(self, audit: Audit) -> str:
        return " · ".join(str(cause.get_trigger_display()) for cause in audit.causes.all())

    @admin.display(description=_("age"), ordering=F("opened_at").desc())
    def age(self, audit: Audit) -> str:
        return formats.duration((audit.ended_at or timezone.now()) - audit.opened_at)

    @admin.display(description=_("due"), ordering="due_at")
    def due(self, audit: Audit) -> str | SafeString:
        if not audit.is_open:
            return ""
        left = formats.time_left(audit.due_at, timezone.now())
        late = audit.due_at < timezone.now()
        return format_html("<strong>{}</strong>", left) if late else left

    @admin.action(description=_("Claim"), permissions=["act"])
    def claim(self, request: HttpRequest, queryset: QuerySet[Audit]) -> None:
        for audit in queryset.select_related("supplier"):
            self._attempt(request, audit, _claim)

    @decision(_("Release: back to the queue"))
    def release(self, request: HttpRequest, audit: Audit, reason: str) -> None:
        actor: Any = request.user
        audit_desk.release(audit=audit, reason=reason, actor=actor, at=timezone.now())

    def offers(self, name: str, thing: Audit) -> bool:
        return name != "release" or thing.status == AuditStatus.IN_REVIEW

    # --- One audit --------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "claim": self.claim_page,
            "verdicts": self.verdicts_page,
            "visit": self.visit_page,
            "end": self.end_page,
        }
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(form_of("admin:suppliers_audit_change", "pk")(page)),
                name=f"suppliers_audit_{name}",
            )
            for name, page in pages.items()
        ]
        condition = path(
            "conditions/<int:pk>/",
            self.admin_site.admin_view(require_POST(self.condition_page)),
            name="suppliers_audit_condition",
        )
        return [*own, condition, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        found = audit_with_all(int(object_id)) if object_id and object_id.isdecimal() else None
        extra = self._beside(request, found) if found else {}
        return super().changeform_view(
            request, object_id, form_url, {**extra, **(extra_context or {})}
        )

    def claim_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, _claim)

    def visit_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(
            request, pk, lambda it, who, at: audit_desk.ask_visit(audit=it, auditor=who, at=at)
        )

    def verdicts_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every part that was filled in; one that is refused leaves the others as they are."""
        audit = self._open(request, pk)
        for item in audit.items.select_related("audit__supplier"):
            form = VerdictForm(request.POST, item=item)
            if not (form.has_changed() and form.is_valid()):
                continue
            self._attempt(request, audit, partial(_judge, item, form.cleaned_data))
        return redirect("admin:suppliers_audit_change", pk)

    def end_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = EndForm(request.POST)
        if not form.is_valid():
            return self._refused(request, pk, form)

        def act(audit: Audit, who: Any, at: datetime) -> object:
            return audit_desk.end(audit=audit, auditor=who, at=at, **form.for_service())

        audit = self._open(request, pk)
        try:
            act(audit, request.user, timezone.now())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self._refused(request, pk, form)
        messages.success(request, gettext("The audit has ended: %(status)s.") % _status(audit))
        return redirect("admin:suppliers_audit_change", pk)

    def condition_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        condition = get_object_or_404(AuditCondition, pk=pk)
        reason = request.POST.get("reason", "").strip()

        def act(_audit: Audit, who: Any, at: datetime) -> object:
            if "accept" in request.POST:
                return audit_conditions.accept(condition=condition, actor=who, at=at)
            return audit_conditions.send_back(condition=condition, reason=reason, actor=who, at=at)

        return self._do(request, condition.audit_id, act)

    def _refused(self, request: HttpRequest, pk: int, form: forms.Form) -> HttpResponse:
        """The page again with what was typed; nothing was changed."""
        request.method = "GET"
        page = self.changeform_view(request, str(pk), extra_context={"end_form": form})
        page.status_code = 422
        return page

    def _do(self, request: HttpRequest, pk: int, act: Act) -> HttpResponse:
        self._attempt(request, self._open(request, pk), act)
        return redirect("admin:suppliers_audit_change", pk)

    def _open(self, request: HttpRequest, pk: int) -> Audit:
        if not self.has_act_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related("supplier__company")
        return get_object_or_404(rows, pk=pk)

    def _attempt(self, request: HttpRequest, audit: Audit, act: Act) -> None:
        try:
            act(audit, request.user, timezone.now())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Done."))

    def _beside(self, request: HttpRequest, audit: Audit) -> dict[str, Any]:
        """The records beside the decisions."""
        mine = audit.status == AuditStatus.IN_REVIEW and audit.auditor_id == request.user.pk
        return {
            "audit": audit,
            "mine": mine and self.has_act_permission(request),
            "may_act": self.has_act_permission(request),
            "may_claim": audit.status == AuditStatus.OPEN,
            "parts": [
                (item, told(item.facts), VerdictForm(item=item)) for item in audit.items.all()
            ],
            "causes": causes_of(audit),
            "open_things": open_at(audit.supplier, timezone.now()),
            "end_form": EndForm(),
            "answered": ConditionStatus.ANSWERED,
            "now": timezone.now(),
        }


@admin.register(RandomDraw)
class RandomDrawAdmin(ReadOnlyAdmin):
    """``manage.py replay_draw`` draws again."""

    list_display = ("what", "at", "share", "drawn_from", "drawn")
    exclude = ("purpose",)
    readonly_fields = ("what",)
    date_hierarchy = "at"

    @admin.display(description=_("purpose"))
    def what(self, draw: RandomDraw) -> str:
        return draw.what

    @admin.display(description=_("drawn from"))
    def drawn_from(self, draw: RandomDraw) -> int:
        return len(draw.population)

    @admin.display(description=_("drawn"))
    def drawn(self, draw: RandomDraw) -> int:
        return len(draw.chosen)


@admin.register(RiskAssessment)
class RiskAssessmentAdmin(OthersAdmin):
    list_display = ("supplier", "band", "at", "policy_version")
    list_filter = ("band",)
    list_select_related = ("supplier", "policy_version")
    search_fields = ("supplier__name", "supplier__name_en")
    date_hierarchy = "at"


def _claim(audit: Audit, who: Any, at: datetime) -> object:
    return audit_desk.claim(audit=audit, auditor=who, at=at)


def _status(audit: Audit) -> dict[str, Any]:
    audit.refresh_from_db()
    return {"status": audit.get_status_display()}


def _judge(item: AuditItem, given: dict[str, str], audit: Audit, who: Any, at: datetime) -> object:
    return audit_desk.judge(item=item, auditor=who, at=at, **given)
