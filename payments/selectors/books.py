"""Checks of the books: each recomputes one thing from the entries and names what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Concat

from common.money import ZERO
from payments.enums import OWNED, AccountKind, AttemptStatus, PayoutStatus, TrialStatus
from payments.models import (
    Entry,
    GatewayNotice,
    LedgerAccount,
    PaymentAttempt,
    Payout,
    Refund,
    Transaction,
    TrialTransfer,
)


def unbalanced_transactions() -> Iterator[str]:
    sums = Entry.objects.values("transaction__key", "currency").annotate(off=Sum("amount"))
    for row in sums.exclude(off=0).order_by("transaction__key"):
        yield f"{row['transaction__key']} is off by {row['off']} {row['currency']}"
    counts = Transaction.objects.annotate(count=Count("entries"))
    for key, count in counts.filter(count__lt=2).order_by("pk").values_list("key", "count"):
        yield f"{key} has {count} entries"


def unbalanced_currencies() -> Iterator[str]:
    for currency, off in sums_by_currency().items():
        if off:
            yield f"{currency} is off by {off}"


def sums_by_currency() -> dict[str, Decimal]:
    """The sum of all entries of each currency; each should be zero."""
    sums = Entry.objects.values_list("currency").annotate(off=Sum("amount"))
    return dict(sums.order_by("currency"))


def foreign_entries() -> Iterator[str]:
    foreign = Entry.objects.exclude(currency=F("account__currency")).order_by("pk")
    for entry in foreign.select_related("account__company"):
        yield f"entry {entry.pk}: {entry.currency} on {entry.account}"


def wrong_balances() -> Iterator[str]:
    """Companies' accounts keep a balance; the platform's keep none."""
    summed = Coalesce(Sum("entries__amount", filter=Q(kind__in=OWNED)), ZERO)
    wrong = LedgerAccount.objects.annotate(summed=summed).exclude(balance=F("summed"))
    for account in wrong.select_related("company").order_by("pk"):
        yield f"{account}: {account.balance} kept, {account.summed} by its entries"


def overdrawn_escrow() -> Iterator[str]:
    held = Entry.objects.of(AccountKind.ESCROW).values_list("subject", "currency")
    for subject, currency, total in held.annotate(total=Sum("amount")).filter(total__lt=0):
        yield f"{subject or 'nothing'}: {total} {currency} held"


def unbooked_attempts() -> Iterator[str]:
    """Every attempt that brought money has its transaction."""
    ended = PaymentAttempt.objects.filter(
        status__in=(AttemptStatus.SUCCEEDED, AttemptStatus.RETURNED)
    )
    for reference in _without(ended, _key("payment:", "reference"), "reference"):
        yield f"payment {reference} is not booked"


def unbooked_refunds() -> Iterator[str]:
    for key in _without(Refund.objects.all(), _key("", "key"), "key"):
        yield f"refund {key} is not booked"


def unbooked_payouts() -> Iterator[str]:
    """Every payout has its transaction, and every failed one its return."""
    for number in _without(Payout.objects.all(), _key("payout:", "number"), "number"):
        yield f"payout {number} is not booked"
    failed = Payout.objects.filter(status=PayoutStatus.FAILED)
    for number in _without(failed, _key("payout-return:", "number"), "number"):
        yield f"payout {number} failed and is not back on the balance"
    returned = Exists(Transaction.objects.filter(key=_key("payout-return:", "number")))
    arrived = Payout.objects.filter(returned, status=PayoutStatus.DONE)
    for number in _without(arrived, _key("payout-again:", "number"), "number"):
        yield f"payout {number} arrived and is back on the balance too"


def unanswered_notices() -> Iterator[str]:
    """Where a gateway says otherwise than is booked, the books are not to be trusted yet."""
    for notice in GatewayNotice.objects.unanswered().order_by("pk"):
        yield f"{notice} says otherwise of {notice.about} than is booked"


def unbooked_trials() -> Iterator[str]:
    """Every trial transfer has its transaction, and every failed one its return."""
    for number in _without(TrialTransfer.objects.all(), _key("trial:", "number"), "number"):
        yield f"trial transfer {number} is not booked"
    failed = TrialTransfer.objects.filter(status=TrialStatus.FAILED)
    for number in _without(failed, _key("trial-return:", "number"), "number"):
        yield f"trial transfer {number} failed and is not back"


def _key(prefix: str, field: str) -> Concat:
    """The key under which a row should be booked."""
    return Concat(Value(prefix), OuterRef(field))


def _without(rows: QuerySet[Any], key: Concat, name: str) -> Iterator[str]:
    """``name`` of those of ``rows`` that have no transaction of ``key``."""
    unbooked = rows.exclude(Exists(Transaction.objects.filter(key=key)))
    yield from unbooked.order_by("pk").values_list(name, flat=True)
