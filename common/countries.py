"""Countries by ISO 3166 code, in the reader's language; China first, with its regions in it."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language

CHINA = "CN"
#: Codes of CLDR that are no place one ships to, and those whose places GB/T 2260 lists.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "CQ"})
IN_GB_T_2260 = frozenset({"HK", "MO", "TW"})


def countries() -> list[tuple[str, str]]:
    """Codes and names for a select, China first and the others by name."""
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
    others = sorted((name, code) for code, name in names.items() if code not in in_china)
    return [(CHINA, names[CHINA]), *((code, name) for name, code in others)]
