"""Who may look at private data, and who did."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.enums import RIGHTS, Right
from accounts.models import AccessLog, Company, Membership, User

PERMISSION = "accounts.look"


def belongs_to(user: User, company: Company | int) -> bool:
    """Whether the person is a member of the company, given as itself or by its id."""
    return Membership.objects.filter(user=user, company=company).exists()


def may_look(user: User, company: Company) -> bool:
    """Members who manage the company, and staff with the permission who do not belong to it."""
    if not user.is_active:
        return False
    if belongs_to(user, company):
        return manages(user, company)
    return user.is_staff and user.has_perm(PERMISSION)


def manages(user: User, company: Company) -> bool:
    """Whether the person is a member of the company who manages it."""
    return may(user, company, Right.MANAGE_COMPANY)


def may(user: User, company: Company, right: Right) -> bool:
    """Whether the person is a member of the company with that right."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return Membership.objects.filter(user=user, company=company, role__in=roles).exists()


def looks_at(company: Company) -> QuerySet[AccessLog]:
    """Every look at the company's private data, the latest first."""
    found = AccessLog.objects.filter(company=company).select_related("viewer")
    return found.order_by("-at", "-pk")
