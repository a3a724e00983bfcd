"""Telling companies what happened to their money."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from accounts.enums import Right
from accounts.services.notices import tell
from payments.enums import PayoutStatus
from payments.models import PaymentAttempt, Payout, Refund
from payments.reasons import NO_REASON, in_words


def tell_received(*, attempt: PaymentAttempt, at: datetime) -> None:
    """A payment was settled while nobody looked at the page of it."""
    payment = attempt.payment
    tell(
        kind="payment_received",
        params={"payment": payment.number, "amount": (payment.amount, payment.currency)},
        url=payment.return_url or reverse("payments:pay", args=[payment.number]),
        key=f"payment-received:{attempt.reference}",
        at=at,
        company=payment.payer,
        rights=[Right.PAY],
    )


def tell_returned(*, attempt: PaymentAttempt, amount: Decimal, key: str, at: datetime) -> None:
    payment = attempt.payment
    tell(
        kind="money_returned",
        params={"payment": payment.number, "amount": (amount, attempt.currency)},
        url=reverse("payments:history"),
        key=f"money-returned:{key}",
        at=at,
        company=payment.payer,
        rights=[Right.PAY],
    )


def tell_refunded(*, refund: Refund, at: datetime) -> None:
    tell(
        kind="refund_done",
        params={
            "amount": (refund.amount, refund.currency),
            "subject": refund.subject,
            "reason": refund.reason,
        },
        url=reverse("payments:history"),
        key=f"refund-done:{refund.pk}",
        at=at,
        company=refund.payment.payer,
        rights=[Right.PAY],
    )


def tell_of_payout(*, payout: Payout, reason: str = "", at: datetime) -> None:
    """That it has arrived, or that it failed, with the ``reason`` where one was given."""
    tell(
        kind="payout_failed" if payout.status == PayoutStatus.FAILED else "payout_done",
        params={
            "payout": payout.number,
            "amount": (payout.amount, payout.currency),
            "account": str(payout.bank_account),
            "reason": in_words(reason or NO_REASON),
        },
        url=reverse("payments:payouts"),
        key=f"payout:{payout.number}:{payout.status}",
        at=at,
        company=payout.company,
        rights=[Right.SEE_MONEY],
    )
