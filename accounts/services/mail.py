"""Notices by e-mail, each in its reader's language and zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Notice, User
from accounts.notices import said
from common.locking import take_due


def mail_notices(*, key: str, at: datetime) -> int:
    """Mail each notice of ``key`` that was not mailed yet; returns how many went out.

    A notice is marked in the transaction that sends it: where sending fails it stays unmarked and
    is tried again. The Message-ID is the same each time, so that a second one is recognised.
    """
    waiting = Notice.objects.filter(key=key, emailed_at__isnull=True)
    return sum(_mail_one(pk, at) for pk in waiting.order_by("pk").values_list("pk", flat=True))


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
