"""Which colour of meaning a status word has, so that one word looks the same on every page."""

from __future__ import annotations

NEUTRAL, INFO, GOOD, WARN, BAD = "neutral", "info", "good", "warn", "bad"

_WORDS = {
    INFO: (
        "awaiting_shipment partly_shipped shipped in_transit in_review submitted pending processing running accepted "
        "out_for_delivery announced scheduled open proposed queued held picked_up claimed offered in_progress"
    ),
    GOOD: (
        "completed delivered paid approved active passed settled signed kept succeeded released verified in_force "
        "done imported published refunded resolved"
    ),
    WARN: (
        "awaiting_payment changes_requested restricted late due_soon warn passed_with_conditions site_visit "
        "awaiting_approval awaiting_supplier awaiting_buyer awaiting_return staff_review exception expiring "
        "partly_done slow contested awaiting_evidence"
    ),
    BAD: "rejected failed suspended removed overdue declined returned breached false_shipment out_of_stock expired fail",
}
_TONES = {word: tone for tone, words in _WORDS.items() for word in words.split()}
_ICONS = {NEUTRAL: "dot", INFO: "clock", GOOD: "check", WARN: "warning", BAD: "close"}


def tone_of(status: str) -> str:
    """The tone of a status word; what is not in the table (closed, draft, withdrawn) is neutral."""
    return _TONES.get(status, NEUTRAL)


def icon_of(tone: str) -> str:
    """The icon that says a tone without its colour."""
    return _ICONS[tone]
