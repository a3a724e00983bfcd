"""Telling people what happened, in the page and by e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from accounts import notices
from accounts.models import Company, Notice, User
from accounts.selectors.members import roles_with
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
    datetimes, pairs of amount and currency, members of Choices, and what has a name in both
    languages. A second call with the same
    ``key`` tells nobody twice. Returns the notices made now. Raises LookupError for a kind that
    is unknown.
    """
    notices.sentence(kind)
    told = {
        "company_id": company.pk if company else None,
        "kind": kind,
        "params": notices.pack(params),
        "url": url,
        "key": key,
        "created_at": at,
    }
    named = [user.pk for user in users]
    if named:
        made = _make(told, _TO_THE_NAMED, [named])
    elif company:
        made = _make(told, _TO_MEMBERS, [company.pk, roles_with(rights)])
    else:
        made = []
    if made:
        send_after_commit("accounts.tasks.mail_notices", key)
    return made


_MAKE = """
    INSERT INTO accounts_notice (company_id, kind, params, url, key, created_at, user_id)
    SELECT %s, %s, %s, %s, %s, %s, id FROM accounts_user
    WHERE {to_whom} ORDER BY id
    ON CONFLICT (user_id, key) DO NOTHING RETURNING id, user_id
"""
_TO_THE_NAMED = _MAKE.format(to_whom="id = ANY(%s)")
_TO_MEMBERS = _MAKE.format(
    to_whom="""is_active AND id IN (
        SELECT user_id FROM accounts_membership WHERE company_id = %s AND role = ANY(%s))"""
)


def _make(told: dict[str, Any], statement: str, to_whom: list[Any]) -> list[Notice]:
    """A notice for each person that has none of this key yet, in one statement: an order tells
    both sides at every step, and often there is nobody to be told."""
    values = {**told, "params": json.dumps(told["params"])}.values()
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *to_whom])
        return [Notice(pk=pk, user_id=user_id, **told) for pk, user_id in cursor.fetchall()]


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
