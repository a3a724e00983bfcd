"""Which attempt an incoming transfer may be meant for."""

from __future__ import annotations

import re
from decimal import Decimal

from django.db.models import QuerySet, Sum

from common.money import ZERO
from payments.enums import AttemptStatus, GatewayCode
from payments.models import IncomingTransfer, PaymentAttempt

MOST_PROPOSED = 10


def awaited() -> QuerySet[PaymentAttempt]:
    """Attempts by bank transfer that are still to be paid."""
    return PaymentAttempt.objects.filter(
        gateway=GatewayCode.BANK_TRANSFER, status=AttemptStatus.STARTED
    ).select_related("payment__payer")


def proposals(transfer: IncomingTransfer) -> list[PaymentAttempt]:
    """What the transfer may pay: those whose reference it names, else those of its very sum."""
    named = [a for a in awaited() if _plain(a.reference) in _plain(transfer.text)]
    if named:
        return named
    same_sum = awaited().filter(amount=transfer.amount, currency=transfer.currency)
    return list(same_sum.order_by("-started_at")[:MOST_PROPOSED])


def payable(reference: str) -> PaymentAttempt | None:
    """The bank transfer of that reference, as staff typed it; money for ended ones goes back."""
    attempts = PaymentAttempt.objects.filter(gateway=GatewayCode.BANK_TRANSFER)
    return attempts.select_related("payment").filter(reference__iexact=reference.strip()).first()


def matched_total(attempt: PaymentAttempt) -> Decimal:
    """What has come in for it by now, in its currency."""
    return attempt.transfers.aggregate(total=Sum("amount"))["total"] or ZERO


def _plain(text: str) -> str:
    """Banks drop hyphens, put in blanks and change case."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())
