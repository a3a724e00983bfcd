"""What the clock runs for orders; each task may run twice, or twice at once, without harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from orders.services import cancel, complete, facts, figures, requests

#: So many at a time; what is left waits for the next beat.
LIMIT = 500


@shared_task
def close_unpaid() -> int:
    """Close the orders that were not paid in time; returns how many."""
    return len(cancel.close_unpaid(at=timezone.now(), limit=LIMIT))


@shared_task
def complete_due() -> int:
    """Complete the orders whose time is over; returns how many."""
    return len(complete.complete_due(at=timezone.now(), limit=LIMIT))


@shared_task
def expire_requests() -> int:
    """Expire the purchases that nobody decided in time; returns how many."""
    return len(requests.expire_due(at=timezone.now(), limit=LIMIT))


@shared_task
def judge_parcels() -> int:
    """Judge the parcels that fell due some hours ago; returns of how many orders."""
    return len(facts.judge_due(at=timezone.now(), limit=LIMIT))


@shared_task
def refresh_figures() -> int:
    """Count anew what products and shops sold; returns how many products."""
    return figures.refresh(at=timezone.now())
