"""A supplier's balance on its way to the supplier's bank."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import Company, User
from common import status
from common.errors import DomainError, refuse_reused
from common.formats import money
from common.locking import lock
from common.outbox import send_after_commit
from common.status import Transitions
from payments import gateways
from payments.enums import (
    PAYOUT_TRANSITIONS,
    AccountKind,
    PayoutStatus,
    TransactionKind,
)
from payments.models import BankAccount, Payout, PayoutEvent
from payments.numbers import fresh
from payments.selectors.accounts import account
from payments.selectors.payouts import bank_accounts_of
from payments.selectors.rates import BASE, converter
from payments.services import ledger, outgoing
from payments.services.ledger import Posting
from payments.services.telling import tell_of_payout
from policies.schemas import PaymentRules
from policies.selectors import in_force

SEND_TASK = "payments.tasks.send_payout"


class PayoutTooSmall(DomainError):
    """Less is to be paid out than the policy's minimum."""

    code = "payout_too_small"


def request_payout(
    *,
    company: Company,
    bank_account: BankAccount,
    amount: Decimal,
    key: str,
    actor: User,
    at: datetime,
) -> Payout:
    """Take ``amount`` of the supplier's balance, in the account's currency, and order its transfer.

    Once per ``key``, also when the account is out of use by then; raises KeyReused where it
    ordered another. Raises PayoutTooSmall,
    InsufficientFunds, NoRate, and what ``settings.PAYOUT_GUARDS`` raise; DoesNotExist for an
    account that is another company's, not confirmed or out of use. What was ordered is sent,
    whatever becomes of the company.
    """
    with transaction.atomic():
        usable = lock(bank_accounts_of(company))  # two requests under one key come in turn
        repeated = Payout.objects.filter(key=key).first()
        if repeated is not None:
            to = {"company_id": company.pk, "bank_account_id": bank_account.pk}
            refuse_reused(repeated, **to, amount=amount)
            return repeated
        target = _one_of(usable, bank_account)
        for path in settings.PAYOUT_GUARDS:
            import_string(path)(company=company, at=at)
        rules = in_force(PaymentRules, at)
        _refuse_too_small(amount, target.currency, rules.rules.payout_minimum, at)
        payout = Payout.objects.create(
            number=fresh("W", at),
            company=company,
            bank_account=target,
            amount=amount,
            currency=target.currency,
            key=key,
            requested_by=actor,
            requested_at=at,
        )
        _book(
            payout,
            "payout",
            TransactionKind.PAYOUT,
            amount,
            at=at,
            actor=actor,
            policy_version=rules.version,
        )
        send_after_commit(SEND_TASK, payout.pk)
    return payout


def _one_of(usable: list[BankAccount], wanted: BankAccount) -> BankAccount:
    for one in usable:
        if one == wanted:
            return one
    raise BankAccount.DoesNotExist(wanted.pk)


def _refuse_too_small(amount: Decimal, currency: str, minimum: Decimal, at: datetime) -> None:
    if amount <= 0 or converter(at)(amount, currency, BASE) < minimum:
        raise PayoutTooSmall(
            _("The smallest payout is %(minimum)s.") % {"minimum": money(minimum, BASE)},
            field="amount",
            minimum=str(minimum),
        )


def _book(payout: Payout, key: str, kind: TransactionKind, amount: Decimal, **given: Any) -> None:
    """Take ``amount`` off the balance, to where it is cleared; less than zero puts it back."""
    balance = account(AccountKind.SUPPLIER_BALANCE, payout.currency, payout.company)
    clearing = account(AccountKind.GATEWAY_CLEARING, payout.currency)
    ledger.post(
        key=f"{key}:{payout.number}",
        kind=kind,
        entries=[
            Posting(balance, -amount, payout.number),
            Posting(clearing, amount, payout.number),
        ],
        **given,
    )


def send(*, payout_id: int, at: datetime) -> Payout:
    """Hand the payout to the gateway; repeating it is safe, as gateways know it by its number.

    What the gateway refuses goes back to the balance. Raises Unavailable where the gateway does
    not answer: try again later.
    """
    return outgoing.hand_over(
        Payout.objects.filter(pk=payout_id),
        move=_move,
        ask=gateways.get(settings.PAYOUT_GATEWAY).payout,
        fail=lambda payout, reason: fail(payout=payout, reason=reason, at=at),
        at=at,
    )


def left_behind(*, at: datetime, limit: int) -> list[int]:
    """Ids of those whose task was lost, or that the gateway never answered.

    Where staff pay out by bank transfer, none is asked for twice.
    """
    rows = Payout.objects.all()
    answered = outgoing.paid_by_gateway(rows)
    return outgoing.left_behind(rows, answered=answered, at=at, limit=limit)


def finish(*, payout: Payout, at: datetime, actor: User | None = None) -> Payout:
    """The money has arrived. Raises WrongStatus where it had not been sent."""
    with transaction.atomic():
        _move(payout, PayoutStatus.DONE, _ON_ITS_WAY, at=at, actor=actor, done_at=at)
        tell_of_payout(payout=payout, at=at)
    return payout


def fail(*, payout: Payout, reason: str, at: datetime, actor: User | None = None) -> Payout:
    """It could not be paid: the money is back on the balance. Raises WrongStatus if ended."""
    with transaction.atomic():
        _move(payout, PayoutStatus.FAILED, at=at, actor=actor, reason=reason)
        _book(
            payout,
            "payout-return",
            TransactionKind.PAYOUT_RETURN,
            -payout.amount,
            at=at,
            actor=actor,
            memo=reason[:200],
        )
        tell_of_payout(payout=payout, reason=reason, at=at)
    return payout


def arrived_after_all(*, payout: Payout, reason: str, actor: User, at: datetime) -> Payout:
    """The bank paid what counted as failed: take it off the balance again.

    Raises WrongStatus where it has not failed, InsufficientFunds where the balance is spent.
    """
    with transaction.atomic():
        _move(payout, PayoutStatus.DONE, _BACK, at=at, actor=actor, reason=reason, done_at=at)
        _book(
            payout,
            "payout-again",
            TransactionKind.PAYOUT,
            payout.amount,
            at=at,
            actor=actor,
            memo=reason[:200],
        )
        tell_of_payout(payout=payout, at=at)
    return payout


#: The table, where only one of the ways to its end is meant.
_ON_ITS_WAY: Transitions = {**PAYOUT_TRANSITIONS, PayoutStatus.DONE: frozenset({PayoutStatus.SENT})}
_BACK: Transitions = {**PAYOUT_TRANSITIONS, PayoutStatus.DONE: frozenset({PayoutStatus.FAILED})}


def _move(
    payout: Payout,
    to: str,
    table: Transitions = PAYOUT_TRANSITIONS,
    *,
    at: datetime,
    **given: Any,
) -> Payout:
    return status.move(payout, to, table=table, events=PayoutEvent, at=at, **given)
