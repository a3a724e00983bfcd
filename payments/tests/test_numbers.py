"""Numbers carry the market's day, not that of UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from payments.numbers import fresh


def test_a_number_carries_the_day_that_it_is_in_the_market() -> None:
    assert fresh("P", datetime(2026, 11, 22, 15, 59, tzinfo=UTC)).startswith("P261122")
    assert fresh("P", datetime(2026, 11, 22, 16, 1, tzinfo=UTC)).startswith("P261123")
