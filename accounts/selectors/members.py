"""Who belongs to which company, and may do what there."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.enums import RIGHTS
from accounts.models import Company, Membership, User


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships of companies that are open, oldest first; one query."""
    found = list(
        Membership.objects.filter(user=user, company__closed_at__isnull=True)
        .select_related("company")
        .order_by("pk")
    )
    for membership in found:
        membership.user = user  # known already: not to be asked for again
    return found


def members_of(company: Company) -> list[Membership]:
    """Everybody in the company, oldest first; one query."""
    return list(company.memberships.select_related("user").order_by("pk"))


def roles_with(rights: Iterable[str] = ()) -> list[str]:
    """Roles that have at least one of ``rights``; all of them where none is named."""
    wanted = set(rights)
    return [role for role, has in RIGHTS.items() if not wanted or wanted & has]
