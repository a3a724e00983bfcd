"""What was typed of a document, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.exceptions import InvalidChecksum, ValidationError

from common.countries import CHINA
from common.errors import Faults
from common.masking import masked
from common.money import CURRENCIES
from suppliers.enums import DocumentKind, NumberKind
from suppliers.errors import BadDocument, BadNumber
from suppliers.numbers import check as check_number
from suppliers.numbers.text import wrong_check_digit
from suppliers.paperwork.kinds import SPECS

RESIDENT_ID, PASSPORT = "resident_id", "passport"
ID_TYPES = ((RESIDENT_ID, _("Resident identity card")), (PASSPORT, _("Passport")))

#: Longest text of each field; the others are days and whole numbers.
LONGEST = {
    "holder": 120,
    "person": 80,
    "identifier": 40,
    "scope": 2000,
    "address": 300,
    "bank": 120,
    "market": 120,
    "floor": 20,
    "stall": 40,
    "issuer": 120,
    "id_type": 20,
    "currency": 3,
}
DAYS = frozenset({"issued_on", "expires_on"})
#: Least and most of whole numbers.
WHOLE = {"area": (1, 10_000_000), "lines": (1, 10_000), "headcount": (1, 1_000_000)}
CHOICES = {
    "id_type": frozenset(name for name, _label in ID_TYPES),
    "currency": frozenset(code for code, _label in CURRENCIES),
}
#: The shortest number of a certificate, register, bank account or passport.
SHORTEST_NUMBER = 5
#: The longest number of a bank account, that of ISO 13616.
LONGEST_ACCOUNT = 34
_ACCOUNT = re.compile(rf"[0-9A-Z]{{{SHORTEST_NUMBER},{LONGEST_ACCOUNT}}}")
#: An account number that begins with a country: an IBAN.
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
COLUMNS = frozenset({"holder", "person", "issued_on", "expires_on"})


@dataclass(frozen=True, slots=True)
class Typed:
    """``columns`` of the revision, its number in normal form, and ``data`` of its kind alone."""

    columns: Mapping[str, Any]
    identifier: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def typed(
    *, kind: str, country: str, given: Mapping[str, Any], today: date, validity_days: int = 0
) -> Typed:
    """``given`` in normal form. Raises BadDocument or BadNumber, with the field, rule and number.

    All that is wrong is raised together. ``country`` is the company's, ``validity_days`` for how
    long it must still be valid. What the kind does not state is left out.
    """
    faults = Faults()
    values: dict[str, Any] = {}
    for name in SPECS[kind].fields:
        with faults.gathered():
            values[name] = _value(name, given.get(name))
            _check_given(kind, name, values[name])
    with faults.gathered():
        _check_issued(values.get("issued_on"), today)
    with faults.gathered():
        _check_end(values, today, validity_days)
    identifier = ""
    with faults.gathered():
        identifier = _identifier(kind, country, values, today) if values.get("identifier") else ""
    faults.refuse()
    data = {n: v for n, v in values.items() if n not in COLUMNS | {"identifier"}}
    return Typed({n: v for n, v in values.items() if n in COLUMNS}, identifier, data)


def _check_given(kind: str, name: str, value: Any) -> None:
    if name in SPECS[kind].must and value in ("", None):
        raise BadDocument(_("This must not be empty."), field=name, code="empty")


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return value if isinstance(value, date) else None
    if name in WHOLE:
        return _whole(name, value)
    text = " ".join(str(value or "").split())
    most = LONGEST[name]
    if len(text) > most:
        raise BadDocument(
            _("At most %(most)d characters, not %(have)d.") % {"most": most, "have": len(text)},
            field=name,
            code="too_long",
        )
    if text and name in CHOICES and text not in CHOICES[name]:
        raise BadDocument(
            _("“%(value)s” is none of the choices.") % {"value": text}, field=name, code="choice"
        )
    return text


def _whole(name: str, value: Any) -> int | None:
    if value in ("", None):
        return None
    least, most = WHOLE[name]
    if not isinstance(value, int) or not least <= value <= most:
        raise BadDocument(
            _("A whole number from %(least)d to %(most)d, not %(have)s.")
            % {"least": least, "most": most, "have": value},
            field=name,
            code="out_of_range",
        )
    return value


def _check_issued(issued: date | None, today: date) -> None:
    if issued and issued > today:
        raise BadDocument(
            _("%(day)s lies ahead; today is %(today)s.")
            % {"day": issued.isoformat(), "today": today.isoformat()},
            field="issued_on",
            code="ahead",
        )


def _check_end(values: Mapping[str, Any], today: date, validity_days: int) -> None:
    """It ends after it began, and late enough to be worth a review."""
    issued, expires = values.get("issued_on"), values.get("expires_on")
    if issued and expires and expires <= issued:
        raise BadDocument(
            _("It ends on %(end)s, not after it was issued on %(start)s.")
            % {"end": expires.isoformat(), "start": issued.isoformat()},
            field="expires_on",
            code="ends_before",
        )
    if expires and expires < today:
        raise BadDocument(
            _("It ran out on %(end)s; today is %(today)s.")
            % {"end": expires.isoformat(), "today": today.isoformat()},
            field="expires_on",
            code="expired",
        )
    if expires and (expires - today).days < validity_days:
        raise BadDocument(
            _("It ends on %(end)s, in %(left)d days; at least %(least)d are needed.")
            % {
                "end": expires.isoformat(),
                "left": (expires - today).days,
                "least": validity_days,
            },
            field="expires_on",
            code="ends_soon",
            left=(expires - today).days,
            least=validity_days,
        )


def _identifier(kind: str, country: str, values: Mapping[str, Any], today: date) -> str:
    text = str(values["identifier"])
    scheme = number_kind(kind, country, str(values.get("id_type", "")))
    if scheme is not None:
        try:
            return check_number(scheme, country, text, on=today).text
        except BadNumber as error:
            error.field = "identifier"
            raise
    plain = "".join(one for one in text.upper() if one.isalnum())
    if len(plain) < SHORTEST_NUMBER:
        raise BadDocument(
            _("A number has at least %(least)d letters and digits, not %(have)d.")
            % {"least": SHORTEST_NUMBER, "have": len(plain)},
            field="identifier",
            code="too_short",
        )
    if kind == DocumentKind.BANK and _IBAN.fullmatch(plain):
        _check_iban(plain)
    if kind == DocumentKind.BANK and not _ACCOUNT.fullmatch(plain):
        raise BadDocument(
            _("An account number has %(least)d to %(most)d digits and letters, not %(have)d.")
            % {"least": SHORTEST_NUMBER, "most": LONGEST_ACCOUNT, "have": len(plain)},
            field="identifier",
            code="bad_account",
        )
    return plain


def _check_iban(account: str) -> None:
    """Account numbers of ISO 13616 have check digits; those of China have none."""
    try:
        iban.validate(account)
    except InvalidChecksum:
        error = wrong_check_digit()
        error.field = "identifier"
        raise error from None
    except ValidationError:
        raise BadDocument(
            _("%(number)s does not have the shape of an IBAN of %(country)s.")
            % {"number": masked(account[-4:]), "country": account[:2]},
            field="identifier",
            code="bad_iban",
        ) from None


def number_kind(kind: str, country: str, id_type: str) -> str | None:
    """By which scheme the number of a document is checked; None where it has none."""
    if kind == DocumentKind.LICENCE and country == CHINA:
        return NumberKind.USCC
    if kind == DocumentKind.ID and id_type == RESIDENT_ID:
        return NumberKind.RESIDENT_ID
    return NumberKind.TAX if kind == DocumentKind.TAX else None
