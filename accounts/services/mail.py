"""E-mail: notices and invitations, in the language and zone of whom they concern."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.enums import InvitationState
from accounts.models import Invitation, Notice, User
from accounts.notices import said
from common.locking import take_due
from common.sweep import each_alone


def mail_notices(*, key: str, at: datetime) -> int:
    """Mail each notice of ``key`` that was not mailed yet; returns how many went out.

    A notice is marked in the transaction that sends it: where sending fails it stays unmarked and
    is tried again, and the others go out. The Message-ID is the same each time, so that a second
    one is recognised.
    """
    waiting = Notice.objects.filter(key=key, emailed_at__isnull=True)
    pks = waiting.order_by("pk").values_list("pk", flat=True)
    return sum(each_alone(partial(_mail_one, pk, at) for pk in pks))


@transaction.atomic
def _mail_one(pk: int, at: datetime) -> int:
    due = Notice.objects.filter(pk=pk, emailed_at__isnull=True).select_related("user")
    for notice in take_due(due, limit=1):
        if notice.user.is_active:
            message_to(notice).send()
        Notice.objects.filter(pk=notice.pk).update(emailed_at=at)
        return 1
    return 0


def message_to(notice: Notice) -> EmailMessage:
    """The e-mail that says ``notice``."""
    with as_read_by(notice.user):
        sentence = said(notice)
        link = f"{settings.SITE_URL}{notice.url}" if notice.url else ""
        context = {"notice": notice, "sentence": sentence, "link": link}
        return EmailMessage(
            sentence.subject,
            render_to_string("accounts/mail/notice.txt", context),
            to=[notice.user.email],
            headers={"Message-ID": f"<notice-{notice.pk}@{_domain()}>"},
        )


@contextmanager
def as_read_by(user: User) -> Iterator[None]:
    """The person's language and zone."""
    with (
        translation.override(user.language or settings.LANGUAGE_CODE),
        timezone.override(zoneinfo.ZoneInfo(user.time_zone)),
    ):
        yield


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"


def mail_invitation(*, invitation: Invitation, secret: str) -> bool:
    """Mail the link, in the inviter's language; an invitation that is no longer open is left."""
    if invitation.state != InvitationState.OPEN:
        return False
    with as_read_by(invitation.invited_by):
        EmailMessage(
            _("%(name)s invites you to %(company)s")
            % {"name": invitation.invited_by, "company": invitation.company},
            render_to_string(
                "accounts/mail/invitation.txt",
                {
                    "invitation": invitation,
                    "link": settings.SITE_URL + reverse("accounts:invitation", args=[secret]),
                },
            ),
            to=[invitation.email],
            headers={"Message-ID": f"<invitation-{invitation.pk}@{_domain()}>"},
        ).send()
    return True


def mail_text(*, subject: str, body: str, recipient: str, message_id: str) -> None:
    """Mail a finished text; the same ``message_id`` marks a second one as the same letter."""
    headers = {"Message-ID": f"<{message_id}@{_domain()}>"}
    EmailMessage(subject, body, to=[recipient], headers=headers).send()
