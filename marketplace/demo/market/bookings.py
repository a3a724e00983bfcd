"""What past orders booked in the ledger, under the keys that the services give."""

from __future__ import annotations

from accounts.models import Company
from orders.models import Order, PaymentStage
from orders.selectors.money import commission_of
from orders.selectors.rules import payment_rules_of
from payments.enums import AccountKind, TransactionKind
from payments.models import LedgerAccount, PaymentAttempt
from payments.selectors.accounts import account
from payments.services.ledger import Draft, Posting


class Bookings:
    """Makes drafts for the ledger; asks for each account once."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[str, str, int | None], LedgerAccount] = {}

    def paid(self, order: Order, stage: PaymentStage, attempt: PaymentAttempt) -> list[Draft]:
        """From outside to the buyer's funds, and from there to escrow."""
        payment, amount, currency = attempt.payment, order.total, order.currency
        outside = self._account(AccountKind.GATEWAY_CLEARING, currency)
        funds = self._account(AccountKind.BUYER_FUNDS, currency, order.buyer)
        escrow = self._account(AccountKind.ESCROW, currency)
        return [
            Draft(
                key=f"payment:{attempt.reference}",
                kind=TransactionKind.PAYMENT,
                at=attempt.started_at,
                entries=[
                    Posting(outside, -amount, payment.number),
                    Posting(funds, amount, payment.number),
                ],
            ),
            Draft(
                key=f"hold:{payment.number}:{stage.pk}",
                kind=TransactionKind.ESCROW_HOLD,
                at=attempt.started_at,
                entries=[
                    Posting(funds, -amount, order.number),
                    Posting(escrow, amount, order.number),
                ],
            ),
        ]

    def settled(self, order: Order) -> Draft:
        """From escrow to the supplier, less commission; the order is completed."""
        assert order.completed_at is not None
        commission, currency = commission_of(order, order.total), order.currency
        company = order.supplier.company
        shares = (
            (self._account(AccountKind.ESCROW, currency), -order.total),
            (
                self._account(AccountKind.SUPPLIER_BALANCE, currency, company),
                order.total - commission,
            ),
            (self._account(AccountKind.COMMISSION, currency), commission),
        )
        return Draft(
            key=f"settle:{order.number}",
            kind=TransactionKind.SETTLEMENT,
            at=order.completed_at,
            entries=[Posting(into, amount, order.number) for into, amount in shares if amount],
            policy_version=payment_rules_of(order).version,
        )

    def _account(self, kind: str, currency: str, company: Company | None = None) -> LedgerAccount:
        key = (kind, currency, company.pk if company else None)
        if key not in self._accounts:
            self._accounts[key] = account(kind, currency, company)
        return self._accounts[key]
