"""How allauth speaks to the outside, and what it leaves to axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.secrets import new_secret
from common.outbox import send_after_commit
from common.web.context import SITE_NAME


@dataclass(frozen=True)
class Market:
    """Whose letter it is: by the market's own name and address, whatever host was asked."""

    name: str
    domain: str


class SecondFactorAdapter(DefaultMFAAdapter):
    """An authenticator lists its codes under the market's own name."""

    def get_totp_issuer(self) -> str:
        return str(SITE_NAME)


class AccountAdapter(DefaultAccountAdapter):
    """Letters go by a worker; axes counts wrong passwords, allauth wrong codes."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone; what allauth would count here are codes."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Of too many codes, how many they were and how long none is tried."""
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)
        return ValidationError(
            _("%(count)d wrong codes within an hour: no further one is tried until it is over.")
            % {"count": settings.MFA_FAILURE_LIMIT},
            code=code,
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Word the letter now, in the reader's language; a slow mail server delays no page."""
        request: HttpRequest = current.request
        market = Market(str(SITE_NAME), urlsplit(settings.SITE_URL).netloc)
        words = {"request": request, "email": email, "current_site": market}
        letter = self.render_mail(template_prefix, email, words | context)
        send_after_commit(
            "accounts.tasks.mail_text", str(letter.subject), str(letter.body), email, new_secret()
        )
