"""Numbers and references: never in sequence, and easy to read to somebody over the telephone."""

from __future__ import annotations

import secrets
from datetime import datetime

from common.working_days import day_of

#: Crockford's alphabet: no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def fresh(prefix: str, at: datetime) -> str:
    """A new number such as ``P261122K3M9QX7A2B``: kind, market's day, fifty random bits."""
    return f"{prefix}{day_of(at):%y%m%d}{_random(10)}"


def transfer_reference() -> str:
    """What a bank transfer names, such as ``WT-7KQ2-M9XA``."""
    return f"WT-{_random(4)}-{_random(4)}"


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
