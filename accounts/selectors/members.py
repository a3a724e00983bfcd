"""Who belongs to which company, and may do what there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from accounts.enums import RIGHTS
from accounts.models import Company, Membership, User
from common.rows import columns, made, width

_OPEN_MEMBERSHIPS = f"""
    SELECT {columns(Membership, "m")}, {columns(Company, "c")}
    FROM accounts_membership m JOIN accounts_company c ON c.id = m.company_id
    WHERE m.user_id = %s AND c.closed_at IS NULL ORDER BY m.id
"""  # noqa: S608 — columns of models


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships of companies that are open, oldest first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_MEMBERSHIPS, [user.pk])
        rows = cursor.fetchall()
    return [_membership(user, row) for row in rows]


def _membership(user: User, row: tuple[Any, ...]) -> Membership:
    split = width(Membership)
    membership = made(Membership, row[:split])
    membership.company = made(Company, row[split:])
    membership.user = user  # known already: not to be asked for again
    return membership


def members_of(company: Company) -> list[Membership]:
    """Everybody in the company, oldest first; one query."""
    return list(company.memberships.select_related("user").order_by("pk"))


def roles_with(rights: Iterable[str] = ()) -> list[str]:
    """Roles that have at least one of ``rights``; all of them where none is named."""
    wanted = set(rights)
    return [role for role, has in RIGHTS.items() if not wanted or wanted & has]
