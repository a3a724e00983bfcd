"""The review desk: applications by age and risk, and all of one on a page (rules §3)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.enums import LookReason
from common import formats
from common.web.redirects import form_of
from suppliers.admin.acting import WITH_FRAMES, Acts, DecidingAdmin, Given, attempt
from suppliers.admin.deadlines import deadline_cell
from suppliers.enums import WITH_REVIEWERS, ApplicationStatus, RevisionStatus
from suppliers.enums.visits import AHEAD
from suppliers.models import Application, DocumentRevision
from suppliers.selectors import desk
from suppliers.selectors.applications import findings_of, needs_second, undecided
from suppliers.selectors.bank_checks import is_confirmed
from suppliers.services import applications, documents
from suppliers.services.applications.answers import ANSWERS

S = ApplicationStatus
#: Who plans a visit.
PLANS = "suppliers.change_sitevisit"


class Place(admin.SimpleListFilter):
    """Where they are; those that wait for staff, where nothing is chosen."""

    title = _("place")
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("free", _("To be claimed")),
            ("mine", _("Claimed by me")),
            ("second", _("Waiting for the second reviewer")),
            ("late", _("Overdue")),
            ("all", _("All, also those decided")),
        ]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": _("With us")}, *others]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Application]
    ) -> QuerySet[Application]:
        if self.value() == "all" or request.resolver_match is None:
            return queryset
        ours = queryset.filter(status__in=WITH_REVIEWERS)
        chosen: dict[str | None, dict[str, Any]] = {
            "free": {"claimed_by": None},
            "mine": {"claimed_by": request.user},
            "second": {"first_approved_by__isnull": False},
            "late": {"expected_at__lt": timezone.now()},
        }
        return ours.filter(**chosen.get(self.value(), {}))


class Risk(admin.SimpleListFilter):
    """What the automatic checks found."""

    title = _("risk")
    parameter_name = "risk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("fail", _("A check failed")),
            ("warn", _("A check warned")),
            ("none", _("Nothing found")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Application]
    ) -> QuerySet[Application]:
        chosen = {
            "fail": {"fails__gt": 0},
            "warn": {"warns__gt": 0},
            "none": {"fails": 0, "warns": 0},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Application)
class ApplicationAdmin(DecidingAdmin):
    company_paths = ("company",)
    list_display = (
        "__str__",
        "applicant",
        "kind",
        "status",
        "risk",
        "waiting",
        "deadline",
        "reviewer",
    )
    list_filter = (Place, Risk, "kind", "status")
    list_select_related = ("company", "claimed_by")
    search_fields = ("shop_name", "shop_name_en", "company__name", "company__name_en")
    ordering = ("expected_at", "pk")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return desk.by_risk(super().get_queryset(request)).select_related(
            "company", "claimed_by", "first_approved_by", "belt", "ships_from"
        )

    @admin.display(description=_("company"), ordering="company__name")
    def applicant(self, application: Application) -> str:
        return str(application.company)

    @admin.display(description=_("claimed by"), ordering="claimed_by")
    def reviewer(self, application: Application) -> str:
        return str(application.claimed_by or "–")

    @admin.display(description=_("risk"), ordering="-fails")
    def risk(self, application: Any) -> str:
        parts = []
        if application.fails:
            fails = ngettext("%(count)d failed", "%(count)d failed", application.fails)
            parts.append(fails % {"count": application.fails})
        if application.warns:
            warns = ngettext("%(count)d warning", "%(count)d warnings", application.warns)
            parts.append(warns % {"count": application.warns})
        return " · ".join(parts) or "–"

    @admin.display(description=_("waiting"), ordering="submitted_at")
    def waiting(self, application: Application) -> str:
        if application.submitted_at is None or application.status not in WITH_REVIEWERS:
            return "–"
        return formats.duration(timezone.now() - application.submitted_at)

    @admin.display(description=_("deadline"), ordering="expected_at")
    def deadline(self, application: Application) -> str | SafeString:
        is_with_us = application.status in WITH_REVIEWERS
        return deadline_cell(application.expected_at if is_with_us else None)

    # --- One application ------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        act = form_of("admin:suppliers_application_change", "pk")(self.act_on_document)
        document = path(
            "<int:pk>/documents/<int:revision>/<slug:name>/",
            self.admin_site.admin_view(WITH_FRAMES(act)),
            name="suppliers_application_document",
        )
        return [document, *super().get_urls()]

    def acts(self) -> Acts:
        return ACTS

    def after(self, request: HttpRequest, thing: Any, name: str) -> HttpResponse:
        plans = name == "visit" and _staff(request).has_perm(PLANS)
        return redirect(_planning(thing) if plans else _address(thing))

    def act_on_document(
        self, request: HttpRequest, pk: int, revision: int, name: str
    ) -> HttpResponse:
        """A decision on one of its documents."""
        application = self.for_acting(request, pk)
        rows = DocumentRevision.objects.select_related("document__company")
        of_company = rows.filter(document__company=application.company_id)
        shown = get_object_or_404(of_company, pk=revision)
        status = attempt(request, DOCUMENT_ACTS, name, shown)
        if status == 200:
            return redirect(f"{_address(application)}#document-{shown.document_id}")
        return self.page(request, self.found(request, pk), status, f"{name}-{revision}")

    def _may_plan(self, request: HttpRequest, application: Application) -> bool:
        """Whether a visit was asked for, none is ahead, and this person may plan one."""
        if application.status != S.SITE_VISIT or not _staff(request).has_perm(PLANS):
            return False
        return not application.site_visits.filter(status__in=AHEAD).exists()

    def page(
        self, request: HttpRequest, thing: Any, status: int = 200, tried: str = ""
    ) -> HttpResponse:
        """All of it: answers, documents beside what was typed, findings, decisions, history."""
        application: Application = thing
        user = _staff(request)
        findings = list(findings_of(application))
        mine = application.claimed_by_id == user.pk
        may_decide = mine and application.status == S.IN_REVIEW
        context = {
            **self.admin_site.each_context(request),
            "title": str(application),
            "opts": self.opts,
            "application": application,
            "mine": mine,
            "may_act": self.has_act_permission(request),
            "may_claim": application.status in WITH_REVIEWERS and application.claimed_by_id is None,
            "second": needs_second(application),
            "is_confirmed": is_confirmed(application.company),
            "sheets": desk.sheets(application, findings),
            "findings": desk.general(findings),
            "unchecked": application.checked_round != application.round,
            "answers": [
                (answer, request.POST.get(f"field-{answer.name}", ""))
                for answer in desk.answers(application, ANSWERS)
            ],
            "events": desk.history(application),
            "appeal": getattr(application, "appeal", None),
            "why": LookReason.REVIEW,
            "about": str(application.pk),
            "here": _address(application),
            "may_decide": may_decide,
            "undecided": undecided(application) if may_decide else [],
            "visits": application.site_visits.select_related("inspector").order_by("-pk"),
            "plan_visit": _planning(application) if self._may_plan(request, application) else "",
            "tried": tried,
            "typed": request.POST if tried else {},
            "now": timezone.now(),
        }
        return render(request, "suppliers/desk/application.html", context, status=status)


def _staff(request: HttpRequest) -> Any:
    return request.user


def _address(application: Application) -> str:
    return reverse("admin:suppliers_application_change", args=[application.pk])


def _planning(application: Application) -> str:
    """The page on which a visit for it is planned."""
    url = reverse("admin:suppliers_sitevisit_plan")
    return f"{url}?application={application.pk}"


def _changes(application: Application, given: Given) -> None:
    fields = {name: str(given.post.get(f"field-{name}", "")) for name in ANSWERS}
    partly = given.post.get("partly") == "on"
    applications.send_back(application=application, fields=fields, partly=partly, **given.why)


def _of_approval(application: Application) -> Any:
    if application.status == S.APPROVED:
        return _("Approved: the shop is open, and the applicant was told.")
    return _("Your approval was recorded; a second reviewer has to approve too.")


def _of_acceptance(revision: DocumentRevision) -> Any:
    if revision.status == RevisionStatus.ACCEPTED:
        return _("The document is accepted.")
    return _("Your acceptance was recorded; a second reviewer has to accept too.")


#: What can be done to an application, and what is said when it was.
ACTS: Acts = {
    "claim": (
        lambda it, given: applications.claim(application=it, **given.by),
        _("It is yours to review."),
    ),
    "release": (
        lambda it, given: applications.release(application=it, **given.why),
        _("Given back to the queue."),
    ),
    "changes": (_changes, _("The applicant was asked for the changes.")),
    "visit": (
        lambda it, given: applications.ask_visit(application=it, **given.why),
        _("A site visit was asked for."),
    ),
    "approve": (
        lambda it, given: applications.approve(application=it, **given.why),
        _of_approval,
    ),
    "reject": (
        lambda it, given: applications.reject(application=it, **given.why),
        _("Rejected; the applicant was told and may appeal."),
    ),
}
DOCUMENT_ACTS: Acts = {
    "accept": (
        lambda it, given: documents.accept(revision=it, **given.why),
        _of_acceptance,
    ),
    "send-back": (
        lambda it, given: documents.send_back(revision=it, **given.why),
        _("The document was sent back."),
    ),
}
