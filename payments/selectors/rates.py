"""The stored rates of the day, CNY for one unit of a currency (rules §6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from common.errors import DomainError
from common.money import round_money
from common.working_days import day_of
from payments.models import ExchangeRate

BASE = "CNY"
#: ``convert(amount, source, target)``, an amount of one currency in another.
Convert = Callable[[Decimal, str, str], Decimal]


class NoRate(DomainError):
    """Two currencies are to be compared, and no rate is stored for one of them."""

    code = "no_rate"


def latest_rates(at: datetime | None = None) -> dict[str, Decimal]:
    """CNY for one unit of each currency: of the last day stored, or the last not after ``at``."""
    rates = ExchangeRate.objects.order_by("currency", "-day").distinct("currency")
    if at is not None:
        rates = rates.filter(day__lte=day_of(at))
    return {BASE: Decimal(1), **dict(rates.values_list("currency", "cny"))}


def converter(at: datetime) -> Convert:
    """``convert(amount, source, target)`` by the rates of ``at``, read when first needed.

    The function raises NoRate where a currency has no rate.
    """
    known: dict[str, Decimal] = {}

    def convert(amount: Decimal, source: str, target: str) -> Decimal:
        if source == target:
            return amount
        if not known:
            known.update(latest_rates(at))
        return round_money(amount * _rate(known, source) / _rate(known, target), target)

    return convert


def rate(currency: str, day: date) -> Decimal:
    """CNY for one unit of ``currency`` on ``day``: the last rate up to it. Raises NoRate."""
    if currency == BASE:
        return Decimal(1)
    known = ExchangeRate.objects.filter(currency=currency, day__lte=day).order_by("-day")
    return _rate(dict(known.values_list("currency", "cny")[:1]), currency)


def _rate(rates: dict[str, Decimal], currency: str) -> Decimal:
    if currency not in rates:
        raise NoRate(_("No rate is stored for %(currency)s.") % {"currency": currency})
    return rates[currency]
