"""Escrow (rules §7): what a buyer paid is held until the order completes or is refunded.

Callers hold the lock of the order; that is what makes the check of what is held a sure one.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Company
from common.errors import DomainError
from payments.enums import AccountKind, TransactionKind
from payments.models import Payment, Refund, Transaction
from payments.selectors.accounts import account, escrow_held
from payments.services import ledger, refunds
from payments.services.ledger import Posting
from policies.models import PolicyVersion


class EscrowShort(DomainError):
    """Less is held for the order than is to leave escrow."""

    code = "escrow_short"


def hold(
    *, payer: Company, order_number: str, amount: Decimal, currency: str, at: datetime, key: str
) -> Transaction:
    """Move ``amount`` of the payer's funds into escrow for the order, once per ``key``.

    Raises InsufficientFunds where the payer's funds do not suffice.
    """
    return ledger.post(
        key=key,
        kind=TransactionKind.ESCROW_HOLD,
        at=at,
        entries=[
            Posting(account(AccountKind.BUYER_FUNDS, currency, payer), -amount, order_number),
            Posting(account(AccountKind.ESCROW, currency), amount, order_number),
        ],
    )


def settle(
    *,
    order_number: str,
    supplier_company: Company,
    amount: Decimal,
    commission: Decimal,
    currency: str,
    at: datetime,
    policy_version: PolicyVersion | None,
) -> Transaction:
    """Release ``amount`` from escrow: ``commission`` to the platform, the rest to the supplier.

    Once per order. Raises EscrowShort where less is held, ValueError where the commission is
    not between 0 and ``amount``.
    """
    if not 0 <= commission <= amount:
        raise ValueError(f"commission {commission} of {amount}")
    supplier = account(AccountKind.SUPPLIER_BALANCE, currency, supplier_company)
    postings = [
        Posting(account(AccountKind.ESCROW, currency), -amount, order_number),
        Posting(supplier, amount - commission, order_number),
        Posting(account(AccountKind.COMMISSION, currency), commission, order_number),
    ]
    with transaction.atomic(savepoint=False):
        booked = ledger.post(
            key=f"settle:{order_number}",
            kind=TransactionKind.SETTLEMENT,
            at=at,
            entries=[posting for posting in postings if posting.amount],
            policy_version=policy_version,
        )
        _refuse_overdrawn(order_number, currency)
    return booked


def give_back(
    *,
    payment: Payment,
    order_number: str,
    amount: Decimal,
    currency: str,
    reason: str,
    key: str,
    at: datetime,
) -> Refund:
    """Send ``amount`` held for the order back to its payer, once per ``key``.

    Booked at once; a task sends it through the gateway that took the money. Raises EscrowShort
    where less is held, RefundTooLarge where less of the payment is left.
    """
    with transaction.atomic(savepoint=False):
        refund = refunds.book(
            attempt=refunds.paying_attempt(payment),
            source=account(AccountKind.ESCROW, currency),
            amount=amount,
            subject=order_number,
            reason=reason,
            key=key,
            at=at,
        )
        _refuse_overdrawn(order_number, currency)
    return refund


def _refuse_overdrawn(order_number: str, currency: str) -> None:
    held = escrow_held(order_number, currency)
    if held < 0:
        raise EscrowShort(
            _("%(missing)s %(currency)s more would leave escrow than is held for order %(order)s.")
            % {"missing": -held, "currency": currency, "order": order_number},
            missing=str(-held),
        )
