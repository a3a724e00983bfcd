"""The Unified Social Credit Code of Chinese organisations (GB 32100-2015).

Place 1 is the registering authority, 2 the kind of organisation, 3–8 the region (GB/T 2260), 9–17
the organisation's own code, 18 the check character by MOD 31 (GB/T 17710).
"""

from __future__ import annotations

from suppliers.enums import NumberKind
from suppliers.numbers.number import Number
from suppliers.numbers.text import compact, need_characters, need_length, wrong_check_digit

COUNTRY = "CN"
LENGTH = 18
#: Without I, O, S, V and Z, which are mistaken for digits.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = "0123456789"
#: The code of what is registered with the state itself is a letter in few cases: N for the
#: collectives of villages, A for the army's, Y for all others.
AUTHORITIES = "123456789ANY"
#: How the codes of sole traders (个体工商户) begin: 9 is the office of commerce, 2 their kind. That
#: of enterprises is 1, of farmers' cooperatives 3.
SOLE_TRADERS = "92"


def check(text: str) -> Number:
    """Raises BadNumber."""
    code = compact(text)
    need_length(code, LENGTH)
    need_characters(code[0], AUTHORITIES)
    need_characters(code[1], ALPHABET, first=2)
    need_characters(code[2:8], DIGITS, first=3)
    need_characters(code[8:], ALPHABET, first=9)
    if code[-1] != check_character(code[:-1]):
        raise wrong_check_digit()
    return Number(NumberKind.USCC, COUNTRY, code, region=code[2:8])


def check_character(body: str) -> str:
    """The last character, from the 17 before it: weights are the powers of 3."""
    total = sum(ALPHABET.index(one) * pow(3, place, 31) for place, one in enumerate(body))
    return ALPHABET[-total % 31]
