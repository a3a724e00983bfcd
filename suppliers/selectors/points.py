"""Reads of penalty points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum

from suppliers.models import Deduction, Supplier


def points_of(supplier: Supplier, at: datetime) -> int:
    """The penalty points that count at ``at``."""
    found = supplier.deductions.counting(at).aggregate(points=Sum("points"))
    return found["points"] or 0


def points_of_many(supplier_ids: Iterable[int], at: datetime) -> dict[int, int]:
    """The same by supplier, in one query; those without points are left out."""
    rows = Deduction.objects.counting(at).filter(supplier__in=set(supplier_ids))
    sums = rows.order_by().values_list("supplier").annotate(points=Sum("points"))
    return dict(sums)
