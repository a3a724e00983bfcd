"""Countries by ISO 3166 code, in the reader's language; China first, with its regions in it."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from babel import Locale
from django.utils.translation import get_language

CHINA = "CN"
#: Codes of CLDR that are no place one ships to, and those whose places GB/T 2260 lists.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "CQ"})
IN_GB_T_2260 = frozenset({"HK", "MO", "TW"})
#: Characters of countries that the common ones of GB 2312 lack, and 秘, which in 秘鲁 is bì: each
#: with a common one that stands where it is read.
READ_AS = str.maketrans({"斐": "匪", "梵": "饭", "汶": "问", "珀": "破", "瑙": "脑", "秘": "币"})


def countries() -> list[tuple[str, str]]:
    """Codes and names for a select, China first and the others by name, in Chinese by pinyin."""
    return _countries(_locale_name())


def country_name(code: str) -> str:
    """The name of a country in the active language; the code where it has none."""
    return _names(_locale_name()).get(code, code)


def _locale_name() -> str:
    return "zh_Hans" if (get_language() or "").startswith("zh") else "en"


@cache
def _names(locale: str) -> dict[str, str]:
    names = Locale.parse(locale).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in NO_COUNTRY}


@cache
def _countries(locale: str) -> list[tuple[str, str]]:
    names = _names(locale)
    in_china = {CHINA, *IN_GB_T_2260}
    others = [(code, name) for code, name in names.items() if code not in in_china]
    return [(CHINA, names[CHINA]), *sorted(others, key=lambda country: _place_of(country[1]))]


def _place_of(name: str) -> bytes:
    """Where a name stands among others: Chinese by pinyin, letters without their accents.

    GB 2312 has its common characters in the order of pinyin, and GB 18030 keeps it.
    """
    plain = "".join(part for part in normalize("NFKD", name) if not combining(part))
    return plain.translate(READ_AS).encode("gb18030")
