from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def write_first_versions(**signal: Any) -> None:
    """After a migration, and after a flush, see that every policy has a version in force."""
    if any(backwards for _migration, backwards in signal.get("plan", ())):
        return
    from policies.services.versions import ensure_first_versions

    ensure_first_versions()


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("Rules")

    def ready(self) -> None:
        post_migrate.connect(write_first_versions, sender=self)
