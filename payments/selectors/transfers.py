"""Which attempt an incoming transfer may be meant for, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext, ngettext

from common.money import ZERO
from payments.enums import AttemptStatus, GatewayCode
from payments.models import IncomingTransfer, PaymentAttempt

MOST_PROPOSED = 10
#: Of those that are awaited, so many are looked at, the last ones begun first.
MOST_AWAITED = 1000
#: Characters by which what a payer typed may differ from a reference.
MOST_DIFFERENT = 2
#: How much each hint is worth: a reference says more than a sum, a sum more than a name.
NAMED, NEAR, SUM, PAYER = 8, 4, 3, 1
#: What is easily mistaken for a letter or digit of a reference.
_MISTAKEN = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attempt, what it still waits for, and the sentences that speak for it."""

    attempt: PaymentAttempt
    missing: Decimal
    hints: Sequence[str]
    worth: int


def awaited(attempts: QuerySet[PaymentAttempt]) -> QuerySet[PaymentAttempt]:
    """Those by bank transfer that are still to be paid, with what has ``come`` for them."""
    started = attempts.filter(gateway=GatewayCode.BANK_TRANSFER, status=AttemptStatus.STARTED)
    rows = started.select_related("payment__payer").annotate(come=Sum("transfers__amount"))
    return rows.order_by("-started_at")


def candidates(transfer: IncomingTransfer, attempts: QuerySet[PaymentAttempt]) -> list[Candidate]:
    """What the transfer may pay among ``attempts``, the likeliest first.

    Nothing for which only a name speaks.
    """
    waiting = awaited(attempts).filter(currency=transfer.currency)[:MOST_AWAITED]
    found = [_candidate(transfer, attempt) for attempt in waiting]
    likely = [candidate for candidate in found if candidate.worth > PAYER]
    return sorted(likely, key=lambda candidate: -candidate.worth)[:MOST_PROPOSED]


def _candidate(transfer: IncomingTransfer, attempt: Any) -> Candidate:
    missing = attempt.amount - (attempt.come or ZERO)
    hints = list(_hints(transfer, attempt, missing))
    return Candidate(
        attempt, missing, [said for said, _worth in hints], sum(worth for _said, worth in hints)
    )


def _hints(
    transfer: IncomingTransfer, attempt: PaymentAttempt, missing: Decimal
) -> Iterator[tuple[str, int]]:
    different = _different(_plain(attempt.reference), _plain(transfer.text))
    if different == 0:
        yield gettext("names its reference"), NAMED
    elif different <= MOST_DIFFERENT:
        said = ngettext(
            "%(count)d character of its reference differs",
            "%(count)d characters of its reference differ",
            different,
        )
        yield said % {"count": different}, NEAR
    if transfer.amount == missing:
        full = missing == attempt.amount
        yield gettext("the same sum") if full else gettext("the sum that is missing"), SUM
    if _is_payer(transfer, attempt):
        yield gettext("the same payer"), PAYER


def _is_payer(transfer: IncomingTransfer, attempt: PaymentAttempt) -> bool:
    payer = attempt.payment.payer
    name = transfer.payer_name.strip().casefold()
    return name in {known.casefold() for known in (payer.name, payer.name_en) if known}


def _different(reference: str, text: str) -> int:
    """How many characters of the reference would have to change for the text to contain it."""
    costs = [0] * (len(text) + 1)
    for row, wanted in enumerate(reference, 1):
        above, costs[0] = costs[0], row
        for column, typed in enumerate(text, 1):
            best = min(above + (wanted != typed), costs[column] + 1, costs[column - 1] + 1)
            above, costs[column] = costs[column], best
    return min(costs)


def payable(reference: str, attempts: QuerySet[PaymentAttempt]) -> PaymentAttempt | None:
    """The bank transfer of that reference, as staff typed it; money for ended ones goes back."""
    transfers = attempts.filter(gateway=GatewayCode.BANK_TRANSFER)
    return transfers.select_related("payment").filter(reference__iexact=reference.strip()).first()


def matched_total(attempt: PaymentAttempt) -> Decimal:
    """What has come in for it by now, in its currency."""
    return attempt.transfers.aggregate(total=Sum("amount"))["total"] or ZERO


def _plain(text: str) -> str:
    """Banks drop hyphens, put in blanks and change case; people mistake O for zero."""
    return re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_MISTAKEN)
