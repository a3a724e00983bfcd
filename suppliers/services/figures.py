"""The figures of suppliers that cards and shops show; counted by whoever has the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from common.locking import lock_ids
from suppliers.models import Supplier


@dataclass(frozen=True, slots=True)
class Figures:
    """Rates are shares of 1, None where nothing was counted; ``parcels`` is the sample's size."""

    pickup_48h_rate: Decimal | None
    pickup_48h_parcels: int
    repeat_rate: Decimal | None
    sold_30d: int


@transaction.atomic
def record(*, figures: Mapping[int, Figures], at: datetime) -> None:
    """Write the figures of suppliers, by id, as counted at ``at``."""
    suppliers = lock_ids(Supplier, figures)
    names = list(Figures.__dataclass_fields__)
    for pk, supplier in suppliers.items():
        for name in names:
            setattr(supplier, name, getattr(figures[pk], name))
        supplier.figures_at = at
    Supplier.objects.bulk_update(suppliers.values(), [*names, "figures_at"], batch_size=500)
