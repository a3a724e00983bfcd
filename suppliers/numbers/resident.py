"""The number of a resident of China (GB 11643-1999).

Places 1–6 are the county that gave it (GB/T 2260), 7–14 the birthday, 15–17 a serial number, 18
the check character by MOD 11-2 (ISO 7064).
"""

from __future__ import annotations

from datetime import date
from functools import cache

from django.utils.translation import gettext_lazy as _
from stdnum import numdb

from suppliers.enums import NumberKind
from suppliers.errors import BadNumber
from suppliers.numbers.number import Number
from suppliers.numbers.text import compact, need_characters, need_length, wrong_check_digit

COUNTRY = "CN"
LENGTH = 18
DIGITS = "0123456789"
#: Residents from Hong Kong, Macau and Taiwan.
RESIDENCE_PERMITS = frozenset({"810000", "820000", "830000"})


def check(text: str, *, on: date | None = None) -> Number:
    """Raises BadNumber. With ``on``, a birthday after that day is refused."""
    number = compact(text)
    need_length(number, LENGTH)
    need_characters(number[:-1], DIGITS)
    need_characters(number[-1], DIGITS + "X", first=LENGTH)
    if number[-1] != check_character(number[:-1]):
        raise wrong_check_digit()
    return Number(
        NumberKind.RESIDENT_ID,
        COUNTRY,
        number,
        region=_region(number[:6]),
        born_on=_birthday(number[6:14], on),
    )


def check_character(body: str) -> str:
    """The last character, from the 17 before it: weights are the powers of 2."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return "0123456789X"[(1 - total) % 11]


def _birthday(digits: str, on: date | None) -> date:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        born_on = None
    if born_on is None or (on is not None and born_on > on):
        raise BadNumber(
            _("Places 7 to 14 are a birthday, and %(digits)s is none.") % {"digits": digits},
            code="birthday",
        )
    return born_on


def _region(code: str) -> str:
    if not _ever_existed(code):
        raise BadNumber(
            _("The first six digits are a county, and %(code)s never was one.") % {"code": code},
            code="region",
        )
    return code


@cache
def _ever_existed(code: str) -> bool:
    """Whether a county ever had the code: a person keeps the number when the county is renamed.

    The county may be younger than the person, as numbers were first given in 1984.
    """
    if code in RESIDENCE_PERMITS:
        return True
    parts = numdb.get("cn/loc").info(code)
    return any("county" in about for _part, about in parts)
