"""By what a checkout that is sent again is known as the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def digest_of(address_id: int | None, notes: Mapping[Any, str]) -> str:
    """What is asked for beside goods; ``notes`` are by supplier, and an empty one is none."""
    said = sorted((str(supplier_id), note) for supplier_id, note in notes.items() if note)
    return sha256(json.dumps([address_id, said]).encode()).hexdigest()
