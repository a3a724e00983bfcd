"""What runs behind for suppliers; each task may run twice, or twice at once, without harm."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from celery import shared_task
from django.utils import timezone

from common.sweep import each_alone
from suppliers import nightly as night
from suppliers.services import (
    audit_clock,
    audits,
    bank_checks,
    checks,
    draws,
    expiry,
    holds,
    reading,
    settlements,
    spot_checks,
)

#: So many at a time; what is left waits for the next beat.
LIMIT = 500


@shared_task
def end_holds() -> int:
    """Lift the holds whose time is over; returns how many."""
    return len(holds.end_due(at=timezone.now(), limit=LIMIT))


@shared_task
def run_checks(application_id: int, round_number: int) -> None:
    """The automatic checks of an application as it was submitted."""
    checks.run_checks(application_id=application_id, round_number=round_number, at=timezone.now())


@shared_task
def check_revision(revision_id: int) -> None:
    """The automatic checks of a document that a supplier renewed."""
    checks.check_revision(revision_id=revision_id, at=timezone.now())


@shared_task
def read_licence(revision_id: int, application_id: int | None, round_number: int) -> None:
    """Read a licence by machine, where that is installed, and compare it with what was typed."""
    reading.read_licence(
        revision_id=revision_id,
        application_id=application_id,
        round_number=round_number,
        at=timezone.now(),
    )


@shared_task
def check_what_was_left() -> None:
    """Check the applications and renewed documents, and read the licences, whose task was lost
    with its broker."""
    now = timezone.now()
    each_alone(partial(step, now) for step in (_check_left, _check_renewals_left, _read_left))


def _check_left(now: datetime) -> None:
    for application_id, round_number in checks.left_behind(at=now, limit=LIMIT):
        run_checks.delay(application_id, round_number)


def _check_renewals_left(now: datetime) -> None:
    for revision_id in checks.renewals_left_behind(at=now, limit=LIMIT):
        check_revision.delay(revision_id)


def _read_left(now: datetime) -> None:
    for revision_id, of_application, round_number in reading.left_behind(at=now, limit=LIMIT):
        read_licence.delay(revision_id, of_application, round_number)


@shared_task
def expire_bank_checks() -> int:
    """End the checks of bank accounts whose time is over; returns how many."""
    return len(bank_checks.expire_due(at=timezone.now(), limit=LIMIT))


@shared_task
def settle_removed() -> int:
    """Settle the money of removed suppliers with nothing left open; returns how many it saw."""
    return len(settlements.settle_due(at=timezone.now(), limit=LIMIT))


@shared_task
def open_due_audits() -> int:
    """Plan audits of new suppliers, and open those whose time has come; returns how many."""
    now = timezone.now()
    steps = (audits.plan_new, audits.open_due)
    _planned, opened = each_alone(partial(step, at=now, limit=LIMIT) for step in steps)
    return len(opened)


@shared_task
def watch_audits() -> int:
    """Remind of audits and conditions, and restrict where they are overdue; returns how many."""
    now = timezone.now()
    steps = (audit_clock.watch_audits, audit_clock.watch_conditions)
    return sum(map(len, each_alone(partial(step, at=now, limit=LIMIT) for step in steps)))


@shared_task
def draw_audit_visits() -> int:
    """Draw which of the audits opened since yesterday get a site visit; returns how many."""
    drawn = draws.draw_audit_visits(at=timezone.now(), limit=10 * LIMIT)
    return len(drawn.chosen) if drawn else 0


@shared_task
def run_out() -> int:
    """Remind of documents that run out, and hold those who let them; returns how many."""
    return len(expiry.run_due(at=timezone.now(), limit=LIMIT))


@shared_task(soft_time_limit=3000, time_limit=3060)
def nightly() -> list[str]:
    """All that is done for suppliers once a day, in its order; returns the steps."""
    return night.run(at=timezone.now())


@shared_task
def open_supervised() -> int:
    """Plan the samples that are due under supervision; returns how many."""
    return len(spot_checks.open_supervised(at=timezone.now(), limit=LIMIT))
