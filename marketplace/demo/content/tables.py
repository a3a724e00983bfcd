"""Reads the tables of words that the demo's names are made of.

A table is a text of lines with cells between bars; a cell of words has pairs of Chinese
and English with an equals sign, one pair from the next by a semicolon.
"""

from typing import NamedTuple

from common.formats import BOTH_NAMES


class Words(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str


def rows(table: str) -> list[list[str]]:
    """The cells of each line that is not blank."""
    return [
        [cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()
    ]


def pairs(cell: str) -> tuple[Words, ...]:
    """The word pairs of a cell; a word without an equals sign reads the same in both languages."""
    return tuple(_pair(part) for part in cell.split(";") if part.strip())


def _pair(part: str) -> Words:
    zh, _, en = part.partition("=")
    return Words(zh.strip(), (en or zh).strip())


def both(words: Words) -> str:
    """The two names as one text, of which each reader sees theirs."""
    return words.zh if words.zh == words.en else f"{words.zh}{BOTH_NAMES}{words.en}"
