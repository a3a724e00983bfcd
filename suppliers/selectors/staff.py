"""Which staff may act on a company's affairs: nobody whose own company it is (rules §3)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import Company, User

INSPECTOR = "suppliers.inspect_sitevisit"
AUDITOR = "suppliers.change_audit"


def inspectors(company: Company | None = None) -> QuerySet[User]:
    """Staff who make site visits; with ``company``, without those who belong to it."""
    found = _who_may(INSPECTOR)
    return found.exclude(memberships__company=company) if company else found


def auditors() -> QuerySet[User]:
    """Staff who hold audits."""
    return _who_may(AUDITOR)


def _who_may(permission: str) -> QuerySet[User]:
    codename = permission.partition(".")[2]
    granted = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    return User.objects.filter(
        granted | Q(is_superuser=True), is_active=True, is_staff=True
    ).distinct()
