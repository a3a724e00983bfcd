"""What accounts does behind the pages and by the clock."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from celery import shared_task
from django.utils import timezone

from accounts.models import Invitation
from accounts.services import invitations, mail, notices
from policies.schemas import AccountRules
from policies.selectors import in_force

MAIL_FAULTS = (OSError, SMTPException)


class NotMailed(ExceptionGroup[Exception]):
    """Some of several recipients were not reached, and for no other reason than the mail."""


MAIL = {
    "autoretry_for": (*MAIL_FAULTS, NotMailed),
    "retry_backoff": True,
    "max_retries": 8,
}


@shared_task(name="accounts.tasks.mail_notices", **MAIL)
def mail_notices(key: str) -> int:
    """Mail the notices of ``key``; may come twice. A fault of the program is not tried again."""
    try:
        return mail.mail_notices(key=key, at=timezone.now())
    except ExceptionGroup as faults:
        if faults.split(MAIL_FAULTS)[1] is None:
            raise NotMailed(faults.message, faults.exceptions) from None
        raise


@shared_task(name="accounts.tasks.mail_invitation", **MAIL)
def mail_invitation(invitation_id: int, secret: str) -> bool:
    """Mail the link of an invitation."""
    invitation = Invitation.objects.select_related("company", "invited_by").get(pk=invitation_id)
    return mail.mail_invitation(invitation=invitation, secret=secret)


@shared_task(name="accounts.tasks.mail_text", **MAIL)
def mail_text(subject: str, body: str, recipient: str, message_id: str) -> None:
    """Mail what was worded while a page was made, such as a link to a new password."""
    mail.mail_text(subject=subject, body=body, recipient=recipient, message_id=message_id)


@shared_task(name="accounts.tasks.expire_invitations")
def expire_invitations() -> int:
    return invitations.expire(at=timezone.now())


@shared_task(name="accounts.tasks.purge_notices")
def purge_notices() -> int:
    """Delete notices that were read longer ago than the rules keep them."""
    now = timezone.now()
    days = in_force(AccountRules, now).rules.notice_retention_days
    return notices.purge_read(before=now - timedelta(days=days))
