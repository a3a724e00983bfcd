"""What is wrong with a number is named."""

from __future__ import annotations

from datetime import date

import pytest

from suppliers.enums import NumberKind
from suppliers.errors import BadNumber
from suppliers.numbers import check, resident, uscc


def refusal(kind: str, country: str, text: str) -> BadNumber:
    with pytest.raises(BadNumber) as refused:
        check(kind, country, text)
    return refused.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91350100M000100Y4", "length"),
        ("91350100M000100Y44", "check_digit"),
        ("91350100MO00100Y43", "character"),  # the letter O
        ("913501A0M000100Y43", "character"),
        ("01350100M000100Y43", "character"),
        ("", "length"),
        ("统一社会信用代码统一社会信用代码代码", "character"),
    ],
)
def test_uscc(text: str, code: str) -> None:
    assert refusal(NumberKind.USCC, "CN", text).code == code


def test_the_place_of_a_wrong_character_is_named() -> None:
    assert refusal(NumberKind.USCC, "CN", "91350100MO00100Y43").params == {"place": 10}


def with_check(body: str) -> str:
    return body + resident.check_character(body)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105491231002", "length"),  # 15 digits: out of use since 2013
        ("110105194912310021", "check_digit"),
        ("11010519491231O02X", "character"),
        (with_check("11010519490229002"), "birthday"),  # 1949 was no leap year
        (with_check("11010519491331002"), "birthday"),
        (with_check("11019919491231002"), "region"),
        (with_check("00000019491231002"), "region"),
    ],
)
def test_resident_id(text: str, code: str) -> None:
    assert refusal(NumberKind.RESIDENT_ID, "CN", text).code == code


def test_a_birthday_to_come_is_refused_on_the_day_that_is_named() -> None:
    number = with_check("11010520301231002")
    assert resident.check(number).born_on == date(2030, 12, 31)
    with pytest.raises(BadNumber):
        resident.check(number, on=date(2030, 12, 30))


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "440301"])
def test_residents_of_the_other_parts_and_of_young_cities_have_numbers(region: str) -> None:
    """Shenzhen's districts are younger than many who live there."""
    assert resident.check(with_check(f"{region}19600101123")).region == region


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("DE", "DE136695978", "check_digit"),
        ("JP", "2835678256246", "check_digit"),
        ("KR", "116-82-00275", "check_digit"),
        ("AU", "99 999 999 999", "check_digit"),
        ("TW", "12345", "shape"),
        ("US", "07-1144442", "shape"),
    ],
)
def test_tax(country: str, text: str, code: str) -> None:
    assert refusal(NumberKind.TAX, country, text).code == code


def test_a_village_collective_has_a_letter_first() -> None:
    body = "N1110105MF0000001"
    assert uscc.check(body + uscc.check_character(body)).region == "110105"
