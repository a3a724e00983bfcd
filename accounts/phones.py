"""Phone numbers: checked by the numbering plan of their country, kept as E.164."""

from __future__ import annotations

import phonenumbers
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberFormat

from accounts.errors import BadInput
from common.countries import CHINA, country_name

#: Provinces of GB/T 2260 that have a numbering plan of their own.
PLAN_OF_PROVINCE = {"71": "TW", "81": "HK", "82": "MO"}


def normal_phone(number: str, *, country: str, region: str = "") -> str:
    """``number`` as E.164; without a prefix it is read as one of ``country``.

    ``region`` is a GB/T 2260 code: Hong Kong, Macau and Taiwan number on their own.
    Raises BadInput where no such number can exist.
    """
    plan = PLAN_OF_PROVINCE.get(region[:2], country) if country == CHINA else country
    try:
        parsed = phonenumbers.parse(number, plan)
    except NumberParseException:
        raise _bad(number, country) from None
    if not phonenumbers.is_valid_number(parsed):
        raise _bad(number, country)
    return str(phonenumbers.format_number(parsed, PhoneNumberFormat.E164))


def _bad(number: str, country: str) -> BadInput:
    return BadInput(
        _("%(number)s is no phone number of %(country)s. Write others with + and country code.")
        % {"number": number, "country": country_name(country)},
        field="phone",
    )
