"""Which colour of meaning a status word has, so that one word looks the same on every page."""

from __future__ import annotations

NEUTRAL, INFO, GOOD, WARN, BAD = "neutral", "info", "good", "warn", "bad"

_WORDS = {
    INFO: """
        accepted announced awaiting_shipment handed_over held in_review in_transit open
        out_for_delivery partly_shipped pending processing queued requested running scheduled sent
        shipped started submitted updated
    """,
    GOOD: """
        active approved completed confirmed created delivered done in_force listed paid passed
        refunded released settled granted pass signed succeeded verified
    """,
    WARN: """
        awaiting_approval awaiting_payment changes_requested exception late partly_done
        passed_with_conditions restricted sent_back site_visit slow staff_review waiting warn
    """,
    BAD: """
        blocked declined expired fail failed false_shipment out_of_stock overdue refused rejected
        removed returned suspended
    """,
}
_TONES = {word: tone for tone, words in _WORDS.items() for word in words.split()}
_ICONS = {NEUTRAL: "dot", INFO: "clock", GOOD: "check", WARN: "warning", BAD: "close"}


def tone_of(status: str) -> str:
    """The tone of a status word; what is not in the table (closed, draft, withdrawn) is neutral."""
    return _TONES.get(status, NEUTRAL)


def icon_of(tone: str) -> str:
    """The icon that says a tone without its colour."""
    return _ICONS[tone]
