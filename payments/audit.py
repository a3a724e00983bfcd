"""What ``manage.py audit_ledger`` runs: checks of the books, also those of apps above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from payments.selectors import books

#: Looks at the books and names what does not fit, a sentence each.
Check = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    text: str


_checks: dict[str, Check] = {
    "transactions sum to zero": books.unbalanced_transactions,
    "currencies sum to zero": books.unbalanced_currencies,
    "entries are in their account's currency": books.foreign_entries,
    "kept balances are the sums of their entries": books.wrong_balances,
    "escrow holds no less than nothing for any order": books.overdrawn_escrow,
    "what came in is booked": books.unbooked_attempts,
    "what goes back is booked": books.unbooked_refunds,
    "what is paid out is booked": books.unbooked_payouts,
    "what tries a bank account is booked": books.unbooked_trials,
    "gateways say no other than is booked": books.unanswered_notices,
}


def register(name: str, check: Check) -> None:
    """Add a check of an app above, when it is ready. Raises ValueError where the name is taken."""
    if name in _checks:
        raise ValueError(f"Two checks are called “{name}”")
    _checks[name] = check


def names() -> list[str]:
    return list(_checks)


def run() -> Iterator[Finding]:
    """Run every check; yields what does not fit."""
    for name, check in _checks.items():
        for text in check():
            yield Finding(name, text)
