"""How figures are written for people, in their language and zone: money, counts, time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from common.money import MINOR_UNITS, round_money

_SYMBOLS = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "JPY": "JP¥",
    "KRW": "₩",
    "THB": "฿",
    "VND": "₫",
}
_SYMBOLS_ZH = {**_SYMBOLS, "USD": "US$"}
_MINUS = "\N{MINUS SIGN}"
#: Unit prices have up to four decimals.
_UNIT_PRICE = ",.4f"
#: The fewest decimals of a unit price: two, where the currency has them.
_LEAST_PLACES = {currency: min(places, 2) for currency, places in MINOR_UNITS.items()}


def in_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "").startswith("zh")


#: Stands between the Chinese and the English name of what has one field for both: 颜色::Colour.
BOTH_NAMES = "::"


def one_language(text: str) -> str:
    """The reader's one of two names in a text; a text that holds one name is that to all."""
    if BOTH_NAMES not in text:
        return text
    chinese, english = both_names(text)
    return chinese if in_chinese() else english


def both_names(text: str) -> tuple[str, str]:
    """The Chinese and the English name in a text; one that holds a single name says it twice."""
    chinese, both, english = text.partition(BOTH_NAMES)
    return (chinese.strip(), english.strip()) if both else (text, text)


def in_language(thing: object, attribute: str) -> str:
    """``title`` to readers of Chinese, ``title_en`` to others where there is one."""
    chinese: str = getattr(thing, attribute)
    return chinese if in_chinese() else getattr(thing, f"{attribute}_en") or chinese


def currency_symbol(currency: str) -> str:
    """The sign of ``currency`` (ISO 4217) as readers of the active language expect it."""
    return (_SYMBOLS_ZH if in_chinese() else _SYMBOLS).get(currency, f"{currency} ")


def money(amount: Decimal, currency: str) -> str:
    """``amount`` in ``currency`` with its minor unit and grouped thousands: ``¥1,234.50``."""
    rounded = round_money(Decimal(amount), currency)
    return f"{_sign(rounded)}{currency_symbol(currency)}{abs(rounded):,.{MINOR_UNITS[currency]}f}"


def unit_price(amount: Decimal, currency: str) -> str:
    """A price of one piece: all of its up to four decimals, at least two: ``¥0.035``."""
    return currency_symbol(currency) + "".join(unit_price_parts(amount, currency))


def unit_price_parts(amount: Decimal, currency: str) -> tuple[str, str]:
    """The integer and the fraction (with its point) of a unit price, to be set in two sizes."""
    whole, _, fraction = format(amount, _UNIT_PRICE).partition(".")
    fraction = fraction.rstrip("0").ljust(_LEAST_PLACES[currency], "0")
    return whole, f".{fraction}" if fraction else ""


def number(value: Decimal | float | int) -> str:
    """Grouped thousands, decimals as given: ``12,400``."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.replace("-", _MINUS)


def short_number(value: int) -> str:
    """A count in little room: ``12.4k`` in English, ``1.2万`` in Chinese."""
    if abs(value) < 1_000:
        return number(value)
    chinese = in_chinese()
    unit, sign = (10_000, "万") if chinese else (1_000, "k")
    if abs(value) < unit:
        return number(value)
    if not chinese and abs(value) >= 1_000_000:
        unit, sign = 1_000_000, "m"
    return f"{value / unit:.1f}".removesuffix(".0") + sign


def phone(number: str) -> str:
    """An E.164 number in groups: ``+86 138 0013 8000``; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, international))


def percent(share: Decimal | float, places: int = 1) -> str:
    """A share of 1 as a percentage: ``0.964`` is ``96.4%``."""
    text = f"{Decimal(share):.{places}%}".removesuffix("%")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def moment(at: datetime) -> str:
    """Day and minute in the reader's zone; the year only where it is not this one."""
    local = timezone.localtime(at)
    if in_chinese():
        shown = "n月j日 H:i" if local.year == timezone.localdate().year else "Y年n月j日 H:i"
    else:
        shown = "j M, H:i" if local.year == timezone.localdate().year else "j M Y, H:i"
    return date_format(local, shown, use_l10n=False)


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A moment on the clock of a place: ``3 Mar, 09:00 (Europe/Berlin, UTC+1)``."""

    at: datetime
    zone: str

    def __str__(self) -> str:
        with timezone.override(ZoneInfo(self.zone)):
            return f"{moment(self.at)} ({self.zone}, {zone_name(self.at)})"


def day(on: date) -> str:
    """A day of the calendar, with its year: ``3 Mar 2026``, ``2026年3月3日``.

    Of a moment it is the day in the reader's zone.
    """
    if isinstance(on, datetime):
        on = timezone.localtime(on).date()
    return date_format(on, "Y年n月j日" if in_chinese() else "j M Y", use_l10n=False)


def zone_name(at: datetime) -> str:
    """The reader's zone at that moment as an offset: ``UTC+8``."""
    minutes = int((timezone.localtime(at).utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else _MINUS}{hours}" + (f":{rest:02d}" if rest else "")


def duration(span: timedelta) -> str:
    """The two largest units of a span: ``2 days 4 hr``, ``35 min``."""
    minutes = int(abs(span).total_seconds() // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days:
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} + (
            _hours(hours) if hours else ""
        )
    if hours:
        return _hours(hours).strip() + (_minutes(minutes) if minutes else "")
    return _minutes(minutes).strip()


#: From so many days on a span is easier told in months, and later in years.
_FAR, _VERY_FAR = 90, 2 * 365
_DAYS_OF_A_MONTH, _DAYS_OF_A_YEAR = 30.44, 365.25


def days_left(days: int) -> str:
    """``29 days left``, ``8 months left``, ``5 years left``: only whole ones, beside the date."""
    if days < _FAR:
        span = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    elif days < _VERY_FAR:
        months = int(days / _DAYS_OF_A_MONTH)
        span = ngettext("%(months)d month", "%(months)d months", months) % {"months": months}
    else:
        years = int(days / _DAYS_OF_A_YEAR)
        span = ngettext("%(years)d year", "%(years)d years", years) % {"years": years}
    return gettext("{} left").format(span)


def time_left(at: datetime, now: datetime) -> str:
    """``2 days 4 hr left``, or by how much ``at`` has passed."""
    wording = gettext("{} left") if at > now else gettext("{} overdue")
    return wording.format(duration(at - now))


def _hours(hours: int) -> str:
    return gettext(" %(hours)d hr") % {"hours": hours}


def _minutes(minutes: int) -> str:
    return gettext(" %(minutes)d min") % {"minutes": minutes}


def _sign(amount: Decimal) -> str:
    return _MINUS if amount < 0 else ""
