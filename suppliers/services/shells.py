"""Suppliers of another system, known by their slugs alone: kept out of the market, to be scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.models import Company
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import HoldCause, Standing, SupplierKind
from suppliers.models import Hold, StandingEvent, Supplier

WHY = gettext_noop("Only a history of another system is known of it")
KEY = "shell"
BATCH = 1000


@transaction.atomic
def open_shells(*, slugs: Sequence[str], at: datetime) -> int:
    """Open a suspended shop for each slug that no shop has, named by it; returns how many.

    A hold keeps it suspended until an application of its company is approved.
    """
    known = set(Supplier.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    new = sorted(set(slugs) - known)
    for start in range(0, len(new), BATCH):
        _open(new[start : start + BATCH], at)
    return len(new)


def _open(slugs: Sequence[str], at: datetime) -> None:
    companies = Company.objects.bulk_create(Company(name=slug, created_at=at) for slug in slugs)
    suppliers = Supplier.objects.bulk_create(
        Supplier(
            company=company,
            slug=company.name,
            name=company.name,
            kind=SupplierKind.TRADER,
            joined_at=at,
            status=Standing.SUSPENDED,
        )
        for company in companies
    )
    version = in_force(StandingRules, at).version
    Hold.objects.bulk_create(
        Hold(
            supplier=supplier,
            cause=HoldCause.UNVETTED,
            key=KEY,
            standing=Standing.SUSPENDED,
            reason=WHY,
            since=at,
            policy_version=version,
        )
        for supplier in suppliers
    )
    StandingEvent.objects.bulk_create(
        StandingEvent(
            subject=supplier,
            at=at,
            target=Standing.SUSPENDED,
            reason=WHY,
            policy_version=version,
        )
        for supplier in suppliers
    )
