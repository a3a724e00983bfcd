"""Numbers that standards and official sources publish as examples are found good."""

from __future__ import annotations

import importlib
from datetime import date

import pytest

from suppliers.enums import NumberKind
from suppliers.errors import BadNumber
from suppliers.numbers import check
from suppliers.numbers.tax import SCHEMES

#: GB 32100-2015 (the first, in its own terms of calculation) and the doc string of
#: ``stdnum.cn.uscc``.
USCC = ["91350100M000100Y43", "91110000600037341L"]
#: GB 11643-1999, appendices A and B (zh.wikisource.org/wiki/GB_11643-1999_公民身份号码), and the
#: doc string of ``stdnum.cn.ric``.
RESIDENT_ID = [
    ("11010519491231002X", "110105", date(1949, 12, 31)),
    ("440524188001010014", "440524", date(1880, 1, 1)),
    ("360426199101010071", "360426", date(1991, 1, 1)),
]
#: As python-stdnum's documentation prints them (arthurdejong.org/python-stdnum/doc/2.2, a page a
#: module named in SCHEMES), but for those with a source of their own.
TAX = [
    ("AR", "20-05536168-2", "20055361682"),
    ("AT", "AT U13585627", "U13585627"),
    ("AU", "83 914 571 673", "83914571673"),
    # The Australian Taxation Office's own, on the Australian Business Register's "Format of the
    # ABN".
    ("AU", "51 824 753 556", "51824753556"),
    ("BE", "BE 428759497", "0428759497"),
    ("BR", "16.727.230/0001-97", "16727230000197"),
    ("CA", "12302 6635", "123026635"),
    ("CH", "CHE-100.155.212", "CHE100155212"),
    ("CL", "76086428-5", "760864285"),
    ("CZ", "25123891", "25123891"),
    ("DE", "DE136695976", "136695976"),
    ("DK", "DK 13585628", "13585628"),
    ("ES", "B64717838", "B64717838"),
    ("FI", "FI 20774740", "20774740"),
    ("FR", "23334175221", "23334175221"),
    ("GB", "GB 980 7806 84", "980780684"),
    ("GR", "EL 094259216", "094259216"),
    ("HU", "HU-12892312", "12892312"),
    ("ID", "01.312.166.0-091.000", "013121660091000"),
    ("IE", "IE 6433435F", "6433435F"),
    ("IL", "516179157", "516179157"),
    ("IN", "27AAPFU0939F1ZV", "27AAPFU0939F1ZV"),
    ("IT", "IT 00743110157", "00743110157"),
    ("JP", "5-8356-7825-6246", "5835678256246"),
    # The National Tax Agency's own, on its site of corporate numbers (houjin-bangou.nta.go.jp).
    ("JP", "7000012050002", "7000012050002"),
    ("KR", "116-82-00276", "1168200276"),
    ("KR", "134-86-72683", "1348672683"),
    ("MX", "MAB-930714-8T4", "MAB9307148T4"),
    ("NL", "NL4495445B01", "004495445B01"),
    ("NO", "NO 995 525 828 MVA", "995525828MVA"),
    ("NZ", "4909185-0", "49091850"),
    ("PE", "20512333797", "20512333797"),
    ("PL", "PL 8567346215", "8567346215"),
    ("PT", "PT 501 964 843", "501964843"),
    ("RO", "185 472 90", "18547290"),
    ("RU", "1234567894", "1234567894"),
    ("SE", "SE 123456789701", "123456789701"),
    ("SG", "197401143C", "197401143C"),
    ("TH", "0-99-4-000-61772-1", "0994000617721"),
    ("TR", "4540536920", "4540536920"),
    ("TW", "00501503", "00501503"),
    # The Ministry of Finance's, in its explanation of the check (統一編號檢查碼邏輯).
    ("TW", "04595257", "04595257"),
    ("US", "91-1144442", "911144442"),
    ("VN", "0100233488", "0100233488"),
    ("ZA", "0001339050", "0001339050"),
]
#: Those of an authority alone.
OF_AN_AUTHORITY = {"7000012050002", "04595257"}


@pytest.mark.parametrize("code", USCC)
def test_uscc(code: str) -> None:
    found = check(NumberKind.USCC, "CN", f" {code[:8].lower()} {code[8:]} ")
    assert (found.text, found.region, found.by_check_digits) == (code, code[2:8], True)


@pytest.mark.parametrize(("number", "region", "born_on"), RESIDENT_ID)
def test_resident_id(number: str, region: str, born_on: date) -> None:
    found = check(NumberKind.RESIDENT_ID, "CN", number.lower())
    assert (found.text, found.region, found.born_on) == (number, region, born_on)


def test_full_width_digits_and_hyphens_are_read() -> None:
    written = "１１０１０５-19491231-002x"
    assert check(NumberKind.RESIDENT_ID, "CN", written).text == "11010519491231002X"


@pytest.mark.parametrize(("country", "written", "text"), TAX)
def test_tax(country: str, written: str, text: str) -> None:
    found = check(NumberKind.TAX, country, written)
    assert (found.text, found.by_check_digits) == (text, SCHEMES[country].check_digits)


@pytest.mark.parametrize(
    ("country", "written"), [(country, written) for country, written, _ in TAX]
)
def test_the_source_that_is_named_prints_the_example(country: str, written: str) -> None:
    documentation = importlib.import_module(f"stdnum.{SCHEMES[country].module}").__doc__ or ""
    assert (written in documentation) is (written not in OF_AN_AUTHORITY)


def test_every_scheme_has_an_example() -> None:
    assert {country for country, *_ in TAX} == SCHEMES.keys()


def test_a_chinese_tax_number_is_the_credit_code() -> None:
    assert check(NumberKind.TAX, "CN", USCC[0]).kind == NumberKind.USCC


def test_a_country_without_a_scheme_is_taken_by_its_shape() -> None:
    found = check(NumberKind.TAX, "KH", "K001-901234567")
    assert (found.text, found.by_check_digits) == ("K001901234567", False)
    with pytest.raises(BadNumber) as refused:
        check(NumberKind.TAX, "KH", "K'1; DROP")
    assert refused.value.code == "shape"
