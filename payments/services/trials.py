"""Trial transfers: sent to a bank account, for its holder to read off the statement and name."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import User
from common import status
from common.money import minor_unit
from common.outbox import send_after_commit
from payments import gateways
from payments.enums import (
    TRIAL_TRANSITIONS,
    AccountKind,
    TransactionKind,
    TrialStatus,
)
from payments.models import BankAccount, TrialEvent, TrialTransfer
from payments.numbers import fresh
from payments.selectors.accounts import account
from payments.services import ledger, outgoing
from payments.services.ledger import Posting

SEND_TASK = "payments.tasks.send_trial"


@transaction.atomic
def order_trial(
    *, bank_account: BankAccount, most: int, actor: User | None, at: datetime
) -> TrialTransfer:
    """Order a transfer of 1 to ``most`` of the currency's smallest units, drawn at random.

    The platform pays it from its commission.
    """
    currency = bank_account.currency
    trial = TrialTransfer.objects.create(
        number=fresh("V", at),
        bank_account=bank_account,
        amount=_drawn(most, currency),
        currency=currency,
        requested_at=at,
    )
    TrialEvent.objects.create(subject=trial, at=at, actor=actor, target=trial.status)
    _book(trial, f"trial:{trial.number}", trial.amount, at)
    send_after_commit(SEND_TASK, trial.pk)
    return trial


def _drawn(most: int, currency: str) -> Decimal:
    return (secrets.randbelow(most) + 1) * minor_unit(currency)


def _book(trial: TrialTransfer, key: str, amount: Decimal, at: datetime) -> None:
    """Out of the platform's commission, or back where ``amount`` is negative."""
    ledger.post(
        key=key,
        kind=TransactionKind.ACCOUNT_CHECK,
        at=at,
        entries=[
            Posting(account(AccountKind.COMMISSION, trial.currency), -amount, trial.number),
            Posting(account(AccountKind.GATEWAY_CLEARING, trial.currency), amount, trial.number),
        ],
    )


def send(*, trial_id: int, at: datetime) -> TrialTransfer:
    """Hand it to the gateway, as payouts are; repeating it is safe.

    Raises Unavailable where the gateway does not answer: try again later.
    """
    return outgoing.hand_over(
        TrialTransfer.objects.filter(pk=trial_id),
        move=_move,
        ask=gateways.get(settings.PAYOUT_GATEWAY).payout,
        fail=lambda trial, reason: fail(trial=trial, reason=reason, at=at),
        at=at,
    )


def left_behind(*, at: datetime, limit: int) -> list[int]:
    """Ids of those whose task was lost, or that the gateway never answered."""
    rows = TrialTransfer.objects.all()
    answered = outgoing.paid_by_gateway(rows)
    return outgoing.left_behind(rows, answered=answered, at=at, limit=limit)


@transaction.atomic
def finish(*, trial: TrialTransfer, at: datetime, actor: User | None = None) -> TrialTransfer:
    """It stands on the account's statement. Raises WrongStatus where it had not been sent."""
    _move(trial, TrialStatus.ARRIVED, at=at, actor=actor, ended_at=at)
    _tell(trial, at)
    return trial


@transaction.atomic
def fail(
    *, trial: TrialTransfer, reason: str, at: datetime, actor: User | None = None
) -> TrialTransfer:
    """The bank would not take it: the money is the platform's again. Raises WrongStatus."""
    _move(trial, TrialStatus.FAILED, at=at, actor=actor, reason=reason, ended_at=at)
    _book(trial, f"trial-return:{trial.number}", -trial.amount, at)
    _tell(trial, at)
    return trial


def _tell(trial: TrialTransfer, at: datetime) -> None:
    """Call what ``settings.TRIAL_ENDED`` names, ``(*, trial, at) -> None``, in this transaction."""
    for path in settings.TRIAL_ENDED:
        import_string(path)(trial=trial, at=at)


def _move(trial: TrialTransfer, to: str, *, at: datetime, **given: Any) -> TrialTransfer:
    return status.move(trial, to, table=TRIAL_TRANSITIONS, events=TrialEvent, at=at, **given)
