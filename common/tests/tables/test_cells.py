from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from common.tables import BadCell, as_date, as_decimal, as_flag, as_integer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.50", "2.50"),
        ("1,234.5", "1234.5"),
        (" １２ ", "12"),
        ("-3", "-3"),
        ("1e3", "1000"),
        (".5", "0.5"),
    ],
)
def test_numbers(text, number):
    assert as_decimal(text, "price") == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "two", "NaN", "Infinity", "1,2", "1.2.3", "¥2", "1_000", "12,34,567"]
)
def test_what_is_no_number_is_named_with_its_column(text):
    with pytest.raises(BadCell) as refused:
        as_decimal(text, "price")
    assert refused.value.field == "price"
    assert str(refused.value) == f"“price” must be a number, not “{text}”."


@pytest.mark.parametrize("text", ["1e99999999", "9" * 20, "-" + "9" * 20])
def test_a_number_too_long_for_any_column_is_told_how_long_it_may_be(text: str) -> None:
    with pytest.raises(BadCell) as refused:
        as_decimal(text, "price")
    assert str(refused.value) == (f"“price” has at most 19 digits before the point, not “{text}”.")
    assert as_decimal("9" * 19, "price") == 10**19 - 1


def test_whole_numbers():
    assert as_integer("50.0", "moq") == 50
    assert as_integer("0", "moq") == 0


@pytest.mark.parametrize("text", ["2.5", "-1", "2147483648"])
def test_what_is_no_whole_number(text):
    with pytest.raises(BadCell) as refused:
        as_integer(text, "moq")
    assert str(refused.value) == (
        f"“moq” must be a whole number from 0 to 2147483647, not “{text}”."
    )


@pytest.mark.parametrize(
    ("text", "flag"), [("Yes", True), ("是", True), ("1", True), ("否", False), ("no", False)]
)
def test_flags(text, flag):
    assert as_flag(text, "mixable") is flag


def test_what_is_no_flag():
    with pytest.raises(BadCell, match=r"yes or no, not “maybe”"):
        as_flag("maybe", "mixable")


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", "2026年1月31日", "2026.1.31"])
def test_dates(text):
    assert as_date(text, "day") == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["31/01/2026", "2026-02-30", "today", "2026-01"])
def test_what_is_no_date(text):
    with pytest.raises(BadCell, match="must be a date such as 2026-01-31"):
        as_date(text, "day")
