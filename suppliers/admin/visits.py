"""Staff's desk of site visits: planning, moving, and what was reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.desk import HistoryInline, OthersAdmin, others
from accounts.models import Company
from accounts.notices import Phrase
from accounts.selectors.private_data import PERMISSION as LOOK
from common.desk import ReadOnlyInline, decision
from common.errors import DomainError
from common.formats import AtPlace
from suppliers.admin.audit_forms import LONGEST_REASON, MoveForm, PlanForm
from suppliers.enums import ApplicationStatus
from suppliers.models import (
    Application,
    Audit,
    SiteVisit,
    Supplier,
    VisitEvent,
    VisitItem,
    VisitPhoto,
)
from suppliers.selectors.visits import address_to_visit
from suppliers.selectors.zones import home_zone
from suppliers.services import visits

#: Why a visit is made where nobody says more; stored so, and said to each in their language.
REAUDIT, APPLICATION = gettext_noop("Re-audit"), gettext_noop("Application")


class ItemInline(ReadOnlyInline):
    model = VisitItem
    fields = ("part", "point", "online", "answer", "counted", "note", "answered_at")
    readonly_fields = ("point",)

    @admin.display(description=_("point"))
    def point(self, item: VisitItem) -> str:
        return item.title


class PhotoInline(ReadOnlyInline):
    model = VisitPhoto
    fields = ("picture", "taken_at", "time_from", "place_from", "distance_m", "proves_not")
    readonly_fields = ("picture", "proves_not")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Photographs are private data: the page asks for each, and each look is logged."""
        return request.user.has_perm(LOOK)

    @admin.display(description=_("photograph"))
    def picture(self, photo: VisitPhoto) -> SafeString:
        small, large = (reverse("suppliers:visit_photo", args=[photo.pk, n]) for n in (160, 1200))
        return format_html('<a href="{}"><img src="{}" alt="" width="120"></a>', large, small)

    @admin.display(description=_("what it does not prove"))
    def proves_not(self, photo: VisitPhoto) -> SafeString:
        return format_html_join("", "<p>{}</p>", ((flag,) for flag in photo.said_flags))


class EventInline(HistoryInline):
    model = VisitEvent


