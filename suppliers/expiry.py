"""What happens on which day as a document runs out (rules §4): days alone, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from policies.schemas import StandingRules
from suppliers.enums import ExpiryKind, Standing


@dataclass(frozen=True, slots=True)
class Step:
    """``days`` before the document runs out, of a reminder; else 0."""

    kind: ExpiryKind
    on: date
    days: int = 0

    @property
    def standing(self) -> Standing | None:
        """What the supplier is held at from this step on."""
        return _STANDINGS.get(self.kind)


_STANDINGS = {
    ExpiryKind.RESTRICTED: Standing.RESTRICTED,
    ExpiryKind.SUSPENDED: Standing.SUSPENDED,
    ExpiryKind.REMOVED: Standing.REMOVED,
}


def steps(expires_on: date, rules: StandingRules, *, is_needed: bool = True) -> list[Step]:
    """All of them in order. The document is valid to the end of ``expires_on``.

    A shop does not stand or fall by one that it need not show: only what needs it goes off sale.
    """
    expired = expires_on + timedelta(days=1)
    suspended = expired + timedelta(days=rules.document_suspend_days)
    removed = suspended + timedelta(days=rules.document_remove_days)
    reminders = [
        Step(ExpiryKind.REMINDED, expires_on - timedelta(days=days), days)
        for days in sorted(set(rules.reminder_days), reverse=True)
    ]
    if not is_needed:
        return [*reminders, Step(ExpiryKind.LAPSED, expired)]
    return [
        *reminders,
        Step(ExpiryKind.RESTRICTED, expired),
        Step(ExpiryKind.SUSPENDED, suspended),
        Step(ExpiryKind.REMOVED, removed),
    ]
