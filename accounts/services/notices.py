"""Telling people what happened, in the page and by e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts import notices
from accounts.models import Company, Notice, User
from accounts.selectors.members import people_with
from common.outbox import send_after_commit


def tell(
    *,
    kind: str,
    params: Mapping[str, Any],
    url: str,
    key: str,
    at: datetime,
    users: Iterable[User] = (),
    company: Company | None = None,
    rights: Iterable[str] = (),
) -> list[Notice]:
    """Tell ``users``, or those in ``company`` who have one of ``rights``, and mail it on commit.

    ``kind`` was registered with ``accounts.notices``; ``params`` may hold text, whole numbers,
    datetimes, pairs of amount and currency, and members of Choices. A second call with the same
    ``key`` tells nobody twice. Returns the notices made now. Raises LookupError for a kind that
    is unknown.
    """
    notices.sentence(kind)
    people = list(users) or (people_with(company, rights) if company else [])
    if not people:
        return []
    told = set(Notice.objects.filter(key=key).values_list("user_id", flat=True))
    made = Notice.objects.bulk_create(
        [
            Notice(
                user=person,
                company=company,
                kind=kind,
                params=notices.pack(params),
                url=url,
                key=key,
                created_at=at,
            )
            for person in people
            if person.pk not in told
        ],
        ignore_conflicts=True,
    )
    if made:
        send_after_commit("accounts.tasks.mail_notices", key)
    return made


def mark_read(*, notice: Notice, at: datetime) -> Notice:
    """The first time it was read counts."""
    if Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at):
        notice.read_at = at
    return notice


def mark_all_read(*, user: User, at: datetime) -> int:
    """Mark what the person has not read; returns how many."""
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=at)


def purge_read(*, before: datetime) -> int:
    """Delete what was read before that moment; returns how many."""
    deleted, _by_model = Notice.objects.filter(read_at__lt=before).delete()
    return deleted
