"""Reads of a supplier's standing: what holds it, and how it came to be."""

from __future__ import annotations

from django.db.models import QuerySet

from suppliers.models import Hold, StandingEvent, Supplier


def open_holds(supplier: Supplier) -> QuerySet[Hold]:
    """What holds the supplier now, the newest first."""
    return supplier.holds.open().select_related("appeal", "deduction__appeal")


def moves_of(supplier: Supplier) -> QuerySet[StandingEvent]:
    """Every move of its standing, the newest first."""
    return supplier.events.order_by("-at", "-pk")
