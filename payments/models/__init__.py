from payments.models.gateways import (
    GatewayNotice,
    Payment,
    PaymentAttempt,
    PaymentEvent,
    Refund,
    RefundEvent,
)
from payments.models.ledger import Entry, LedgerAccount, Transaction
from payments.models.payouts import BankAccount, Payout, PayoutEvent
from payments.models.rates import ExchangeRate

__all__ = [
    "BankAccount",
    "Entry",
    "ExchangeRate",
    "GatewayNotice",
    "LedgerAccount",
    "Payment",
    "PaymentAttempt",
    "PaymentEvent",
    "Payout",
    "PayoutEvent",
    "Refund",
    "RefundEvent",
    "Transaction",
]
