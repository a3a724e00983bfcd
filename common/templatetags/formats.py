"""Filters that write figures for people; see common.formats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.safestring import SafeString

from common import formats
from common.countries import country_name
from common.tones import icon_of, tone_of

register = template.Library()

register.filter("number", formats.number)
register.filter("short_number", formats.short_number)
register.filter("percent", formats.percent)
register.filter("phone", formats.phone)
register.filter("country", country_name)
register.filter("moment", formats.moment)
register.filter("day", formats.day)
register.filter("zone_name", formats.zone_name)
register.filter("duration", formats.duration)
register.filter("days_left", formats.days_left)
register.filter("currency_symbol", formats.currency_symbol)
register.filter("in_language", formats.in_language)
register.filter("tone", tone_of)
register.filter("tone_icon", icon_of)


@register.filter
def at_place(at: datetime, zone: str) -> str:
    """``{{ visit.scheduled_for|at_place:visit.time_zone }}``: on the clock of a place, named."""
    return str(formats.AtPlace(at, zone))


@register.filter
def money(amount: Decimal, currency: str) -> SafeString:
    """``{{ order.total|money:order.currency }}``: an amount, rounded to the minor unit."""
    return SafeString(formats.money(amount, currency))


@register.filter
def unit_price(amount: Decimal, currency: str) -> SafeString:
    """``{{ tier.unit_price|unit_price:product.currency }}``: two to four decimals."""
    return SafeString(formats.unit_price(amount, currency))


@register.filter
def unit_price_sized(amount: Decimal, currency: str) -> SafeString:
    """A unit price whose integer stands out: for the component ``price``."""
    symbol = formats.currency_symbol(currency)
    return _sized(symbol, *formats.unit_price_parts(amount, currency))


@register.filter
def money_sized(amount: Decimal, currency: str) -> SafeString:
    """An amount whose integer stands out: for the component ``price``."""
    symbol = formats.currency_symbol(currency)
    sign, _, figures = formats.money(amount, currency).partition(symbol)
    whole, point, fraction = figures.partition(".")
    return _sized(sign + symbol, whole, point + fraction)


@register.filter
def time_left(at: datetime, now: datetime | None = None) -> str:
    """``{{ order.due_at|time_left:now }}``; without ``now``, the moment of rendering."""
    return formats.time_left(at, now or timezone.now())


@register.filter
def is_past(at: datetime, now: datetime | None = None) -> bool:
    """Whether ``at`` lies before ``now``."""
    return at <= (now or timezone.now())


@register.filter
def iso(at: datetime) -> str:
    """A moment as ``<time datetime>`` and programs want it."""
    return at.isoformat()


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``{{ mapping|get:key }}``: a look-up by a variable; None where it has none."""
    return mapping.get(key)


@register.filter
def within_hours(at: datetime, hours: int) -> bool:
    """Whether ``at`` comes within so many hours from the moment of rendering."""
    return at <= timezone.now() + timedelta(hours=hours)


@register.filter
def page_numbers(page: Page) -> Iterable[int | str]:
    """The numbers to show around the current page, with an ellipsis for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def half_stars(value: Decimal | float) -> list[str]:
    """The five icons of a value from 0 to 5, rounded to half a star."""
    halves = round(float(value) * 2)
    return [
        "star-full" if halves >= 2 * n else "star-half" if halves == 2 * n - 1 else "star"
        for n in range(1, 6)
    ]


@register.filter
def in_words(value: Any, wording: str) -> str:
    """``{{ sold|in_words:_("{} sold") }}``: one value in a sentence, cheaply."""
    return str(wording).format(value)


def _sized(symbol: str, whole: str, fraction: str) -> SafeString:
    return SafeString(
        f'<span class="price__symbol">{symbol}</span><span class="price__whole">{whole}</span>'
        f'<span class="price__fraction">{fraction}</span>'
    )
