from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from accounts.notices import register
        from catalog.services import main_categories
        from suppliers import nightly

        nightly.register("main_categories", lambda _day, _at: main_categories.refresh())

        register(
            "import_done",
            subject=_("Import finished: %(file)s"),
            body=_(
                "Products made: %(created)s; brought up to date: %(updated)s; "
                "rows refused: %(refused)s."
            ),
        )
        register(
            "import_stopped",
            subject=_("Import stopped: %(file)s"),
            body=_("The file was not read to its end: %(problem)s"),
        )
        register(
            "goods_need_qualification",
            subject=_("Off sale until you are qualified: %(goods)s"),
            body=_(
                "Such goods now need a qualification. Products taken off sale: %(n)s. Add it under "
                "Documents; once it is accepted, put them on sale again."
            ),
        )
