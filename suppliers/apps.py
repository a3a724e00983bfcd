from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        from suppliers import audit_sentences, nightly
        from suppliers.sentences import register_all
        from suppliers.services import scores
        from suppliers.vetting_sentences import register_vetting

        register_all()
        audit_sentences.register_all()
        register_vetting()
        say_what_is_private()
        say_what_waits()
        nightly.register("scores", lambda day, at: scores.catch_up(day=day, at=at))


def say_what_is_private() -> None:
    """Documents and their numbers: a look at one is logged."""
    from accounts import private
    from suppliers.models import DocumentPage, DocumentRevision

    private.register(
        DocumentRevision,
        fields={"identifier_encrypted": _("Number on the document")},
        company=lambda revision: revision.document.company,
        rows=lambda: DocumentRevision.objects.select_related("document__company"),
    )
    private.register(
        DocumentPage,
        fields={"file": _("Picture or PDF")},
        company=lambda page: page.revision.document.company,
        rows=lambda: DocumentPage.objects.select_related("revision__document__company"),
    )


def say_what_waits() -> None:
    """The queues of auditors and of those who plan visits, on the desk's start page."""
    from django.urls import reverse

    from common import queues
    from suppliers.enums.audits import AUDIT_OPEN
    from suppliers.enums.visits import VisitStatus
    from suppliers.models import Audit, SiteVisit

    queues.register(
        "audits",
        title=_("Audits"),
        url=lambda: f"{reverse('admin:suppliers_audit_changelist')}?queue=open",
        permission="suppliers.change_audit",
        measure=lambda at: queues.measured(
            Audit.objects.filter(status__in=AUDIT_OPEN), at, since="opened_at", due="due_at"
        ),
    )
    queues.register(
        "visits",
        title=_("Visits whose date is to be settled"),
        url=lambda: f"{reverse('admin:suppliers_sitevisit_changelist')}?status__exact=proposed",
        permission="suppliers.change_sitevisit",
        measure=lambda at: queues.measured(
            SiteVisit.objects.filter(status=VisitStatus.PROPOSED, wished_for__isnull=False),
            at,
            since="planned_at",
            due="scheduled_for",
        ),
    )
