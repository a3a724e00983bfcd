"""Names of companies and people, compared as readers compare them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher


def normal(name: str) -> str:
    """Without width, case, spaces and punctuation: （）and () are the same."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def similarity(name: str, others: Iterable[str]) -> float:
    """How much ``name`` agrees with the nearest of ``others``: 1 where they are the same."""
    mine = normal(name)
    found = [SequenceMatcher(None, mine, normal(other)).ratio() for other in others if other]
    return max(found, default=0.0)
