"""Fixtures of the tests of money."""

from __future__ import annotations

import pytest

from payments import audit
from payments.selectors import books


@pytest.fixture
def own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit as this app alone does it: these tests hold money for orders that are none."""
    own = {
        name: check for name, check in audit._checks.items() if check.__module__ == books.__name__
    }
    monkeypatch.setattr(audit, "_checks", own)
