"""Exchange rates by import; staff type single ones at their desk."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from common.errors import DomainError
from common.money import MINOR_UNITS
from payments.models import ExchangeRate
from payments.selectors.rates import latest_rates

HEADER = ["currency", "day", "cny"]


class BadRates(DomainError):
    """The file holds no rates, or one that cannot be right; none of it was taken."""

    code = "bad_rates"


def import_rates(*, lines: Iterable[str], source: str, replace: bool) -> int:
    """Store dated rates (CNY for one unit) from CSV, all or none of them.

    A day's rate that is known is replaced or kept. Returns how many the file has. Raises
    BadRates, naming the line.
    """
    reader = csv.reader(lines)
    if next(reader, None) != HEADER:
        raise BadRates(_("The first line has to be %(header)s.") % {"header": ",".join(HEADER)})
    rates = [_rate(row, number, source) for number, row in enumerate(reader, start=2) if row]
    with changing():
        if replace:
            ExchangeRate.objects.bulk_create(
                rates,
                update_conflicts=True,
                unique_fields=["currency", "day"],
                update_fields=["cny", "source"],
            )
        else:
            ExchangeRate.objects.bulk_create(rates, ignore_conflicts=True)
    return len(rates)


@contextmanager
def changing() -> Iterator[None]:
    """A transaction in which rates are written. At its end, what ``settings.RATES_CHANGED`` names
    is called, ``(currencies) -> None``, with those whose last rate is another now."""
    with transaction.atomic():
        before = latest_rates()
        yield
        now = latest_rates()
        changed = sorted(code for code in {*before, *now} if before.get(code) != now.get(code))
        for path in settings.RATES_CHANGED if changed else ():
            import_string(path)(changed)


def _rate(row: list[str], number: int, source: str) -> ExchangeRate:
    try:
        currency, day, cny = row
        rate = Decimal(cny)
        if currency not in MINOR_UNITS or not rate.is_finite() or rate <= 0:
            raise ValueError(cny)
        return ExchangeRate(currency=currency, day=date.fromisoformat(day), cny=rate, source=source)
    except (ValueError, InvalidOperation) as error:
        raise BadRates(
            _("Line %(number)d is no rate: %(row)s") % {"number": number, "row": ",".join(row)},
            line=number,
        ) from error
