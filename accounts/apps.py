from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and companies")

    def ready(self) -> None:
        say_our_notices()
        say_what_is_private()


def say_what_is_private() -> None:
    """A company's phone: staff see its end, and a look at the whole is logged."""
    from accounts import private
    from accounts.models import Company

    private.register(
        Company,
        fields={"phone": _("phone")},
        company=lambda company: company,
        rows=Company.objects.all,
    )


def say_our_notices() -> None:
    """What people are told about their companies."""
    from accounts.notices import register

    register(
        "invitation_accepted",
        subject=_("%(name)s joined %(company)s"),
        body=_("%(name)s accepted your invitation and is now a member of %(company)s."),
    )
    register(
        "role_changed",
        subject=_("Your role in %(company)s changed"),
        body=_("%(by)s changed your role in %(company)s: you are now %(role)s."),
    )
    register(
        "member_removed",
        subject=_("You no longer belong to %(company)s"),
        body=_("%(by)s ended your membership of %(company)s."),
    )
