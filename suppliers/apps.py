from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuppliersConfig(AppConfig):
    name = "suppliers"
    verbose_name = _("Suppliers")

    def ready(self) -> None:
        from accounts import obstacles, vouched
        from suppliers import (
            audit_sentences,
            badge_sentences,
            nightly,
            queues,
            spot_check_sentences,
        )
        from suppliers.selectors.obstacles import shop_open
        from suppliers.selectors.shops import vetted_as
        from suppliers.sentences import register_all
        from suppliers.services import audit_night, badges, clear_out, left_open, scores
        from suppliers.vetting_sentences import register_vetting

        obstacles.register(shop_open)
        register_all()
        audit_sentences.register_all()
        badge_sentences.register_all()
        spot_check_sentences.register_all()
        register_vetting()
        say_what_is_private()
        vouched.register(vetted_as)
        queues.register_all()
        nightly.register("scores", lambda day, at: scores.catch_up(day=day, at=at))
        nightly.register("badges", lambda _day, at: badges.evaluate(at=at))
        nightly.register("clear_out", lambda day, at: clear_out.check_all(day=day, at=at))
        nightly.register("audits", lambda day, at: audit_night.run(day=day, at=at))
        nightly.register("left_open", lambda _day, at: left_open.close_all(at=at))


def say_what_is_private() -> None:
    """Documents with their numbers, files of answers, photographs: a look at one is logged."""
    from accounts import private
    from accounts.enums import Right
    from accounts.selectors.private_data import may
    from suppliers.models import ConditionAnswer, DocumentPage, DocumentRevision, VisitPhoto
    from suppliers.selectors import visits

    private.register(
        DocumentRevision,
        fields={"identifier_encrypted": _("Number on the document")},
        company=lambda revision: revision.document.company,
        rows=lambda: DocumentRevision.objects.select_related("document__company"),
        also=lambda user, it: visits.visits_now(user, it.document.company),
    )
    private.register(
        DocumentPage,
        fields={"file": _("Picture or PDF")},
        company=lambda page: page.revision.document.company,
        rows=lambda: DocumentPage.objects.select_related("revision__document__company"),
        also=lambda user, it: visits.visits_now(user, it.revision.document.company),
    )
    private.register(
        ConditionAnswer,
        fields={"file": _("Picture or PDF")},
        company=lambda answer: answer.condition.audit.supplier.company,
        rows=lambda: ConditionAnswer.objects.select_related("condition__audit__supplier__company"),
        also=lambda user, it: may(user, it.condition.audit.supplier.company, Right.SELL),
    )
    private.register(
        VisitPhoto,
        fields={"stem": _("Photograph of a visit")},
        company=lambda photo: photo.visit.company,
        rows=lambda: VisitPhoto.objects.select_related("visit__company"),
        also=lambda user, it: it.visit.inspector_id == user.pk,
    )
