"""Money for tests, by the ordinary services: the ledger refuses anything else."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from accounts.models import Company
from accounts.notices import Phrase
from accounts.tests.factories import CompanyFactory, UserFactory
from payments.enums import AccountKind, TransactionKind
from payments.models import BankAccount, Payment, PaymentAttempt, Payout, Refund
from payments.selectors.accounts import account
from payments.services import bank_accounts, escrow, ledger, payouts
from payments.services import payments as payment_services
from payments.services.ledger import Posting


def open_payment(
    payer: Company | None = None,
    amount: str = "100.00",
    currency: str = "CNY",
    purpose: str = "deposit",
    at: datetime | None = None,
) -> Payment:
    return payment_services.open_payment(
        payer=payer or CompanyFactory(),
        purpose=purpose,
        amount=Decimal(amount),
        currency=currency,
        title=Phrase("Test payment"),
        return_url="/after/",
        at=at or timezone.now(),
    )


def started_attempt(
    payment: Payment | None = None, gateway: str = "sandbox", at: datetime | None = None
) -> PaymentAttempt:
    payment = payment or open_payment(at=at)
    return payment_services.start_attempt(
        payment=payment, gateway=gateway, at=at or payment.created_at
    )


def pay(payment: Payment, at: datetime | None = None, gateway: str = "sandbox") -> Payment:
    """Pay it by ``gateway``, as its notice would."""
    at = at or payment.created_at
    attempt = started_attempt(payment, gateway, at)
    return payment_services.confirm_attempt(
        attempt=attempt,
        amount=payment.amount,
        currency=payment.currency,
        gateway_reference="TEST",
        at=at,
    )


def give_funds(
    company: Company,
    amount: str = "100.00",
    currency: str = "CNY",
    kind: str = AccountKind.BUYER_FUNDS,
) -> None:
    """Lay money from outside onto an account of ``company``."""
    subject = f"gift-{ledger.Transaction.objects.count()}"
    ledger.post(
        key=subject,
        kind=TransactionKind.FUNDING,
        at=timezone.now(),
        entries=[
            Posting(account(AccountKind.GATEWAY_CLEARING, currency), -Decimal(amount), subject),
            Posting(account(kind, currency, company), Decimal(amount), subject),
        ],
    )


def held(order_number: str, amount: str = "100.00", currency: str = "CNY") -> Company:
    """Have ``amount`` in escrow for an order; returns the buyer."""
    buyer = CompanyFactory()
    give_funds(buyer, amount, currency)
    escrow.hold(
        payer=buyer,
        order_number=order_number,
        amount=Decimal(amount),
        currency=currency,
        at=timezone.now(),
        key=f"hold:{order_number}",
    )
    return buyer


def refund_of(payment: Payment, amount: str = "10.00", order_number: str = "R-1") -> Refund:
    """Give part of a paid payment back, held in escrow for an order."""
    give_funds(payment.payer, amount, payment.currency)
    escrow.hold(
        payer=payment.payer,
        order_number=order_number,
        amount=Decimal(amount),
        currency=payment.currency,
        at=payment.created_at,
        key=f"hold:{order_number}",
    )
    return escrow.give_back(
        payment=payment,
        order_number=order_number,
        amount=Decimal(amount),
        currency=payment.currency,
        reason="Order closed",
        key=f"back:{order_number}",
        at=payment.created_at,
    )


def bank_account_of(
    company: Company, number: str = "6222 0202 0001 2345 678", currency: str = "CNY"
) -> BankAccount:
    """An account that payouts may go to."""
    added = bank_accounts.add(
        company=company,
        holder=company.name,
        bank="Test Bank",
        number=number,
        currency=currency,
        at=timezone.now(),
    )
    return bank_accounts.confirm(bank_account=added, at=timezone.now())


def ordered_payout(amount: str = "60.00", lies: str = "100.00", *, sent: bool = False) -> Payout:
    """A payout of ``amount`` from a balance of ``lies``, handed to the gateway or not yet."""
    company = CompanyFactory()
    give_funds(company, lies, kind=AccountKind.SUPPLIER_BALANCE)
    payout = payouts.request_payout(
        company=company,
        bank_account=bank_account_of(company),
        amount=Decimal(amount),
        key=f"payout-of-{company.pk}",
        actor=UserFactory(),
        at=timezone.now(),
    )
    return payouts.send(payout_id=payout.pk, at=timezone.now()) if sent else payout
