"""A supplier's deposit with the platform."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Company
from accounts.notices import Phrase
from common.errors import DomainError
from common.formats import money
from payments.enums import AccountKind, TransactionKind
from payments.models import Payment
from payments.selectors.accounts import account, balances
from payments.selectors.rates import BASE, converter
from payments.services import ledger
from payments.services.ledger import Posting
from payments.services.payments import open_payment
from policies.schemas import PaymentRules
from policies.selectors import in_force


class DepositTooLarge(DomainError):
    """More is to be paid in at once than the policy's maximum."""

    code = "deposit_too_large"


def open_deposit(*, company: Company, amount: Decimal, currency: str, at: datetime) -> Payment:
    """Ask for ``amount`` to be paid in; it lies on the deposit once the payment is paid.

    Raises DepositTooLarge above the policy's maximum in CNY, and NoRate.
    """
    _refuse_too_large(amount, currency, at)
    return open_payment(
        payer=company,
        purpose="deposit",
        amount=amount,
        currency=currency,
        title=Phrase(gettext_noop("Deposit")),
        return_url=reverse("payments:money"),
        at=at,
    )


def _refuse_too_large(amount: Decimal, currency: str, at: datetime) -> None:
    maximum = in_force(PaymentRules, at).rules.deposit_maximum
    if converter(at)(amount, currency, BASE) > maximum:
        raise DepositTooLarge(
            _("At most %(maximum)s can be paid into the deposit at once.")
            % {"maximum": money(maximum, BASE)},
            field="amount",
            maximum=str(maximum),
        )


def settle(*, payment: Payment, at: datetime) -> None:
    """What a paid deposit payment does: from the payer's funds to its deposit."""
    funds = account(AccountKind.BUYER_FUNDS, payment.currency, payment.payer)
    deposit = account(AccountKind.SUPPLIER_DEPOSIT, payment.currency, payment.payer)
    ledger.post(
        key=f"deposit:{payment.number}",
        kind=TransactionKind.DEPOSIT,
        at=at,
        entries=[
            Posting(funds, -payment.amount, payment.number),
            Posting(deposit, payment.amount, payment.number),
        ],
    )


def give_back(*, company: Company, key: str, at: datetime) -> dict[str, Decimal]:
    """Return the whole deposit to the company's balance, once per ``key``; what, by currency."""
    returned = {}
    for currency, amount in balances(AccountKind.SUPPLIER_DEPOSIT, company).items():
        if amount > 0:
            _return(company, currency, amount, key, at)
            returned[currency] = amount
    return returned


def _return(company: Company, currency: str, amount: Decimal, key: str, at: datetime) -> None:
    deposit = account(AccountKind.SUPPLIER_DEPOSIT, currency, company)
    balance = account(AccountKind.SUPPLIER_BALANCE, currency, company)
    ledger.post(
        key=f"deposit-return:{key}:{currency}",
        kind=TransactionKind.DEPOSIT_RETURN,
        at=at,
        entries=[Posting(deposit, -amount), Posting(balance, amount)],
    )
