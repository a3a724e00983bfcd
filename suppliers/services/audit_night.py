"""What is done about audits each night, after the scores: bands, and triggers of figures."""

from __future__ import annotations

from datetime import date, datetime

from suppliers.services import audit_triggers, risk_bands

BATCH = 2000


def run(*, day: date, at: datetime) -> None:
    """Open audits where figures of ``day`` fell, then assess every band. Twice is harmless."""
    audit_triggers.open_for_scores(day=day, at=at)
    risk_bands.reassess_all(at=at, batch=BATCH)
