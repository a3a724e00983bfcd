"""The apps of others by which people sign in, under names that staff's desk can show."""

from __future__ import annotations

from allauth.account.apps import AccountConfig
from allauth.mfa.apps import MFAConfig
from axes.apps import AppConfig as AxesConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


class SignInAddresses(AccountConfig):
    verbose_name = _("Addresses to sign in with")


AUTHENTICATOR_FIELDS = {
    "user": pgettext_lazy("field", "user"),
    "type": pgettext_lazy("authenticator", "type"),
    "data": pgettext_lazy("authenticator", "data"),
    "created_at": pgettext_lazy("field", "created at"),
    "last_used_at": pgettext_lazy("field", "last used at"),
}


class SecondFactors(MFAConfig):
    verbose_name = _("Second factors")

    def ready(self) -> None:
        """Their one model has no names that could be translated; migrations do not see this."""
        super().ready()
        meta = self.get_model("Authenticator")._meta
        meta.verbose_name, meta.verbose_name_plural = _("authenticator"), _("authenticators")
        for name, shown in AUTHENTICATOR_FIELDS.items():
            meta.get_field(name).verbose_name = shown


class SignInAttempts(AxesConfig):
    verbose_name = _("Attempts to sign in")


#: axes translates its words by these, and brings no Chinese.
AXES_WORDS = (
    gettext_noop("access attempt"),
    gettext_noop("access attempts"),
    gettext_noop("access failure"),
    gettext_noop("access failures"),
    gettext_noop("access log"),
    gettext_noop("access logs"),
    gettext_noop("Access lock out"),
    gettext_noop("Attempt Remaining"),
    gettext_noop("Attempt Time"),
    gettext_noop("Clean up expired attempts"),
    gettext_noop("Expires At"),
    gettext_noop("Failed Logins"),
    gettext_noop("Form Data"),
    gettext_noop("GET Data"),
    gettext_noop("HTTP Accept"),
    gettext_noop("IP Address"),
    gettext_noop("Locked Out"),
    gettext_noop("Logout Time"),
    gettext_noop("Meta Data"),
    gettext_noop("Not set"),
    gettext_noop("POST Data"),
    gettext_noop("Path"),
    gettext_noop("Session key hash (sha256)"),
    gettext_noop("User Agent"),
    gettext_noop("Username"),
)
