"""A mistyped or swapped character is caught wherever the scheme promises it."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from suppliers.enums import NumberKind
from suppliers.errors import BadNumber
from suppliers.numbers import check, resident, uscc
from suppliers.tests.numbers.test_published import TAX

PLACES = st.integers(0, 17)
body_of_uscc = st.builds(
    "9{}{}{}".format,
    st.sampled_from("123"),
    st.text(string.digits, min_size=6, max_size=6),
    st.text(uscc.ALPHABET, min_size=9, max_size=9),
)
body_of_resident = st.builds(
    "110105{:%Y%m%d}{:03}".format, st.dates(date(1880, 1, 1)), st.integers(0, 999)
)


def changed(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


def swapped(text: str, place: int) -> str:
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def is_refused(kind: str, country: str, text: str) -> bool:
    try:
        check(kind, country, text)
    except BadNumber:
        return True
    return False


@given(body_of_uscc, PLACES, st.sampled_from(uscc.ALPHABET))
def test_a_changed_character_of_a_uscc_is_caught(body: str, place: int, other: str) -> None:
    code = body + uscc.check_character(body)
    assert uscc.check(code).text == code
    assume(code[place] != other)
    assert is_refused(NumberKind.USCC, "CN", changed(code, place, other))


@given(body_of_uscc, st.integers(0, 16))
def test_swapped_neighbours_of_a_uscc_are_caught(body: str, place: int) -> None:
    code = body + uscc.check_character(body)
    assume(code[place] != code[place + 1])
    assert is_refused(NumberKind.USCC, "CN", swapped(code, place))


@given(body_of_resident, PLACES, st.sampled_from("0123456789X"))
def test_a_changed_digit_of_a_resident_id_is_caught(body: str, place: int, other: str) -> None:
    number = body + resident.check_character(body)
    assert resident.check(number).text == number
    assume(number[place] != other)
    assert is_refused(NumberKind.RESIDENT_ID, "CN", changed(number, place, other))


@given(body_of_resident, st.integers(0, 16))
def test_swapped_neighbours_of_a_resident_id_are_caught(body: str, place: int) -> None:
    number = body + resident.check_character(body)
    assume(number[place] != number[place + 1])
    assert is_refused(NumberKind.RESIDENT_ID, "CN", swapped(number, place))


#: The schemes that miss no single changed digit, and those that miss no swap of neighbours: sums
#: modulo a prime above the digits, or check digits of two places. The others promise less, as a
#: sum modulo 10 must (0 and 9 swapped, by Luhn).
EACH_DIGIT = [
    "AR",
    "AU",
    "BE",
    "BR",
    "CA",
    "CH",
    "CL",
    "DE",
    "DK",
    "ES",
    "FI",
    "FR",
    "IN",
    "IT",
    "NO",
    "NZ",
    "PL",
    "PT",
    "SE",
    "SG",
    "TR",
    "VN",
    "ZA",
]
EACH_SWAP = ["AR", "AU", "BE", "BR", "CH", "DE", "DK", "ES", "FR", "NO", "NZ", "PL", "PT", "VN"]


def examples(countries: list[str]) -> list[tuple[str, str]]:
    return [(country, text) for country, _, text in TAX if country in countries]


def mistakes(text: str, make: Callable[[str, int], list[str]]) -> list[str]:
    return [wrong for place in range(len(text)) for wrong in make(text, place) if wrong != text]


def other_digits(text: str, place: int) -> list[str]:
    digits = string.digits if text[place].isdigit() else ""
    return [changed(text, place, digit) for digit in digits]


def swap(text: str, place: int) -> list[str]:
    return [swapped(text, place)] if text[place : place + 2].isdigit() else []


@pytest.mark.parametrize(("country", "text"), examples(EACH_DIGIT))
def test_each_changed_digit_of_a_tax_number_is_caught(country: str, text: str) -> None:
    assert [w for w in mistakes(text, other_digits) if not is_refused("tax", country, w)] == []


@pytest.mark.parametrize(("country", "text"), examples(EACH_SWAP))
def test_each_swap_in_a_tax_number_is_caught(country: str, text: str) -> None:
    wrong = [w for p in range(len(text) - 1) for w in swap(text, p) if w != text]
    assert [w for w in wrong if not is_refused("tax", country, w)] == []
