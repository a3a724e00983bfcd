"""What the clock runs for suppliers; each task may run twice, or twice at once, without harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from suppliers.services import holds

#: So many at a time; what is left waits for the next beat.
LIMIT = 500


@shared_task
def end_holds() -> int:
    """Lift the holds whose time is over; returns how many."""
    return len(holds.end_due(at=timezone.now(), limit=LIMIT))
