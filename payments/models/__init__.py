from payments.models.gateways import (
    AttemptEvent,
    GatewayNotice,
    Payment,
    PaymentAttempt,
    PaymentEvent,
    Refund,
    RefundEvent,
)
from payments.models.incoming import IncomingTransfer
from payments.models.ledger import Entry, LedgerAccount, Transaction
from payments.models.payouts import BankAccount, Payout, PayoutEvent
from payments.models.rates import ExchangeRate
from payments.models.trials import TrialEvent, TrialTransfer

__all__ = [
    "AttemptEvent",
    "BankAccount",
    "Entry",
    "ExchangeRate",
    "GatewayNotice",
    "IncomingTransfer",
    "LedgerAccount",
    "Payment",
    "PaymentAttempt",
    "PaymentEvent",
    "Payout",
    "PayoutEvent",
    "Refund",
    "RefundEvent",
    "Transaction",
    "TrialEvent",
    "TrialTransfer",
]
