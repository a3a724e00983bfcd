"""Work behind the pages. Each may run twice without harm."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from celery import shared_task
from django.utils import timezone

from common.sweep import each_alone
from payments.gateways.base import Unavailable
from payments.services import bank_transfers, payments, payouts, refunds, sandbox, trials

BATCH = 500
RETRY = {
    "autoretry_for": (Unavailable,),
    "retry_backoff": 2,
    "retry_backoff_max": 600,
    "max_retries": 10,
}


@shared_task(**RETRY)
def send_refund(refund_id: int) -> None:
    refunds.send(refund_id=refund_id, at=timezone.now())


@shared_task(**RETRY)
def send_payout(payout_id: int) -> None:
    payouts.send(payout_id=payout_id, at=timezone.now())


@shared_task(**RETRY)
def send_trial(trial_id: int) -> None:
    trials.send(trial_id=trial_id, at=timezone.now())


@shared_task
def send_what_was_left() -> None:
    """Send refunds, payouts and trial transfers whose task was lost with its broker."""
    now = timezone.now()
    kinds = ((refunds, send_refund), (payouts, send_payout), (trials, send_trial))
    each_alone(partial(_send_left, service, task, now) for service, task in kinds)


def _send_left(service: Any, task: Any, now: datetime) -> None:
    for pk in service.left_behind(at=now, limit=BATCH):
        task.delay(pk)


@shared_task
def expire_payments() -> None:
    """Close the payments whose time is over, a batch at a time; part payments go back."""
    now = timezone.now()
    each_alone(
        (
            partial(payments.expire_due, at=now, batch=BATCH),
            partial(bank_transfers.return_part_payments, at=now, batch=BATCH),
        )
    )


@shared_task(**RETRY)
def deliver_sandbox_notice(notice: dict[str, Any]) -> None:
    """The sandbox gateway's own: send a notice to the market."""
    sandbox.deliver(notice=notice, at=timezone.now())
