"""Fixtures of the tests of becoming a supplier."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _trades(settings: Any) -> None:
    """The trades are those of ``making``: categories belong to an app above."""
    settings.SUPPLIER_TRADES = "suppliers.tests.vetting.making.trades"
