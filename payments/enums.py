from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class GatewayCode(models.TextChoices):
    """Ways to pay; ``settings.PAYMENT_GATEWAYS`` says which of them are offered."""

    SANDBOX = "sandbox", _("Sandbox Pay")
    BANK_TRANSFER = "bank_transfer", _("Bank transfer")


class AccountKind(models.TextChoices):
    """The ledger's accounts (rules §7). Those of a company come first."""

    BUYER_FUNDS = "buyer_funds", _("Buyer funds")
    SUPPLIER_BALANCE = "supplier_balance", _("Supplier balance")
    SUPPLIER_DEPOSIT = "supplier_deposit", _("Supplier deposit")
    ESCROW = "escrow", _("Escrow")
    GATEWAY_CLEARING = "gateway_clearing", _("Gateway clearing")
    COMMISSION = "commission", _("Platform commission")
    SUBSIDY_FUND = "subsidy_fund", _("Subsidy fund")
    COMPENSATION = "compensation", _("Compensation")


#: Accounts that belong to one company each; their balance is kept and never falls below zero.
OWNED = frozenset(
    {
        AccountKind.BUYER_FUNDS,
        AccountKind.SUPPLIER_BALANCE,
        AccountKind.SUPPLIER_DEPOSIT,
    }
)


class TransactionKind(models.TextChoices):
    PAYMENT = "payment", _("Payment received")
    ESCROW_HOLD = "escrow_hold", _("Held in escrow")
    SETTLEMENT = "settlement", _("Settled to the supplier")
    REFUND = "refund", _("Refunded to the buyer")
    PAYOUT = "payout", _("Paid out")
    PAYOUT_RETURN = "payout_return", _("Payout returned")
    DEPOSIT = "deposit", _("Deposit paid in")
    DEPOSIT_RETURN = "deposit_return", _("Deposit returned")
    COMPENSATION = "compensation", _("Compensation")
    SUBSIDY = "subsidy", _("Platform subsidy")
    FUNDING = "funding", _("Funding of a platform account")
    ACCOUNT_CHECK = "account_check", _("Check of a bank account")


class HistoryKind(models.TextChoices):
    """What the list of a company's payments tells of."""

    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")


class PaymentStatus(models.TextChoices):
    OPEN = "open", _("Waiting for payment")
    PAID = "paid", _("Paid")
    VOIDED = "voided", _("Replaced or withdrawn")
    EXPIRED = "expired", _("Expired")


PAYMENT_TRANSITIONS: Transitions = {
    PaymentStatus.PAID: frozenset({PaymentStatus.OPEN}),
    PaymentStatus.VOIDED: frozenset({PaymentStatus.OPEN}),
    PaymentStatus.EXPIRED: frozenset({PaymentStatus.OPEN}),
}


class AttemptStatus(models.TextChoices):
    STARTED = "started", _("Started")
    SUCCEEDED = "succeeded", _("Succeeded")
    DECLINED = "declined", _("Declined")
    RETURNED = "returned", _("Came too late or twice; goes back")


ATTEMPT_TRANSITIONS: Transitions = {
    AttemptStatus.SUCCEEDED: frozenset({AttemptStatus.STARTED, AttemptStatus.DECLINED}),
    AttemptStatus.RETURNED: frozenset({AttemptStatus.STARTED, AttemptStatus.DECLINED}),
    AttemptStatus.DECLINED: frozenset({AttemptStatus.STARTED}),
}


class NoticeOutcome(models.TextChoices):
    """What became of a gateway's notice."""

    ACCEPTED = "accepted", _("Accepted")
    REPEATED = "repeated", _("Had been settled before")
    BAD_SIGNATURE = "bad_signature", _("Signature does not fit")
    TOO_OLD = "too_old", _("Timestamp outside the window")
    UNKNOWN = "unknown", _("No such payment")
    WRONG_SUM = "wrong_sum", _("Amount differs")
    WRONG_CURRENCY = "wrong_currency", _("Currency differs")
    LATE = "late", _("The payment was closed; the money goes back")
    CONTRADICTS = "contradicts", _("Says otherwise than is booked; staff decide")


class RefundStatus(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    SENT = "sent", _("Sent to the gateway")
    DONE = "done", _("Refunded")
    FAILED = "failed", _("Failed; staff decide")


REFUND_TRANSITIONS: Transitions = {
    RefundStatus.REQUESTED: frozenset({RefundStatus.FAILED}),
    RefundStatus.SENT: frozenset({RefundStatus.REQUESTED}),
    RefundStatus.DONE: frozenset({RefundStatus.SENT}),
    RefundStatus.FAILED: frozenset({RefundStatus.REQUESTED, RefundStatus.SENT}),
}


class PayoutStatus(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    SENT = "sent", _("Sent to the bank")
    DONE = "done", _("Paid out")
    FAILED = "failed", _("Failed; back on the balance")


PAYOUT_TRANSITIONS: Transitions = {
    PayoutStatus.SENT: frozenset({PayoutStatus.REQUESTED}),
    # From failed where the bank paid it all the same: staff take it off the balance again.
    PayoutStatus.DONE: frozenset({PayoutStatus.SENT, PayoutStatus.FAILED}),
    PayoutStatus.FAILED: frozenset({PayoutStatus.REQUESTED, PayoutStatus.SENT}),
}


class TrialStatus(models.TextChoices):
    """A small transfer that shows whose a bank account is."""

    REQUESTED = "requested", _("Requested")
    SENT = "sent", _("Sent to the bank")
    ARRIVED = "arrived", _("Arrived")
    FAILED = "failed", _("Failed; back with the platform")


TRIAL_TRANSITIONS: Transitions = {
    TrialStatus.SENT: frozenset({TrialStatus.REQUESTED}),
    TrialStatus.ARRIVED: frozenset({TrialStatus.SENT}),
    TrialStatus.FAILED: frozenset({TrialStatus.REQUESTED, TrialStatus.SENT}),
}
