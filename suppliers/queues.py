"""What waits for staff who vet suppliers, on the start page of their desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import queues
from suppliers.enums import WITH_REVIEWERS, AppealStatus
from suppliers.enums.audits import AUDIT_OPEN
from suppliers.enums.visits import AHEAD, VisitStatus
from suppliers.models import Appeal, Application, ApplicationAppeal, Audit, SiteVisit, SpotCheck
from suppliers.selectors.documents import renewals
from suppliers.selectors.spot_checks import discontinuations_to_watch
from suppliers.selectors.staff import INSPECTOR
from suppliers.selectors.visits import visits_of_inspector


def register_all() -> None:
    """Say where each queue is, who works on it, and how it is measured."""
    _of_reviewers()
    _of_auditors()
    _of_inspectors()


def _of_reviewers() -> None:
    queues.register(
        "applications",
        title=_("Applications"),
        url=lambda: reverse("admin:suppliers_application_changelist"),
        permission="suppliers.change_application",
        measure=lambda at, _person: queues.measured(
            Application.objects.filter(status__in=WITH_REVIEWERS),
            at,
            since="submitted_at",
            due="expected_at",
        ),
    )
    queues.register(
        "application_appeals",
        title=_("Appeals against rejections"),
        url=lambda: reverse("admin:suppliers_applicationappeal_changelist"),
        permission="suppliers.change_applicationappeal",
        measure=lambda at, _person: queues.measured(
            ApplicationAppeal.objects.filter(status=AppealStatus.OPEN),
            at,
            since="made_at",
            due="expected_at",
        ),
    )
    queues.register(
        "standing_appeals",
        title=_("Appeals against holds and points"),
        url=lambda: f"{reverse('admin:suppliers_appeal_changelist')}?status__exact=open",
        permission="suppliers.change_appeal",
        measure=lambda at, _person: queues.measured(
            Appeal.objects.filter(status=AppealStatus.OPEN),
            at,
            since="made_at",
            due="expected_at",
        ),
    )
    queues.register(
        "renewed_documents",
        title=_("Renewed documents"),
        url=lambda: reverse("admin:suppliers_documentrevision_changelist"),
        permission="suppliers.change_documentrevision",
        measure=lambda at, _person: queues.measured(renewals(), at, since="uploaded_at"),
    )


def _of_auditors() -> None:
    """Also of those who plan visits."""
    queues.register(
        "audits",
        title=_("Audits"),
        url=lambda: f"{reverse('admin:suppliers_audit_changelist')}?queue=open",
        permission="suppliers.change_audit",
        measure=lambda at, _person: queues.measured(
            Audit.objects.filter(status__in=AUDIT_OPEN), at, since="opened_at", due="due_at"
        ),
    )
    queues.register(
        "visits",
        title=_("Visits whose date is to be settled"),
        url=lambda: (
            f"{reverse('admin:suppliers_sitevisit_changelist')}"
            "?status__exact=proposed&wished_for__isnull=False"
        ),
        permission="suppliers.change_sitevisit",
        measure=lambda at, _person: queues.measured(
            SiteVisit.objects.filter(status=VisitStatus.PROPOSED, wished_for__isnull=False),
            at,
            since="planned_at",
            due="scheduled_for",
        ),
    )
    queues.register(
        "spot_checks",
        title=_("Spot checks under way"),
        url=lambda: f"{reverse('admin:suppliers_spotcheck_changelist')}?status__in=planned,sampled",
        permission="suppliers.change_spotcheck",
        measure=lambda at, _person: queues.measured(
            SpotCheck.objects.under_way(), at, since="opened_at", due="report_due_at"
        ),
    )
    queues.register(
        "discontinued",
        title=_("Discontinued inspections"),
        url=lambda: (
            f"{reverse('admin:suppliers_discontinuation_changelist')}?status__in=open,stated"
        ),
        permission="suppliers.change_discontinuation",
        measure=lambda at, _person: queues.measured(discontinuations_to_watch(), at, since="since"),
    )


def _of_inspectors() -> None:
    """Each sees the visits that are their own to make."""
    queues.register(
        "my_visits",
        title=_("My visits"),
        url=lambda: reverse("suppliers:inspect"),
        permission=INSPECTOR,
        measure=lambda at, person: queues.measured(
            visits_of_inspector(person).filter(status__in=[*AHEAD, VisitStatus.UNDER_WAY]),
            at,
            since="planned_at",
            due="scheduled_for",
        ),
    )
