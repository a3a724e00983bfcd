"""Waybill numbers: written in groups by people, kept in one piece."""

from __future__ import annotations

import re

#: What the column of a waybill holds.
LONGEST_WAYBILL = 40


def in_one_piece(waybill: str) -> str:
    """The number without blanks and hyphens, in capitals: as parcels and scans are compared by."""
    return re.sub(r"[\s-]", "", waybill).upper()
