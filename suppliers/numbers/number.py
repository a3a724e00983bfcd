"""A number that was found to be well formed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Number:
    """``text`` is the normal form.

    ``by_check_digits`` tells whether check digits vouch for it, or only its shape does.
    ``region`` is a code of GB/T 2260, ``born_on`` a birthday, where the number holds them.
    """

    kind: str
    country: str
    text: str
    by_check_digits: bool = True
    region: str = ""
    born_on: date | None = None
