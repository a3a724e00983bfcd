"""How allauth speaks to the outside: by mail that a worker sends."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from accounts.secrets import new_secret
from common.outbox import send_after_commit


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Word the letter now, in the reader's language; a slow mail server delays no page."""
        request: HttpRequest = current.request
        words = {"request": request, "email": email, "current_site": get_current_site(request)}
        letter = self.render_mail(template_prefix, email, words | context)
        send_after_commit(
            "accounts.tasks.mail_text", str(letter.subject), str(letter.body), email, new_secret()
        )
