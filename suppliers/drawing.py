"""Drawing lots so that anybody can draw the same ones again (rules §4).

The numbers of the population are ordered by HMAC-SHA256 of each number, written in decimal, under
the seed (32 bytes); the first so many are chosen. Nothing else decides: not the order in which the
population is given, nor the version of a random number generator.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """How many are drawn, and the fraction of one that the next draw begins with."""

    chosen: int
    carried: Decimal


def count(size: int, share: Decimal, carry: Decimal) -> Count:
    """``share`` of ``size`` with what earlier draws left over: many small draws add up."""
    wanted = size * share + carry
    chosen = min(size, int(wanted.to_integral_value(ROUND_FLOOR)))
    return Count(chosen, min(wanted - chosen, _LARGEST_CARRY))


def choose(population: Iterable[int], seed: str, chosen: int) -> list[int]:
    """The first ``chosen`` of the population in the order of the seed (64 hexadecimal digits)."""
    key = bytes.fromhex(seed)
    return sorted(set(population), key=lambda number: (_lot(key, number), number))[:chosen]


def digest(population: Iterable[int]) -> str:
    """SHA-256 of the sorted numbers, joined by commas."""
    return hashlib.sha256(",".join(map(str, sorted(set(population)))).encode()).hexdigest()


def _lot(key: bytes, number: int) -> bytes:
    return hmac.digest(key, str(number).encode(), hashlib.sha256)


_LARGEST_CARRY = Decimal("0.999999")
