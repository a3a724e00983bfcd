"""Founding a company and keeping its data."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.errors import BadInput
from accounts.models import Company, Membership, User


@transaction.atomic
def found_company(
    *,
    user: User,
    name: str,
    country: str = "CN",
    currency: str = "CNY",
    name_en: str = "",
    phone: str = "",
    at: datetime,
) -> Membership:
    """Open a company, and make its founder the owner. Raises BadInput without a name."""
    if not name.strip():
        raise BadInput(_("The company needs a name."), field="company_name")
    company = Company.objects.create(
        name=name.strip(),
        name_en=name_en.strip(),
        country=country,
        currency=currency,
        phone=phone,
        created_at=at,
    )
    return Membership.objects.create(company=company, user=user, role=Role.OWNER, created_at=at)


def set_spending_limit(*, company: Company, limit: Decimal | None) -> Company:
    """Purchases of a purchaser above ``limit`` (company's currency) wait for an approver.

    None: no limit. Raises BadInput below zero.
    """
    if limit is not None and limit < 0:
        raise BadInput(_("A spending limit is 0 or more."), field="spending_limit")
    company.spending_limit = limit
    company.save(update_fields=["spending_limit"])
    return company
