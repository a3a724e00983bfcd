"""Private numbers as they may be shown: enough to tell two apart, too little to use one."""

from __future__ import annotations

import phonenumbers

HIDDEN = "••••"
#: How much of a number's end is kept beside its encrypted form, and shown.
TAIL = 4


def masked(number: str) -> str:
    """An identity number, bank account or licence, given whole or by its tail: "•••• 002X"."""
    return f"{HIDDEN} {number[-TAIL:]}" if number else ""


def masked_phone(number: str) -> str:
    """The country and the end: "+86 •••• 8000"; of a number without "+" only the end."""
    if not number.startswith("+"):
        return masked(number)
    return f"{_country_code(number)} {masked(number)}"


def _country_code(number: str) -> str:
    try:
        return f"+{phonenumbers.parse(number).country_code}"
    except phonenumbers.NumberParseException:
        return "+"
