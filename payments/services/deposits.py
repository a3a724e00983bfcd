"""A supplier's deposit with the platform."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Company, User
from accounts.notices import Phrase
from common.errors import DomainError
from common.formats import money
from payments.enums import AccountKind, PaymentStatus, TransactionKind
from payments.models import Payment, Refund
from payments.selectors.accounts import account, balance, balances
from payments.selectors.rates import BASE, converter
from payments.services import ledger, refunds
from payments.services.ledger import Posting
from payments.services.payments import open_payment
from policies.models import PolicyVersion
from policies.schemas import PaymentRules
from policies.selectors import in_force


class DepositTooLarge(DomainError):
    """More is to be paid in at once than the policy's maximum."""

    code = "deposit_too_large"


class NotOnDeposit(DomainError):
    """What is to be sent back does not lie on the deposit."""

    code = "not_on_deposit"


PURPOSE = "deposit"


def open_deposit(*, company: Company, amount: Decimal, currency: str, at: datetime) -> Payment:
    """Ask for ``amount`` to be paid in; it lies on the deposit once the payment is paid.

    Raises DepositTooLarge above the policy's maximum in CNY, NoRate, and what
    ``settings.DEPOSIT_GUARDS`` raise.
    """
    refuse_pledge(company=company, at=at)
    _refuse_too_large(amount, currency, at)
    return open_payment(
        payer=company,
        purpose=PURPOSE,
        amount=amount,
        currency=currency,
        title=Phrase(gettext_noop("Deposit")),
        return_url=reverse("payments:money"),
        at=at,
    )


def refuse_pledge(*, company: Company, at: datetime) -> None:
    """Raises what ``settings.DEPOSIT_GUARDS`` raise: the company has nothing to pledge for."""
    for path in settings.DEPOSIT_GUARDS:
        import_string(path)(company=company, at=at)


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


def give_back(
    *, company: Company, key: str, at: datetime, policy_version: PolicyVersion
) -> dict[str, Decimal]:
    """Return the whole deposit to the company's balance, once per ``key``; what, by currency.

    ``policy_version`` is that of the rules by which it is time.
    """
    returned = {}
    for currency, amount in balances(AccountKind.SUPPLIER_DEPOSIT, company).items():
        if amount > 0:
            _return(company, currency, amount, f"{key}:{currency}", at, policy_version)
            returned[currency] = amount
    return returned


def refund(*, payment: Payment, reason: str, actor: User, at: datetime) -> Refund:
    """Staff send what ``payment`` brought back the way it came, as far as it lies on the deposit.

    Once per payment. Raises NotOnDeposit where it is no paid deposit, or nothing of it is left.
    """
    key = f"deposit-refund:{payment.number}"
    sent = Refund.objects.filter(key=key).first()
    if sent is not None:  # by then less may lie there than it was over
        return sent
    lies = balance(AccountKind.SUPPLIER_DEPOSIT, payment.currency, payment.payer)
    if (payment.purpose, payment.status) != (PURPOSE, PaymentStatus.PAID) or lies <= 0:
        raise NotOnDeposit(
            _("Nothing that payment %(number)s brought lies on a deposit.")
            % {"number": payment.number}
        )
    return refunds.book(
        attempt=refunds.paying_attempt(payment),
        source=account(AccountKind.SUPPLIER_DEPOSIT, payment.currency, payment.payer),
        amount=min(payment.amount, lies),
        subject=payment.number,
        reason=reason,
        key=key,
        actor=actor,
        at=at,
    )


def _return(
    company: Company,
    currency: str,
    amount: Decimal,
    key: str,
    at: datetime,
    policy_version: PolicyVersion,
) -> None:
    deposit = account(AccountKind.SUPPLIER_DEPOSIT, currency, company)
    balance = account(AccountKind.SUPPLIER_BALANCE, currency, company)
    ledger.post(
        key=f"deposit-return:{key}",
        kind=TransactionKind.DEPOSIT_RETURN,
        at=at,
        entries=[Posting(deposit, -amount), Posting(balance, amount)],
        policy_version=policy_version,
    )
