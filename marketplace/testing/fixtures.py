"""Fixtures that the tests of every app share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from policies import selectors as policies


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Each test starts with an empty cache, and knows no rules that another rolled back."""
    cache.clear()
    policies.forget()
    yield
