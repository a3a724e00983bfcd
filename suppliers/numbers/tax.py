"""Tax numbers of companies outside China, by the schemes of python-stdnum."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, ValidationError

from common.countries import country_name
from suppliers.enums import NumberKind
from suppliers.errors import BadNumber
from suppliers.numbers.number import Number
from suppliers.numbers.text import compact, wrong_check_digit

#: The shortest and longest number that is taken from a country without a scheme here.
SHORTEST, LONGEST = 4, 32


@dataclass(frozen=True, slots=True)
class Scheme:
    """``module`` of python-stdnum; ``check_digits`` tells whether the scheme has them."""

    module: str
    check_digits: bool = True


SCHEMES = {
    "AR": Scheme("ar.cuit"),
    "AT": Scheme("at.uid"),
    "AU": Scheme("au.abn"),
    "BE": Scheme("be.vat"),
    "BR": Scheme("br.cnpj"),
    "CA": Scheme("ca.bn"),
    "CH": Scheme("ch.uid"),
    "CL": Scheme("cl.rut"),
    "CZ": Scheme("cz.dic"),
    "DE": Scheme("de.vat"),
    "DK": Scheme("dk.cvr"),
    "ES": Scheme("es.nif"),
    "FI": Scheme("fi.alv"),
    "FR": Scheme("fr.tva"),
    "GB": Scheme("gb.vat"),
    "GR": Scheme("gr.vat"),
    "HU": Scheme("hu.anum"),
    "ID": Scheme("id.npwp"),
    "IE": Scheme("ie.vat"),
    "IL": Scheme("il.hp"),
    "IN": Scheme("in_.gstin"),
    "IT": Scheme("it.iva"),
    "JP": Scheme("jp.cn"),
    "KR": Scheme("kr.brn"),
    "MX": Scheme("mx.rfc", check_digits=False),
    "NL": Scheme("nl.btw"),
    "NO": Scheme("no.mva"),
    "NZ": Scheme("nz.ird"),
    "PE": Scheme("pe.ruc"),
    "PL": Scheme("pl.nip"),
    "PT": Scheme("pt.nif"),
    "RO": Scheme("ro.cui"),
    "RU": Scheme("ru.inn"),
    "SE": Scheme("se.vat"),
    "SG": Scheme("sg.uen"),
    "TH": Scheme("th.tin"),
    "TR": Scheme("tr.vkn"),
    "TW": Scheme("tw.ubn"),
    "US": Scheme("us.ein", check_digits=False),
    "VN": Scheme("vn.mst"),
    "ZA": Scheme("za.tin"),
}


def check(country: str, text: str) -> Number:
    """Raises BadNumber. Where the country has no scheme here, only the shape is looked at."""
    scheme = SCHEMES.get(country)
    if scheme is None:
        return Number(NumberKind.TAX, country, _shape(text), by_check_digits=False)
    number = _validated(scheme, country, text)
    if country == "KR" and number[-1] != korean_check_digit(number[:-1]):
        raise wrong_check_digit()
    return Number(NumberKind.TAX, country, number, by_check_digits=scheme.check_digits)


def korean_check_digit(body: str) -> str:
    """The tenth digit of a Korean business registration number; the library looks at shape only."""
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return str(-(total + int(body[-1]) * 5 // 10) % 10)


def _validated(scheme: Scheme, country: str, text: str) -> str:
    try:
        return str(_module(scheme.module).validate(text.strip()))
    except InvalidChecksum:
        raise wrong_check_digit() from None
    except ValidationError:
        raise BadNumber(
            _("%(number)s does not have the shape of a tax number of %(country)s.")
            % {"number": text.strip(), "country": country_name(country)},
            code="shape",
        ) from None


@cache
def _module(name: str) -> ModuleType:
    return importlib.import_module(f"stdnum.{name}")


def _shape(text: str) -> str:
    number = compact(text)
    if not (number.isascii() and number.isalnum() and SHORTEST <= len(number) <= LONGEST):
        raise BadNumber(
            _("A tax number has %(least)d to %(most)d digits and letters.")
            % {"least": SHORTEST, "most": LONGEST},
            code="shape",
        )
    return number
