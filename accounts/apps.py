from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.notices import register

        register(
            "invitation_accepted",
            subject=_("%(name)s joined %(company)s"),
            body=_("%(name)s accepted your invitation and is now a member of %(company)s."),
        )
