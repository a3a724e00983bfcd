"""How allauth speaks to the outside: by mail that a worker sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.http import HttpRequest

from accounts.secrets import new_secret
from common.outbox import send_after_commit
from common.web.context import SITE_NAME


@dataclass(frozen=True)
class Market:
    """Whose letter it is: by the market's own name and address, whatever host was asked."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Word the letter now, in the reader's language; a slow mail server delays no page."""
        request: HttpRequest = current.request
        market = Market(str(SITE_NAME), urlsplit(settings.SITE_URL).netloc)
        words = {"request": request, "email": email, "current_site": market}
        letter = self.render_mail(template_prefix, email, words | context)
        send_after_commit(
            "accounts.tasks.mail_text", str(letter.subject), str(letter.body), email, new_secret()
        )
