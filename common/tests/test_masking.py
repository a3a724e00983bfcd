from __future__ import annotations

import pytest

from common.masking import masked, masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "•••• 002X"), ("2230", "•••• 2230"), ("", "")],
)
def test_of_a_number_the_end_is_shown(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800138000", "+86 •••• 8000"),
        ("+12025550123", "+1 •••• 0123"),
        ("13800138000", "•••• 8000"),
        ("+", "+ •••• +"),
        ("", ""),
    ],
)
def test_of_a_phone_the_country_and_the_end(number: str, shown: str) -> None:
    assert masked_phone(number) == shown
