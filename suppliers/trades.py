"""The trades that an applicant may name; the app above says which there are."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from suppliers.checks import Trade


def trades() -> Sequence[Trade]:
    """What the function named by ``settings.SUPPLIER_TRADES`` gives."""
    found: Sequence[Trade] = import_string(settings.SUPPLIER_TRADES)()
    return found
