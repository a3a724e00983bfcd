"""Mail where none is sent: each message is a line of the log, its text and its links in it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

logger = structlog.get_logger(__name__)


class LoggedMail(BaseEmailBackend):
    """Stands in for a mail server while one tries the market out."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            logger.info(
                "mail",
                to=", ".join(message.to),
                subject=message.subject,
                text=" ".join(str(message.body).split()),
            )
        return len(email_messages)
