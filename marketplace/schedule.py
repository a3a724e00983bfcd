"""What the clock runs, and how often: the whole list, with each task named as its app names it."""

from __future__ import annotations

from typing import TypedDict

from celery.schedules import crontab


class Entry(TypedDict):
    """One entry of ``CELERY_BEAT_SCHEDULE``; ``schedule`` in seconds, or a time of the day."""

    task: str
    schedule: float | crontab


def every(seconds: float, task: str) -> dict[str, Entry]:
    """The entry that runs ``task`` every so many seconds, under its own name."""
    return {task: Entry(task=task, schedule=seconds)}


def daily(hour: int, minute: int, task: str) -> dict[str, Entry]:
    """The entry that runs ``task`` at this time of each day in the market's zone."""
    return {task: Entry(task=task, schedule=crontab(hour=hour, minute=minute))}


BEAT_SCHEDULE: dict[str, Entry] = {
    **every(3600, "accounts.tasks.expire_invitations"),
    **every(86_400, "accounts.tasks.purge_notices"),
    **every(86_400, "catalog.tasks.refresh_shops"),
    **every(60, "payments.tasks.expire_payments"),
    **every(300, "payments.tasks.send_what_was_left"),
    **every(300, "suppliers.tasks.check_what_was_left"),
    **every(300, "suppliers.tasks.expire_bank_checks"),
    **every(60, "orders.tasks.close_unpaid"),
    **every(60, "orders.tasks.complete_due"),
    **every(300, "orders.tasks.expire_requests"),
    **every(300, "orders.tasks.judge_parcels"),
    **every(86_400, "orders.tasks.refresh_figures"),
    # Late enough for what fell due yesterday to be judged.
    **daily(6, 30, "suppliers.tasks.nightly"),
    **every(300, "suppliers.tasks.end_holds"),
    **every(3600, "suppliers.tasks.open_supervised"),
    **every(3600, "suppliers.tasks.settle_removed"),
    **every(300, "suppliers.tasks.open_due_audits"),
    **every(900, "suppliers.tasks.watch_audits"),
    **every(86_400, "suppliers.tasks.draw_audit_visits"),
    **every(3600, "suppliers.tasks.run_out"),
}
