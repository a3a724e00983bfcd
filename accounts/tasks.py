"""What accounts does behind the pages and by the clock."""

from __future__ import annotations

from smtplib import SMTPException

from celery import shared_task
from django.utils import timezone

from accounts.services import mail

MAIL_TRIES = 8


@shared_task(
    name="accounts.tasks.mail_notices",
    autoretry_for=(OSError, SMTPException),
    retry_backoff=True,
    max_retries=MAIL_TRIES,
)
def mail_notices(key: str) -> int:
    """Mail the notices of ``key``; may come twice."""
    return mail.mail_notices(key=key, at=timezone.now())