@admin.register(SiteVisit)
class SiteVisitAdmin(OthersAdmin):
    company_paths = ("company",)
    list_display = (
        "company",
        "kind",
        "status",
        "when",
        "wish",
        "inspector",
        "valid_until",
        "move_link",
    )
    list_filter = ("status", "kind")
    list_select_related = ("company", "inspector")
    search_fields = ("company__name", "company__name_en", "address")
    date_hierarchy = "scheduled_for"
    inlines = (ItemInline, PhotoInline, EventInline)
    exclude = ("reason",)
    readonly_fields = ("why",)
    actions = ("keep_date", "call_off")

    @decision(_("Keep the date: refuse the other one"))
    def keep_date(self, request: HttpRequest, visit: SiteVisit, reason: str) -> None:
        visits.keep_date(visit=visit, reason=reason, **_by(request))

    @decision(_("Call the visit off"))
    def call_off(self, request: HttpRequest, visit: SiteVisit, reason: str) -> None:
        visits.cancel(visit=visit, reason=reason, **_by(request))

    @admin.display(description=_("reason"))
    def why(self, visit: SiteVisit) -> str:
        return str(visit.said)

    @admin.display(description=_("scheduled for"), ordering="scheduled_for")
    def when(self, visit: SiteVisit) -> str:
        return str(AtPlace(visit.scheduled_for, visit.time_zone))

    @admin.display(description=_("the company would rather have"), ordering="wished_for")
    def wish(self, visit: SiteVisit) -> str:
        return str(AtPlace(visit.wished_for, visit.time_zone)) if visit.wished_for else "–"

    @admin.display(description=_("another date"))
    def move_link(self, visit: SiteVisit) -> str | SafeString:
        if not visit.is_ahead:
            return ""
        url = reverse("admin:suppliers_sitevisit_move", args=[visit.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Move …"))

    # --- Planning ---------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("plan/", view(self.plan_page), name="suppliers_sitevisit_plan"),
            path("<int:pk>/move/", view(self.move_page), name="suppliers_sitevisit_move"),
            *super().get_urls(),
        ]

    def plan_page(self, request: HttpRequest) -> HttpResponse:
        """For an audit, an application or a supplier, named in the address."""
        self._check(request)
        subject = _subject(request)
        zone = home_zone(subject["company"])
        first = {name: subject[name] for name in ("kind", "address")}
        first["reason"] = str(Phrase(subject["reason"]))
        form = PlanForm(request.POST or None, company=subject["company"], initial=first)
        links = {name: subject[name] for name in ("company", "supplier", "application", "audit")}

        def act() -> object:
            given = form.for_service()
            if "reason" not in form.changed_data:
                given["reason"] = subject["reason"]
            return visits.schedule(**links, **given, time_zone=zone, **_by(request))

        title = gettext("Plan a visit to %(company)s") % {"company": subject["company"]}
        with timezone.override(ZoneInfo(zone)):
            return self._form_page(request, form, act, title, gettext("Propose the date"))

    def move_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the date wished for, or another; or to another inspector."""
        self._check(request)
        visit = get_object_or_404(self.get_queryset(request), pk=pk)
        first = {
            "scheduled_for": visit.wished_for or visit.scheduled_for,
            "inspector": visit.inspector,
        }
        form = MoveForm(request.POST or None, company=visit.company, initial=first)

        def act() -> object:
            return visits.repropose(visit=visit, **form.cleaned_data, **_by(request))

        title = gettext("Move the visit to %(company)s") % {"company": visit.company}
        with timezone.override(ZoneInfo(visit.time_zone)):
            return self._form_page(request, form, act, title, gettext("Move"))

    def _check(self, request: HttpRequest) -> None:
        if not self.has_act_permission(request):
            raise PermissionDenied

    def _form_page(
        self,
        request: HttpRequest,
        form: forms.Form,
        act: Callable[[], object],
        title: str,
        button: str,
    ) -> HttpResponse:
        if form.is_valid():
            try:
                act()
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                self.message_user(request, gettext("Proposed. The company hears of the date."))
                return redirect("admin:suppliers_sitevisit_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "act": button,
            "zone": timezone.get_current_timezone_name(),
        }
        status = 422 if form.is_bound else 200
        return render(request, "suppliers/admin/plan.html", context, status=status)


def _subject(request: HttpRequest) -> dict[str, Any]:
    """Whom the visit is to, and what for; 404 where the address names nobody."""
    found: dict[str, Any] = {"supplier": None, "application": None, "audit": None}
    asked = {name: pk for name in found if (pk := request.GET.get(name, "")).isdecimal()}
    if "audit" in asked:
        audits = others(Audit.objects.all(), request.user, "supplier__company")
        audit = get_object_or_404(audits.select_related("supplier__company"), pk=asked["audit"])
        found |= {"audit": audit, "supplier": audit.supplier, "reason": REAUDIT}
    elif "application" in asked:
        applications = others(Application.objects.all(), request.user, "company")
        application = get_object_or_404(
            applications.select_related("company"), pk=asked["application"]
        )
        found |= {"application": application, "reason": _asked_for(application)}
        return found | _place_of(application.company, application.kind)
    elif "supplier" in asked:
        shops = others(Supplier.objects.all(), request.user, "company")
        supplier = get_object_or_404(shops.select_related("company"), pk=asked["supplier"])
        found |= {"supplier": supplier, "reason": ""}
    else:
        raise Http404
    return found | _place_of(found["supplier"].company, found["supplier"].kind)


def _place_of(company: Company, kind: str) -> dict[str, Any]:
    return {"company": company, "kind": kind, "address": address_to_visit(company)}


def _asked_for(application: Application) -> str:
    """What the reviewer wants looked at; an inspector reads it."""
    asked = application.events.filter(target=ApplicationStatus.SITE_VISIT).last()
    return asked.reason[:LONGEST_REASON] if asked else APPLICATION


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}
